using System.Text.RegularExpressions;
using SupportDesk.Storage;

namespace SupportDesk.Agents;

/// <summary>Keeps the accounts of the people at the desk. Passwords arrive hashed.</summary>
public sealed partial class AgentDesk(IDocumentStore store, DeskClock clock)
{
    private const int MostAgents = 1000;

    public static bool IsUserName(string typed) => UserName().IsMatch(Id(typed));

    public Task<Agent?> FindAsync(string userName, CancellationToken cancellation) => store.FindAsync<Agent>(Id(userName), cancellation);

    public Task<IReadOnlyList<Agent>> AllAsync(CancellationToken cancellation) =>
        store.QueryAsync(Query<Agent>.Under(Agent.ByName, "agent").Take(MostAgents), cancellation);

    /// <summary>False until first-run has created the first administrator.</summary>
    public async Task<bool> IsSetUpAsync(CancellationToken cancellation) =>
        await store.CountAsync(new Query<Agent>(Agent.Founder).Take(1), cancellation) > 0;

    /// <summary>Creates the first administrator, once and for all. False when there is one.</summary>
    public async Task<bool> FoundAsync(string userName, string name, string passwordHash, CancellationToken cancellation)
    {
        try
        {
            return await store.InsertAsync(New(userName, name, AgentRole.Administrator, passwordHash) with { IsFounder = true }, cancellation);
        }
        catch (ConflictException)
        {
            return false;
        }
    }

    /// <summary>False when the user name is taken.</summary>
    public Task<bool> AddAsync(string userName, string name, AgentRole role, string passwordHash, CancellationToken cancellation) =>
        store.InsertAsync(New(userName, name, role, passwordHash), cancellation);

    /// <summary>The agent whose password may be checked now; the try is counted. Null when there is none of that name, or the account is locked or disabled.</summary>
    public async Task<Agent?> TrySignInAsync(string userName, CancellationToken cancellation) =>
        await store.ReviseAsync<Agent>(Id(userName), known => known.TrySignIn(clock.Now), cancellation) is { Changed: true, Document: var agent } ? agent : null;

    public Task SignInAsync(Agent agent, CancellationToken cancellation) => ReviseAsync(agent.Id, known => known.SignIn(), cancellation);

    public Task<Agent?> ChangePasswordAsync(string id, string hash, CancellationToken cancellation) =>
        ReviseAsync(id, known => known.ChangePassword(hash, NewStamp()), cancellation);

    /// <summary>A new password for whoever cannot sign in, locked and disabled included. Null when there is no such agent.</summary>
    public Task<Agent?> LetInAsync(string userName, string hash, CancellationToken cancellation) =>
        ReviseAsync(Id(userName), known => known.ChangePassword(hash, NewStamp()).Enable(), cancellation);

    /// <summary>
    /// An administrator disables somebody else. Whoever does that cannot be disabled meanwhile; so of two who disable each other at the same moment
    /// at most one succeeds, and one administrator is always left. The agent as stored: still enabled when the race was lost. Null: there is none.
    /// </summary>
    public async Task<Agent?> DisableAsync(string id, string by, CancellationToken cancellation)
    {
        if (!(await store.ReviseAsync<Agent>(Id(by), known => known.BeginDisabling(clock.Now), cancellation)).Changed)
            return await FindAsync(id, cancellation);
        try
        {
            return await ReviseAsync(id, known => known.Disable(NewStamp(), clock.Now), cancellation);
        }
        finally
        {
            await ReviseAsync(Id(by), known => known.EndDisabling(), CancellationToken.None);
        }
    }

    public Task<Agent?> EnableAsync(string id, CancellationToken cancellation) => ReviseAsync(id, known => known.Enable(), cancellation);

    private async Task<Agent?> ReviseAsync(string id, Func<Agent, Agent> verb, CancellationToken cancellation) =>
        (await store.ReviseAsync(id, verb, cancellation)).Document;

    private Agent New(string userName, string name, AgentRole role, string passwordHash) => new()
    {
        Id = Id(userName),
        Name = name.Trim(),
        Role = role,
        PasswordHash = passwordHash,
        SecurityStamp = NewStamp(),
        CreatedAt = clock.Now,
    };

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static string Id(string userName) => userName.Trim().ToLowerInvariant();

    [GeneratedRegex("^[a-z0-9][a-z0-9._@+-]{1,63}$")]
    private static partial Regex UserName();
}
