using System.Net;
using System.Text.RegularExpressions;

namespace SupportDesk.Gateways.Template;

/// <summary>
/// What must not be kept of a send that the settings describe: a key may stand under any name there, so everything counts that the settings write themselves and that is
/// long enough for a key. What is filled in, and names, stay.
/// </summary>
internal static partial class TemplateSecrets
{
    private static readonly HashSet<string> Open = new(StringComparer.OrdinalIgnoreCase) { "Accept", "Content-Type", "User-Agent" };

    public static IEnumerable<string> Of(TemplateOptions options)
    {
        var (url, body) = (Placeholders.Fill(options.Url, _ => " "), Placeholders.Fill(options.Body, _ => " "));
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var (address, query) = mark < 0 ? (url, "") : (url[..mark], url[mark..]);
        var headers = options.Headers.Where(header => !Open.Contains(header.Key)).SelectMany(header => (string[])[header.Value, .. header.Value.Split(' ')]);
        var fixedWords = Words().Matches(query).Concat(Words().Matches(body)).Concat(KeysInPath().Matches(address)).Select(match => match.Value);
        return [options.WebhookToken, .. headers, .. fixedWords.SelectMany(word => (string[])[word, WebUtility.UrlDecode(word)])];
    }

    /// <summary>Eight characters or more that are no name: nothing follows that would make them one.</summary>
    [GeneratedRegex(@"(?<![^""'<>&=?;,{}\[\]\s])(?<!</?)(?>[^""'<>&=?;,{}\[\]\s]{8,})(?![""']?\s*[:=])")]
    private static partial Regex Words();

    /// <summary>A long part of the path with a digit in it.</summary>
    [GeneratedRegex(@"(?<=[^/]/)(?=[^/]*[0-9])[^/{}]{16,}(?=/|$)")]
    private static partial Regex KeysInPath();
}
