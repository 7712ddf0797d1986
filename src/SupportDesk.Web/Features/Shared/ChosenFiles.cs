using SupportDesk.Messages;

namespace SupportDesk.Web.Features.Shared;

/// <summary>Files that a person chose in a form.</summary>
internal static class ChosenFiles
{
    private const int LongestName = 100;

    /// <summary>As the desk handles them. Of one that is too large the bytes are not there.</summary>
    public static IReadOnlyList<OutgoingFile> Read(this IEnumerable<IFormFile> files) => [.. files.Select(file =>
    {
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return new OutgoingFile(file.FileName.Length > LongestName ? file.FileName[..LongestName] : file.FileName, file.Length, bytes.ToArray());
    })];
}
