using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Agents;
using SupportDesk.Storage;
using SupportDesk.Web.Features.Setup;

namespace SupportDesk.Web.Hosting;

/// <summary>Gives an account a new password: the way in when no administrator can sign in.</summary>
internal static class PasswordCommand
{
    /// <param name="storage">Where the desk is. A file must not be in use; a database server may be.</param>
    /// <param name="user">The user name.</param>
    /// <param name="input">Its first line is the password: arguments can be read by everybody on the machine, and stay in the shell's history.</param>
    /// <exception cref="InvalidSettingException">There is no such agent, or the password is too short.</exception>
    /// <exception cref="StoreUnavailableException">The desk is running, or the store cannot be opened.</exception>
    public static async Task ResetAsync(StorageOptions storage, string user, TextReader input)
    {
        var store = Store.Open(storage, NullLoggerFactory.Instance);
        await using var closing = (IAsyncDisposable)store;
        var agents = new AgentDesk(store, new DeskClock(TimeProvider.System));
        if (await agents.FindAsync(user, default) is not { } agent)
            throw new InvalidSettingException($"Nobody at the desk has the user name \"{user}\".");
        if (await input.ReadLineAsync() is not { Length: >= SetupForm.ShortestPassword } password)
            throw new InvalidSettingException($"The password is the first line of the standard input, and must have at least {SetupForm.ShortestPassword} characters.");
        await agents.LetInAsync(user, new PasswordHasher<Agent>().HashPassword(agent, password), default);
    }
}
