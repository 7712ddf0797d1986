using System.Net;

namespace SupportDesk.Exchanges;

/// <summary>Takes secrets out of a query or a form. Everything else stays as it was written.</summary>
internal static class PairSecrets
{
    /// <summary>An encoded text may be encoded again and again; nobody means more than this.</summary>
    private const int MostDecodings = 4;

    public static string Remove(string pairs, Func<string, string> clean) => string.Join('&', pairs.Split('&').Select(pair => Pair(pair, clean)));

    /// <summary>A value that is encoded, without the secrets in it.</summary>
    public static string Value(string value, Func<string, string> clean)
    {
        var decoded = WebUtility.UrlDecode(value);
        return clean(decoded) is var cleaned && cleaned == decoded ? value : Encode(cleaned);
    }

    /// <summary>True when the name is a secret's, encoded or not.</summary>
    public static bool IsSecret(string name)
    {
        for (var times = 0; times < MostDecodings; times++)
        {
            if (SecretNames.Has(name))
                return true;
            if (WebUtility.UrlDecode(name) is var decoded && decoded == name)
                return false;
            name = decoded;
        }

        return true;
    }

    private static string Pair(string pair, Func<string, string> clean)
    {
        var mark = pair.IndexOf('=', StringComparison.Ordinal);
        if (mark < 0)
            return Value(pair, clean);
        var name = pair[..mark];
        return IsSecret(name) ? $"{name}={Redaction.Mark}" : $"{Value(name, clean)}={Value(pair[(mark + 1)..], clean)}";
    }

    private static string Encode(string cleaned) => Uri.EscapeDataString(cleaned).Replace(Uri.EscapeDataString(Redaction.Mark), Redaction.Mark, StringComparison.Ordinal);
}
