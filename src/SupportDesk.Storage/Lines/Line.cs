using System.Text.Json;

namespace SupportDesk.Storage.Lines;

/// <summary>
/// The lines of an export, each one JSON object: first <c>{"SupportDesk":1}</c>, then <c>{"Collection":…,"Document":…}</c> for each document,
/// last <c>{"Documents":…,"Sha256":…}</c>, a checksum over every byte before it.
/// </summary>
internal static class Line
{
    /// <summary>Layout of the file; a program refuses a greater one.</summary>
    public const int Layout = 1;

    public static byte[] First { get; } = Of(json => json.WriteNumber("SupportDesk"u8, Layout));

    public static byte[] Document(string collection, ReadOnlySpan<byte> document)
    {
        var raw = document.ToArray();
        // Only between its parts can JSON have line ends.
        raw.AsSpan().Replace((byte)'\n', (byte)' ');
        raw.AsSpan().Replace((byte)'\r', (byte)' ');
        return Of(json =>
        {
            json.WriteString("Collection"u8, collection);
            json.WritePropertyName("Document"u8);
            json.WriteRawValue(raw, skipInputValidation: true);
        });
    }

    public static byte[] Last(long documents, string sha256) => Of(json =>
    {
        json.WriteNumber("Documents"u8, documents);
        json.WriteString("Sha256"u8, sha256);
    });

    private static byte[] Of(Action<Utf8JsonWriter> properties)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
