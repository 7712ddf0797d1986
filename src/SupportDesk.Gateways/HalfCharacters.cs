using System.Globalization;
using System.Net;
using System.Text;

namespace SupportDesk.Gateways;

/// <summary>
/// Reads texts that may begin or end in the middle of a character: a long SMS is cut between UTF-16 units, and a provider that passes the parts on passes half an emoji.
/// A half is no character by itself, but it is one again when the parts are joined.
/// </summary>
internal static class HalfCharacters
{
    /// <summary>A form's value, decoded; half characters are three bytes that proper UTF-8 does not have.</summary>
    public static string OfForm(string encoded)
    {
        var bytes = WebUtility.UrlDecodeToBytes(Encoding.UTF8.GetBytes(encoded), 0, Encoding.UTF8.GetByteCount(encoded));
        var text = new StringBuilder();
        var done = 0;
        for (var at = 0; at + 2 < bytes.Length; at++)
        {
            if (bytes[at] != 0xED || (bytes[at + 1] & 0xE0) != 0xA0 || (bytes[at + 2] & 0xC0) != 0x80)
                continue;
            text.Append(Encoding.UTF8.GetString(bytes, done, at - done)).Append((char)(0xD000 | ((bytes[at + 1] & 0x3F) << 6) | (bytes[at + 2] & 0x3F)));
            done = at + 3;
            at += 2;
        }

        return text.Append(Encoding.UTF8.GetString(bytes, done, bytes.Length - done)).ToString();
    }

    /// <summary>What stands between the quotes of a well-formed JSON string, unescaped.</summary>
    public static string OfJson(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\' || at + 1 == escaped.Length)
            {
                text.Append(escaped[at]);
                continue;
            }

            at++;
            if (escaped[at] == 'u' && at + 4 < escaped.Length && ushort.TryParse(escaped.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                at += 4;
            }
            else
            {
                text.Append(escaped[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var plain => plain });
            }
        }

        return text.ToString();
    }
}
