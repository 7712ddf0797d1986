using System.Security.Cryptography;
using SupportDesk.Storage.Moving;

namespace SupportDesk.Storage.Lines;

/// <summary>Writes everything into a new file of newline-delimited JSON (see <see cref="Line"/>).</summary>
public static class Export
{
    /// <summary>The file appears under its name only when it was read back, is the same as the source, and is on the disk.</summary>
    /// <exception cref="StoreUnavailableException">Says in words for the operator why not.</exception>
    public static async Task<Proof> WriteAsync(IDocumentSource source, string file, IReadOnlyList<DocumentType> types, IProgress<Progress> progress, CancellationToken cancellation)
    {
        if (Path.Exists(file))
            throw new StoreUnavailableException($"{file} exists already; an export is never written over another file.");
        var part = file + ".part";
        try
        {
            await WriteAsync(part, source, types, progress, cancellation);
            var proof = await Check.RunAsync(source, await ExportFile.OpenAsync(part, types, cancellation), types, progress, cancellation);
            if (proof.IsGood)
                DurableFile.Move(part, file);
            return proof;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(error.Message, error);
        }
        finally
        {
            if (File.Exists(part))
                File.Delete(part);
        }
    }

    private static async Task WriteAsync(string part, IDocumentSource source, IReadOnlyList<DocumentType> types, IProgress<Progress> progress, CancellationToken cancellation)
    {
        await using var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1024 * 1024);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var documents = 0L;
        await WriteAsync(Line.First);
        foreach (var type in types)
        {
            var (done, total) = (0L, await source.CountAsync(type, cancellation));
            await foreach (var document in source.ReadAsync(type, cancellation))
            {
                await WriteAsync(Line.Document(type.Name, document.Json.Span));
                progress.Report(new(Work.Copying, type.Name, ++done, total));
            }
            documents += done;
        }
        await stream.WriteAsync(Line.Last(documents, Convert.ToHexStringLower(hash.GetHashAndReset())), cancellation);

        async Task WriteAsync(byte[] line)
        {
            hash.AppendData(line);
            await stream.WriteAsync(line, cancellation);
        }
    }
}
