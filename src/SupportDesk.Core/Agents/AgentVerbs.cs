namespace SupportDesk.Agents;

/// <summary>What can happen to an agent's account.</summary>
public sealed partial record Agent
{
    private const int MostFailures = 5;

    /// <summary>Much longer than it takes; it matters only when the desk dies meanwhile.</summary>
    private static readonly TimeSpan LongestDisabling = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    public bool IsLockedAt(DateTimeOffset now) => LockedUntil > now;

    /// <summary>
    /// A try to sign in, counted before its password is checked: tries at the same moment cannot all be within the limit.
    /// The fifth without success locks the account for 15 minutes. Nobody tries a locked or disabled account.
    /// </summary>
    public Agent TrySignIn(DateTimeOffset now)
    {
        if (IsDisabled || IsLockedAt(now))
            return this;
        var failures = FailedSignIns + 1;
        return failures < MostFailures ? this with { FailedSignIns = failures } : this with { FailedSignIns = 0, LockedUntil = now + LockOut };
    }

    public Agent SignIn() => FailedSignIns == 0 && LockedUntil is null ? this : this with { FailedSignIns = 0, LockedUntil = null };

    /// <summary>A new password ends every session of the old one.</summary>
    public Agent ChangePassword(string hash, string stamp) => this with { PasswordHash = hash, SecurityStamp = stamp, FailedSignIns = 0, LockedUntil = null };

    public bool IsDisablingAt(DateTimeOffset now) => DisablingUntil > now;

    /// <summary>Begins to disable somebody. Nothing changes for who may not, or is disabling somebody already.</summary>
    public Agent BeginDisabling(DateTimeOffset now) =>
        IsDisabled || !IsAdministrator || IsDisablingAt(now) ? this : this with { DisablingUntil = now + LongestDisabling };

    public Agent EndDisabling() => DisablingUntil is null ? this : this with { DisablingUntil = null };

    /// <summary>Nothing changes for who is disabling somebody at this moment.</summary>
    public Agent Disable(string stamp, DateTimeOffset now) =>
        IsDisabled || IsDisablingAt(now) ? this : this with { IsDisabled = true, SecurityStamp = stamp };

    public Agent Enable() => IsDisabled ? this with { IsDisabled = false } : this;
}
