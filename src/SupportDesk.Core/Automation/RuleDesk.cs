using SupportDesk.Storage;

namespace SupportDesk.Automation;

/// <summary>What administrators do with rules. A change works at once here, and on the other nodes with their next look.</summary>
public sealed class RuleDesk(IDocumentStore store, ReplyRules rules, DeskClock clock)
{
    /// <summary>As they are stored now.</summary>
    public Task<RuleBook> RulesAsync(CancellationToken cancellation) => rules.RefreshAsync(cancellation);

    /// <summary>False when there is a rule of its name, or no room for one more.</summary>
    public async Task<bool> AddAsync(ReplyRule rule, CancellationToken cancellation)
    {
        await store.InsertAsync(new RuleBook { Id = RuleBook.TheOne }, cancellation);
        return await ReviseAsync(book => book.Add(rule with { ChangedAt = clock.Now }), cancellation);
    }

    /// <summary>False when somebody else changed or removed it since <paramref name="rule"/> was read, or there is another one of its name.</summary>
    public Task<bool> ChangeAsync(ReplyRule rule, CancellationToken cancellation) => ReviseAsync(book => book.Change(rule with { ChangedAt = clock.Now }), cancellation);

    /// <summary>False when somebody else changed or removed it since that revision was read.</summary>
    public Task<bool> RemoveAsync(int id, int revision, CancellationToken cancellation) => ReviseAsync(book => book.Remove(id, revision), cancellation);

    public Task SwitchAsync(int id, bool on, string by, CancellationToken cancellation) => ReviseAsync(book => book.Switch(id, on, by, clock.Now), cancellation);

    public Task MoveAsync(int id, bool up, CancellationToken cancellation) => ReviseAsync(book => up ? book.MoveUp(id) : book.MoveDown(id), cancellation);

    private async Task<bool> ReviseAsync(Func<RuleBook, RuleBook> verb, CancellationToken cancellation)
    {
        var revised = await store.ReviseAsync(RuleBook.TheOne, verb, cancellation);
        await rules.RefreshAsync(cancellation);
        return revised.Changed;
    }
}
