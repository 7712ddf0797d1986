namespace SupportDesk.Storage.Moving;

/// <summary>
/// Copies everything from one place to another and proves it. Killed at any moment and run again it goes on: what the target has and the source has
/// not just so is removed first, then what is missing is inserted. So no two documents ever hold the same unique key, even when a desk
/// was at work on the source in between.
/// </summary>
public sealed class Move(IDocumentSource source, IDocumentTarget target, IReadOnlyList<DocumentType> types, IProgress<Progress> progress)
{
    private const int MostDocuments = 200;
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Moves, and finishes the target when the proof is good; else the target stays unfinished, and another run mends it.</summary>
    /// <exception cref="StoreUnavailableException">The target is not to be used, or an engine could not go on.</exception>
    public async Task<Proof> RunAsync(CancellationToken cancellation)
    {
        if (await BeginAsync(cancellation) is Work.Resuming)
        {
            foreach (var type in types)
                await RemoveForeignAsync(type, cancellation);
        }
        foreach (var type in types)
            await CopyAsync(type, cancellation);
        var proof = await Check.RunAsync(source, target, types, progress, cancellation);
        if (proof.IsGood)
            await target.EndAsync(cancellation);
        return proof;
    }

    /// <summary>Whether there is a move to resume. A target that holds anything else is refused.</summary>
    private async Task<Work> BeginAsync(CancellationToken cancellation)
    {
        if (await target.UnfinishedFromAsync(cancellation) is { } former)
        {
            return former == source.Name
                ? Work.Resuming
                : throw new StoreUnavailableException($"{target.Name} is the unfinished target of a move from {former}; run that one again, or empty the target.");
        }
        if (await FirstFilledAsync(source, cancellation) is null)
            throw new StoreUnavailableException($"There is nothing to move: {source.Name} holds no documents.");
        if (await FirstFilledAsync(target, cancellation) is { } filled)
            throw new StoreUnavailableException($"{target.Name} is not empty: it holds documents of {filled.Name}. Only an empty target is moved into.");
        await target.BeginAsync(source.Name, cancellation);
        return Work.Copying;
    }

    private async Task<DocumentType?> FirstFilledAsync(IDocumentSource place, CancellationToken cancellation)
    {
        foreach (var type in types)
        {
            await foreach (var _ in place.ReadAsync(type, cancellation))
                return type;
        }
        return null;
    }

    private async Task RemoveForeignAsync(DocumentType type, CancellationToken cancellation)
    {
        var (done, total) = (0L, await target.CountAsync(type, cancellation));
        await foreach (var pair in Pairs.OfAsync(source, target, type, cancellation))
        {
            if (pair.Target is null)
                continue;
            if (!pair.IsSame)
                await target.RemoveAsync(type, pair.Target, cancellation);
            progress.Report(new(Work.Resuming, type.Name, ++done, total));
        }
    }

    private async Task CopyAsync(DocumentType type, CancellationToken cancellation)
    {
        var (done, total) = (0L, await source.CountAsync(type, cancellation));
        var (page, bytes) = (new List<StoredDocument>(), 0);
        await foreach (var pair in Pairs.OfAsync(source, target, type, cancellation))
        {
            if (pair is { Source: { } missing, Target: null })
            {
                page.Add(missing);
                bytes += missing.Json.Length;
            }
            if (page.Count >= MostDocuments || bytes >= MostBytes)
            {
                await target.InsertAsync(type, page, cancellation);
                page.Clear();
                bytes = 0;
            }
            progress.Report(new(Work.Copying, type.Name, ++done, total));
        }
        await target.InsertAsync(type, page, cancellation);
    }
}
