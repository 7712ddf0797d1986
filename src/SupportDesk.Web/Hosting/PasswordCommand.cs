using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Agents;
using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite;
using SupportDesk.Web.Features.Setup;

namespace SupportDesk.Web.Hosting;

/// <summary>Gives an account a new password while the desk is stopped: the way in when no administrator can sign in.</summary>
internal static class PasswordCommand
{
    /// <param name="folder">The data folder.</param>
    /// <param name="user">The user name.</param>
    /// <param name="input">Its first line is the password: arguments can be read by everybody on the machine, and stay in the shell's history.</param>
    /// <exception cref="InvalidSettingException">There is no such agent, or the password is too short.</exception>
    /// <exception cref="StoreUnavailableException">The desk is running, or the store cannot be opened.</exception>
    public static async Task ResetAsync(string folder, string user, TextReader input)
    {
        await using var store = Store.Open(folder, NullLogger<SqliteStore>.Instance);
        var agents = new AgentDesk(store, new DeskClock(TimeProvider.System));
        if (await agents.FindAsync(user, default) is not { } agent)
            throw new InvalidSettingException($"Nobody at the desk in {Path.GetFullPath(folder)} has the user name \"{user}\".");
        if (await input.ReadLineAsync() is not { Length: >= SetupForm.ShortestPassword } password)
            throw new InvalidSettingException($"The password is the first line of the standard input, and must have at least {SetupForm.ShortestPassword} characters.");
        await agents.LetInAsync(user, new PasswordHasher<Agent>().HashPassword(agent, password), default);
    }
}
