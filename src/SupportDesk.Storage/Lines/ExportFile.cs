using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using SupportDesk.Storage.Moving;

namespace SupportDesk.Storage.Lines;

/// <summary>Everything as one file of newline-delimited JSON, ordered by collection and id, so that it can be moved from like any engine.</summary>
public sealed class ExportFile : IDocumentSource
{
    private sealed record Section(long Offset, long FirstLine)
    {
        public long Count { get; set; }
    }

    private readonly string file;
    private readonly LineParser parser;
    private readonly Dictionary<DocumentType, Section> sections = [];

    private ExportFile(string file, IReadOnlyList<DocumentType> types)
    {
        this.file = file;
        parser = new LineParser(file, types);
    }

    /// <summary>The same for the same content, wherever the file is.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Reads the whole file, so that a damaged one is refused before anything of it is used.</summary>
    /// <exception cref="StoreUnavailableException">Says what is wrong, and in which line.</exception>
    public static async Task<ExportFile> OpenAsync(string file, IReadOnlyList<DocumentType> types, CancellationToken cancellation)
    {
        var export = new ExportFile(file, types);
        try
        {
            await export.CheckAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(error.Message, error);
        }
        return export;
    }

    public Task<long> CountAsync(DocumentType type, CancellationToken cancellation) => Task.FromResult(sections.GetValueOrDefault(type)?.Count ?? 0);

    public async IAsyncEnumerable<StoredDocument> ReadAsync(DocumentType type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!sections.TryGetValue(type, out var section))
            yield break;
        var read = 0L;
        await foreach (var line in LineReader.ReadAsync(file, section.Offset, cancellation))
        {
            yield return parser.Document(line, section.FirstLine + read).Document;
            if (++read == section.Count)
                yield break;
        }
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (number, offset, last, previous) = (0L, 0L, ((long Documents, string Sha256)?)null, ((DocumentType Type, StoredDocument Document)?)null);
        await foreach (var line in LineReader.ReadAsync(file, 0, cancellation))
        {
            number++;
            if (last is not null)
                throw parser.Damaged(number, "it follows the last one");
            last = LineParser.Last(line);
            if (number is 1)
                parser.CheckFirst(line);
            else if (last is null)
                previous = Place(parser.Document(line, number), previous, offset, number);
            if (last is null)
            {
                hash.AppendData(line);
                hash.AppendData("\n"u8);
            }
            offset += line.Length + 1;
        }
        Finish(number, last, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private (DocumentType, StoredDocument) Place((DocumentType Type, StoredDocument Document) one, (DocumentType Type, StoredDocument Document)? previous, long offset, long number)
    {
        if (previous?.Type != one.Type && !sections.TryAdd(one.Type, new Section(offset, number)))
            throw parser.Damaged(number, "its collection has ended before");
        if (previous is { } before && before.Type == one.Type && Pairs.Compare(before.Document.Id, one.Document.Id) >= 0)
            throw parser.Damaged(number, "its document is not in the order of ids");
        sections[one.Type].Count++;
        return one;
    }

    private void Finish(long lines, (long Documents, string Sha256)? last, string sha256)
    {
        if (last is null)
            throw new StoreUnavailableException($"{file} is cut off after line {lines}.");
        if (last.Value.Documents != sections.Values.Sum(section => section.Count) || last.Value.Sha256 != sha256)
            throw new StoreUnavailableException($"{file} is not as it was written: its lines do not have the count and the checksum of the last one.");
        Name = $"the export with the checksum {sha256[..16]}";
    }
}
