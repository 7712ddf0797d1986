namespace SupportDesk.Messages;

/// <summary>What a file is: a picture by its first bytes, anything else by what the provider says.</summary>
public static class MediaKind
{
    private static readonly (string Type, string Ending, byte[] Start, int At, byte[] Then)[] Pictures =
    [
        ("image/jpeg", ".jpg", [0xFF, 0xD8, 0xFF], 0, []),
        ("image/png", ".png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, []),
        ("image/gif", ".gif", [0x47, 0x49, 0x46, 0x38], 0, []),
        ("image/webp", ".webp", [0x52, 0x49, 0x46, 0x46], 8, [0x57, 0x45, 0x42, 0x50]),
    ];

    private static readonly Dictionary<string, string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["video/mp4"] = ".mp4",
        ["video/3gpp"] = ".3gp",
        ["audio/mpeg"] = ".mp3",
        ["audio/amr"] = ".amr",
        ["application/pdf"] = ".pdf",
        ["text/plain"] = ".txt",
        ["text/vcard"] = ".vcf",
        ["text/x-vcard"] = ".vcf",
        ["application/smil"] = ".smil",
    };

    /// <summary>What a picture's bytes say; for everything else what the provider says, unless that is a picture, which it is not.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, string told)
    {
        foreach (var picture in Pictures)
        {
            if (bytes.StartsWith(picture.Start) && bytes.Length >= picture.At + picture.Then.Length && bytes[picture.At..].StartsWith(picture.Then))
                return picture.Type;
        }

        return told.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? "application/octet-stream" : told;
    }

    /// <summary>The type of a picture that every MMS provider takes, by its first bytes; null for everything else.</summary>
    public static string? Sendable(ReadOnlySpan<byte> bytes) => Of(bytes, "") is var type && type is "image/jpeg" or "image/png" or "image/gif" ? type : null;

    public static bool IsPicture(string? type) => Pictures.Any(picture => picture.Type == type);

    /// <summary>The ending of a file of that type, with its dot.</summary>
    public static string EndingOf(string type) => Pictures.Where(picture => picture.Type == type).Select(picture => picture.Ending).FirstOrDefault() ?? Endings.GetValueOrDefault(type, ".bin");
}
