using System.Buffers;

namespace SupportDesk.Exchanges;

/// <summary>Names of fields, headers and elements whose values are secret, however they are written: api_key, Api-Key and auth[apiKey] are one name.</summary>
internal static class SecretNames
{
    private static readonly SearchValues<string> Telling = SearchValues.Create(
    [
        "password", "passwd", "passphrase", "passcode", "secret", "token", "apikey", "accesskey", "authkey", "privatekey", "signingkey", "signature",
        "authorization", "credential", "jwt", "bearer", "hmac", "cookie", "clientkey", "userkey", "accountkey", "consumerkey",
    ], StringComparison.Ordinal);

    private static readonly HashSet<string> Exact = new(StringComparer.Ordinal) { "sig", "sign", "key", "auth", "pass", "pwd", "pw", "hash" };

    /// <summary>True when what stands under the name must not be kept.</summary>
    public static bool Has(string name) => IsTelling(name) || Exact.Contains(Last(name));

    /// <summary>True for names that say so even in the middle of a sentence.</summary>
    public static bool IsTelling(string name) => Plain(name).AsSpan().ContainsAny(Telling);

    /// <summary>What a path such as auth.key or auth[key] ends with.</summary>
    private static string Last(string name)
    {
        var trimmed = name.TrimEnd(']', ' ', '[');
        var mark = trimmed.LastIndexOfAny(['.', '[', ':', '-', '_']);
        return Plain(trimmed[(mark + 1)..]);
    }

    /// <summary>Letters and digits alone, in small letters.</summary>
    private static string Plain(string name)
    {
        var plain = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
                plain[length++] = char.ToLowerInvariant(letter);
        }

        return new(plain[..length]);
    }
}
