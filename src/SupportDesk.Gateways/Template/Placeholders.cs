using System.Security;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportDesk.Gateways.Template;

/// <summary>Fills in a template. A value is escaped as its place needs, so that no customer's number and no agent's text can say more than itself.</summary>
internal static partial class Placeholders
{
    public static string Fill(string template, Func<string, string> value) => Placeholder().Replace(template, match => value(match.Groups[1].Value));

    /// <summary>How a body of this type writes a value; null when that is not known.</summary>
    public static Func<string, string>? EscapeFor(string contentType) => contentType switch
    {
        "application/json" => text => JsonEncodedText.Encode(text).ToString(),
        "application/x-www-form-urlencoded" => Uri.EscapeDataString,
        "application/xml" or "text/xml" => text => SecurityElement.Escape(text),
        "text/plain" => text => text,
        _ => null,
    };

    [GeneratedRegex(@"\{(from|to|text|reference|encoding|reportUrl)\}")]
    private static partial Regex Placeholder();
}
