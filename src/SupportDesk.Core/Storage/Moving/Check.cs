namespace SupportDesk.Storage.Moving;

/// <summary>What is wrong with one document of the target.</summary>
public enum Difference
{
    Missing,
    Changed,

    /// <summary>The source does not have it.</summary>
    Added,
}

/// <summary>One document that is not the same on both sides.</summary>
public sealed record Mismatch(string Collection, string Id, Difference Difference);

/// <summary>What a collection came to: everything of both sides was read back and compared.</summary>
public sealed record Checked(string Collection, Tally Source, Tally Target)
{
    public bool IsSame => Source.IsSameAs(Target);
}

/// <summary>The proof at the end of a move.</summary>
/// <param name="Collections">Every one, in the order of the declared types.</param>
/// <param name="Mismatches">The first of them; more are only counted by the tallies.</param>
public sealed record Proof(IReadOnlyList<Checked> Collections, IReadOnlyList<Mismatch> Mismatches)
{
    public bool IsGood => Mismatches.Count is 0 && Collections.All(collection => collection.IsSame);
}

/// <summary>Reads everything back from both sides.</summary>
public static class Check
{
    private const int MostNamed = 100;

    public static async Task<Proof> RunAsync(IDocumentSource source, IDocumentSource target, IReadOnlyList<DocumentType> types, IProgress<Progress> progress, CancellationToken cancellation)
    {
        var (collections, mismatches) = (new List<Checked>(), new List<Mismatch>());
        foreach (var type in types)
        {
            var result = new Checked(type.Name, new(), new());
            var total = await source.CountAsync(type, cancellation);
            await foreach (var pair in Pairs.OfAsync(source, target, type, cancellation))
            {
                if (pair.Source is { } one)
                    result.Source.Add(one);
                if (pair.Target is { } other)
                    result.Target.Add(other);
                if (!pair.IsSame && mismatches.Count < MostNamed)
                    mismatches.Add(Name(type, pair));
                progress.Report(new(Work.Checking, type.Name, result.Source.Count, total));
            }
            collections.Add(result);
        }
        return new(collections, mismatches);
    }

    private static Mismatch Name(DocumentType type, Pair pair) => pair switch
    {
        { Source: null, Target: { } target } => new(type.Name, target.Id, Difference.Added),
        { Source: { } source, Target: null } => new(type.Name, source.Id, Difference.Missing),
        _ => new(type.Name, pair.Source!.Id, Difference.Changed),
    };
}
