using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportDesk.Exchanges;

/// <summary>Takes secrets out of JSON at any depth. Everything else stays as it was written: its order, its spaces, names that stand there twice.</summary>
internal static partial class JsonSecrets
{
    private const int Deepest = 1000;

    /// <summary>Null when the text is no JSON.</summary>
    /// <param name="json">An object or an array.</param>
    /// <param name="clean">What a text in it becomes.</param>
    public static string? Remove(string json, Func<string, string> clean)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var kept = new StringBuilder(json.Length);
        try
        {
            var copied = 0;
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
            while (reader.Read())
            {
                if (Instead(ref reader, clean) is not var (start, text))
                    continue;
                kept.Append(Encoding.UTF8.GetString(bytes.AsSpan(copied..start))).Append(text);
                copied = (int)reader.BytesConsumed;
            }

            return kept.Append(Encoding.UTF8.GetString(bytes.AsSpan(copied))).ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What stands in place of what was just read, and where that begins; null when it stays.</summary>
    private static (int Start, string Text)? Instead(ref Utf8JsonReader reader, Func<string, string> clean)
    {
        if (reader.TokenType is JsonTokenType.PropertyName && SecretNames.Has(TextOf(ref reader)))
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False)
                return null;
            reader.Skip();
            return (start, $"\"{Redaction.Mark}\"");
        }

        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return null;
        var text = TextOf(ref reader);
        if (clean(text) is var cleaned && cleaned == text)
            return null;
        var end = reader.TokenType is JsonTokenType.PropertyName ? "\":" : "\"";
        return ((int)reader.TokenStartIndex, $"\"{JsonEncodedText.Encode(cleaned, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}{end}");
    }

    /// <summary>Half of a surrogate pair, escaped, is well-formed JSON but no text; a replacement character stands for it.</summary>
    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            var raw = Halves().Replace(Encoding.UTF8.GetString(reader.ValueSpan), "\\ufffd");
            return JsonSerializer.Deserialize($"\"{raw}\"", DeskJson.Shape.String) ?? "";
        }
    }

    /// <summary>Escaped surrogates, whole pairs too: what is read here is only compared, or written anew without its secret.</summary>
    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")]
    private static partial Regex Halves();
}
