using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Web.Hosting;

/// <summary>What the program does instead of serving: <c>backup FILE</c>, <c>restore FILE</c> and <c>password USER</c>.</summary>
internal static class Commands
{
    private const string Usage = "Usage: backup FILE | restore FILE | password USER (the new password comes by standard input). The data folder is Storage:DataFolder (DATA_FOLDER).";

    /// <summary>The command that the arguments name; null when they name none, and the desk is to be served.</summary>
    public static Func<int>? Find(string[] args) => args switch
    {
        ["backup", var file] => () => Run(folder => SqliteBackup.Backup(folder, file), $"Backed up to {file}."),
        ["restore", var file] => () => Run(folder => SqliteBackup.Restore(folder, file, TimeProvider.System), $"Restored from {file}."),
        ["password", var user] => () => Run(folder => PasswordCommand.ResetAsync(folder, user, Console.In).GetAwaiter().GetResult(), $"{user} has a new password and can sign in."),
        ["backup" or "restore" or "password" or "help" or "--help", ..] => Explain,
        _ => null,
    };

    private static int Run(Action<string> work, string done)
    {
        try
        {
            work(DataFolder());
            Console.WriteLine(done);
            return 0;
        }
        catch (Exception error) when (error is StoreUnavailableException or InvalidSettingException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static int Explain()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static string DataFolder()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddSettings();
        return builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>()?.DataFolder ?? new StorageOptions().DataFolder;
    }
}
