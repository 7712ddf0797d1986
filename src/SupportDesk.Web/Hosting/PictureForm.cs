using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SupportDesk.Messages;

namespace SupportDesk.Web.Hosting;

/// <summary>A form in parts (multipart/form-data, RFC 7578) as it comes in: its fields, and of its files as much as can be sent.</summary>
internal sealed class PictureForm(string boundary, Stream body)
{
    private const int MostFields = 100;
    private const int LongestField = 1 << 17;

    /// <summary>Fields and files, also empty ones: each has a head that is kept.</summary>
    private const int MostParts = 200;

    /// <summary>Behind that many bytes nothing is read any more. A browser that is not read to its end hears no answer, so this is generous.</summary>
    private const long LongestForm = 200_000_000;

    private readonly Dictionary<string, StringValues> fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly FormFileCollection files = [];
    private readonly byte[] buffer = new byte[64 * 1024];
    private long read;
    private long kept;

    /// <exception cref="InvalidDataException">It is no such form.</exception>
    public async Task<FormCollection> ReadAsync(CancellationToken cancellation)
    {
        var reader = new MultipartReader(boundary, body);
        for (var parts = 1; read < LongestForm && await reader.ReadNextSectionAsync(cancellation) is { } section; parts++)
        {
            if (parts > MostParts)
                throw new InvalidDataException("The form has too many parts.");
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                continue;
            if (disposition.IsFileDisposition())
                await AddFileAsync(disposition, section.Body, cancellation);
            else if (disposition.IsFormDisposition())
                await AddFieldAsync(disposition.Name.ToString().Trim('"'), section.Body, cancellation);
        }

        return new(fields, files);
    }

    private async Task AddFieldAsync(string name, Stream value, CancellationToken cancellation)
    {
        var (bytes, size) = await TakeAsync(value, LongestField, cancellation);
        if (size > LongestField || fields.Count == MostFields)
            throw new InvalidDataException("The form is too large.");
        fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), Encoding.UTF8.GetString(bytes));
    }

    private async Task AddFileAsync(ContentDispositionHeaderValue disposition, Stream content, CancellationToken cancellation)
    {
        var limits = MediaLimits.Desk;
        var most = files.Count < limits.MostFiles ? Math.Min(limits.MostBytes, limits.MostBytesTogether - kept) : 0;
        var (bytes, size) = await TakeAsync(content, most, cancellation);
        kept += bytes.Length;
        files.Add(new FormFile(new MemoryStream(bytes), 0, size, disposition.Name.ToString().Trim('"'), NameOf(disposition)) { Headers = new HeaderDictionary() });
    }

    /// <summary>All of it when it is not longer than that, else nothing; and how long it is.</summary>
    private async Task<(byte[] Bytes, long Size)> TakeAsync(Stream content, long most, CancellationToken cancellation)
    {
        using var taken = new MemoryStream();
        var size = 0L;
        for (int count; read < LongestForm && (count = await content.ReadAsync(buffer, cancellation)) > 0; read += count)
        {
            size += count;
            if (size <= most)
                taken.Write(buffer, 0, count);
        }

        return (size <= most ? taken.ToArray() : [], size);
    }

    /// <summary>Without folders: some browsers say them.</summary>
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var name = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString().Trim('"');
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
