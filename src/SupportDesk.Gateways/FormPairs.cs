using System.Net;

namespace SupportDesk.Gateways;

/// <summary>Names and values of a query or a form (application/x-www-form-urlencoded), decoded, in the order in which they stand, repeated names and all.</summary>
internal static class FormPairs
{
    /// <summary>A value is null when its name has no equals sign. Bytes that are no UTF-8 become replacement characters; a broken escape stays as it is.</summary>
    public static IEnumerable<(string Name, string? Value)> Of(string encoded)
    {
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = pair.IndexOf('=', StringComparison.Ordinal);
            yield return mark < 0
                ? (WebUtility.UrlDecode(pair), null)
                : (WebUtility.UrlDecode(pair[..mark]), WebUtility.UrlDecode(pair[(mark + 1)..]));
        }
    }
}
