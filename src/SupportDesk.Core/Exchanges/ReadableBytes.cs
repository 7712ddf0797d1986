using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SupportDesk.Exchanges;

/// <summary>Bytes as text that can be stored and looked at, with nothing lost: what is no UTF-8 is written \xE9.</summary>
internal static class ReadableBytes
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder(bytes.Length + 16);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) is System.Buffers.OperationStatus.Done)
                text.Append(rune.ToString());
            else
                foreach (var odd in bytes[..length])
                    text.Append(CultureInfo.InvariantCulture, $"\\x{odd:X2}");
            bytes = bytes[length..];
        }

        return text.ToString();
    }
}
