using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Web.Hosting;

/// <summary>What the program does instead of serving.</summary>
internal static class Commands
{
    private const string Force = "--force";

    private const string Usage = """
        Usage:
          backup FILE                        a copy of the data folder's database, also while the desk runs
          restore FILE                       that copy in the place of the database
          move --to mongodb|sqlite [--force] everything from the other engine to this one
          export FILE [--force]              everything into a file of newline-delimited JSON
          import FILE                        such a file into an empty store
          password USER                      a new password, which comes by standard input; SQLite: while the desk is stopped
        The data folder is Storage:DataFolder (DATA_FOLDER), the MongoDB database is Storage:MongoUri (MONGODB_URI).
        """;

    /// <summary>The command that the arguments name; null when they name none, and the desk is to be served.</summary>
    public static Func<int>? Find(string[] args) => args switch
    {
        ["backup", var file] => () => Run(storage => SqliteBackup.Backup(storage.DataFolder, file), $"Backed up to {file}."),
        ["restore", var file] => () => Run(storage => SqliteBackup.Restore(storage.DataFolder, file, TimeProvider.System), $"Restored from {file}."),
        ["move", "--to", "mongodb", .. [] or [Force]] => () => Run(storage => new Moving(storage, args).ToMongoAsync),
        ["move", "--to", "sqlite", .. [] or [Force]] => () => Run(storage => new Moving(storage, args).ToSqliteAsync),
        ["export", var file, .. [] or [Force]] => () => Run(storage => stop => new Moving(storage, args).ExportAsync(file, stop)),
        ["import", var file] => () => Run(storage => stop => new Moving(storage, args).ImportAsync(file, stop)),
        ["password", var user] => () => Run(storage => PasswordCommand.ResetAsync(storage, user, Console.In).GetAwaiter().GetResult(), $"{user} has a new password and can sign in."),
        ["backup" or "restore" or "password" or "move" or "export" or "import" or "help" or "--help", ..] => Explain,
        _ => null,
    };

    private static int Run(Action<StorageOptions> work, string done) => Guard(() =>
    {
        work(Storage());
        Console.WriteLine(done);
        return 0;
    });

    private static int Run(Func<StorageOptions, Func<CancellationToken, Task<int>>> work) => Guard(() =>
    {
        using var stop = new StopSignal();
        return work(Storage())(stop.Token).GetAwaiter().GetResult();
    });

    private static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped. Run the command again to go on.");
            return 1;
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

    private static StorageOptions Storage()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddSettings();
        return builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
    }
}
