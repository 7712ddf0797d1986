using System.Net;

namespace SupportDesk.Gateways;

/// <summary>Names and values of a query or a form (application/x-www-form-urlencoded), decoded, in the order in which they stand, repeated names and all.</summary>
internal static class FormPairs
{
    /// <summary>A value is null when its name has no equals sign. Bytes that are no UTF-8 become replacement characters; a broken escape stays as it is.</summary>
    /// <param name="encoded">As it stands in the address or the body.</param>
    /// <param name="decode">Decodes values in another way.</param>
    public static IEnumerable<(string Name, string? Value)> Of(string encoded, Func<string, string>? decode = null)
    {
        decode ??= WebUtility.UrlDecode!;
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = pair.IndexOf('=', StringComparison.Ordinal);
            yield return mark < 0
                ? (WebUtility.UrlDecode(pair), null)
                : (WebUtility.UrlDecode(pair[..mark]), decode(pair[(mark + 1)..]));
        }
    }
    /// <summary>A form of these names and values, as a provider's API takes it: a plus is %2B.</summary>
    public static string Write(IEnumerable<(string Name, string Value)> pairs) =>
        string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));
}
