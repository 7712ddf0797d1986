using System.Globalization;
using System.Text;
using System.Text.Json;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways;

/// <summary>
/// The fields of a webhook, whichever way it carries them: query, form, or the top level of a JSON object. Names compare without case; of a repeated name the first
/// value that is not empty counts, the body's before the query's: the query may be part of the address that somebody set up. Any bytes can be read: what is no UTF-8
/// becomes replacement characters.
/// </summary>
internal sealed class Fields
{
    private const char ByteOrderMark = '\ufeff';

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public int Count => values.Count;

    /// <summary>The JSON object as it was written; null when the fields come from elsewhere.</summary>
    public string? Json { get; private init; }

    /// <summary>True keeps halves of characters as they are (<see cref="HalfCharacters"/>), for texts that are joined before they are stored.</summary>
    private bool KeepsHalves { get; init; }

    /// <summary>The first sign tells JSON from a form; providers' content types do not always.</summary>
    public static Fields Of(WebhookRequest request, bool keepHalves = false)
    {
        var fields = new Fields { KeepsHalves = keepHalves };
        var body = Encoding.UTF8.GetString(request.Body.Span).TrimStart(ByteOrderMark).TrimStart();
        if (!body.StartsWith('{') || !fields.TryAddJson(body))
            fields.AddPairs(body);
        fields.AddPairs(request.Query);
        return fields;
    }

    /// <summary>The top level of a JSON object; null when the text is none.</summary>
    public static Fields? OfJson(string? json)
    {
        var fields = new Fields { Json = json };
        return json is not null && json.TrimStart(ByteOrderMark).TrimStart() is ['{', ..] body && fields.TryAddJson(body) ? fields : null;
    }

    /// <summary>The objects of a JSON array, or the one object that stands there instead; null in place of an item that is no object. Null when the text is neither.</summary>
    public static IReadOnlyList<Fields?>? ListOf(string? json)
    {
        if (json?.TrimStart(ByteOrderMark).TrimStart() is not ['[', ..] array)
            return OfJson(json) is { } one ? [one] : null;
        try
        {
            using var items = JsonDocument.Parse(array);
            return [.. items.RootElement.EnumerateArray().Select(item => OfJson(item.GetRawText()))];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The object that stands under a name; null when there is none.</summary>
    public Fields? Within(string name) => OfJson(values.GetValueOrDefault(name));

    /// <summary>The objects that stand under a name, as <see cref="ListOf"/> reads them.</summary>
    public IReadOnlyList<Fields?> Each(string name) => ListOf(values.GetValueOrDefault(name)) ?? [];

    /// <summary>The value under a name, or under a path of names and places such as messages.0.id.</summary>
    public string? At(string path)
    {
        if (values.TryGetValue(path, out var value))
            return value;
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !values.TryGetValue(path[..dot], out var inner))
            return null;
        var rest = path[(dot + 1)..];
        var end = rest.IndexOf('.', StringComparison.Ordinal);
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? end < 0 ? null : ListOf(inner)?.ElementAtOrDefault(place)?.At(rest[(end + 1)..])
            : OfJson(inner)?.At(rest);
    }

    /// <summary>The texts of the JSON array that stands under a name; null when there is none, or none in it.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        try
        {
            using var json = JsonDocument.Parse(values.GetValueOrDefault(name) ?? "null");
            var texts = json.RootElement.ValueKind is JsonValueKind.Array
                ? json.RootElement.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => Unescaped(item.GetString)).OfType<string>().ToList()
                : [];
            return texts.Count == 0 ? null : texts;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The first of the names that has a value; else an empty one when any of them is present; else null.</summary>
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
        foreach (var (name, value) in FormPairs.Of(encoded, KeepsHalves ? HalfCharacters.OfForm : null))
        {
            if (value is not null)
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
                if (property.Value.ValueKind is not JsonValueKind.Null && Unescaped(() => property.Name) is { } name)
                    Add(name, TextOf(property.Value));
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A number is taken as it is written: a telephone number must not pass through a double.</summary>
    private string TextOf(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String)
            return value.GetRawText();
        return Unescaped(value.GetString) ?? (KeepsHalves ? HalfCharacters.OfJson(value.GetRawText()[1..^1]) : value.GetRawText().Trim('"'));
    }

    /// <summary>Null when half of a surrogate pair stands there, escaped: well-formed JSON, but no text.</summary>
    private static string? Unescaped(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Add(string name, string value)
    {
        if (!values.TryGetValue(name, out var known) || known.Length == 0)
            values[name] = value;
    }
}
