using System.Runtime.InteropServices;
using System.Text.Json;

namespace SupportDesk.Storage.Lines;

/// <summary>What a line says. Its refusals name the line and never quote it.</summary>
internal sealed class LineParser(string file, IReadOnlyList<DocumentType> types)
{
    public (DocumentType Type, StoredDocument Document) Document(byte[] line, long number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("Collection"u8, out var collection) || !json.RootElement.TryGetProperty("Document"u8, out var document))
                throw Damaged(number, "it is not a document of an export");
            var type = types.FirstOrDefault(type => collection.ValueEquals(type.Name)) ?? throw Damaged(number, "this program does not know its collection");
            return (type, type.Read(JsonMarshal.GetRawUtf8Value(document).ToArray()));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Damaged(number, "it cannot be read", error);
        }
    }

    /// <summary>What the last line says; null for any other.</summary>
    public static (long Documents, string Sha256)? Last(byte[] line)
    {
        if (!line.AsSpan().StartsWith("{\"Documents\":"u8))
            return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("Documents"u8).GetInt64(), json.RootElement.GetProperty("Sha256"u8).GetString() ?? "");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    public void CheckFirst(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("SupportDesk"u8, out var layout))
            {
                if (layout.GetInt32() > Line.Layout)
                    throw new StoreUnavailableException($"{file} was written by a newer SupportDesk; use that one.");
                return;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // Told below.
        }
        throw new StoreUnavailableException($"{file} is not an export of a SupportDesk: its first line does not say so.");
    }

    public StoreUnavailableException Damaged(long number, string why, Exception? error = null) => new($"Line {number} of {file} is damaged: {why}.", error);
}
