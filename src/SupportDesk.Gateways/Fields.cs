using System.Collections.Specialized;
using System.Text;
using System.Text.Json;
using System.Web;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways;

/// <summary>
/// The fields of a webhook, whichever way it carries them: query, form, or the top level of a JSON object. Names compare without case; of a repeated name the first
/// value that is not empty counts. Any bytes can be read: what is no UTF-8 becomes replacement characters.
/// </summary>
internal sealed class Fields
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public int Count => values.Count;

    public static Fields Of(WebhookRequest request)
    {
        var fields = new Fields();
        fields.AddPairs(request.Query);
        var body = Encoding.UTF8.GetString(request.Body.Span);
        if (!body.TrimStart().StartsWith('{') || !fields.TryAddJson(body))
            fields.AddPairs(body);
        return fields;
    }

    /// <summary>The first of the names that is present, even when it is empty; null when none is.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        string? empty = null;
        foreach (var name in names)
        {
            if (!values.TryGetValue(name, out var value))
                continue;
            if (value.Length > 0)
                return value;
            empty = value;
        }

        return empty;
    }

    /// <summary>The first of the names that has a value.</summary>
    public string? Filled(params ReadOnlySpan<string> names) => First(names) is { Length: > 0 } value ? value : null;

    private void AddPairs(string encoded)
    {
        NameValueCollection pairs = HttpUtility.ParseQueryString(encoded, Encoding.UTF8);
        foreach (var name in pairs.AllKeys.OfType<string>())
        {
            foreach (var value in pairs.GetValues(name) ?? [])
                Add(name, value);
        }
    }

    private bool TryAddJson(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                    Add(property.Name, TextOf(property.Value));
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A number is taken as it is written: a telephone number must not pass through a double.</summary>
    private static string TextOf(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String)
            return value.GetRawText();
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: what stands there is no text, but the rest is.
            return value.GetRawText().Trim('"');
        }
    }

    private void Add(string name, string value)
    {
        if (!values.TryGetValue(name, out var known) || known.Length == 0)
            values[name] = value;
    }
}
