using SupportDesk.Storage;

namespace SupportDesk.Automation;

/// <summary>The rules as this node knows them: in memory, read again every few seconds and after every change.</summary>
public sealed class ReplyRules(IDocumentStore store)
{
    private readonly Lock gate = new();
    private volatile RuleBook? present;

    /// <summary>The rules; they are read when they were not yet.</summary>
    public async Task<RuleBook> PresentAsync(CancellationToken cancellation) => present ?? await RefreshAsync(cancellation);

    /// <summary>Reads the rules and takes them into use. What was read earlier is never taken later.</summary>
    public async Task<RuleBook> RefreshAsync(CancellationToken cancellation)
    {
        var read = await store.FindAsync<RuleBook>(RuleBook.TheOne, cancellation) ?? new RuleBook { Id = RuleBook.TheOne };
        lock (gate)
            return present = present?.Version > read.Version ? present : read;
    }
}
