using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Storage.Moving;

public sealed class SqliteMoves() : MoveCompliance(null)
{
    private SqliteStore? target;

    protected override IMovableStore Target(bool forMove)
    {
        // One process has the folder, one opening at a time.
        target?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return target = Sqlite("target", forMove);
    }

    [Fact]
    public async Task Half_a_target_is_not_backed_up_and_not_restored()
    {
        await Target(true).Contents.BeginAsync("elsewhere", CancellationToken.None);

        FluentActions.Invoking(() => SqliteBackup.Backup(In("target"), In("copy.db"))).Should().Throw<StoreUnavailableException>().WithMessage("The move from elsewhere into * is not finished; *");

        await target!.DisposeAsync();
        File.Move(Path.Combine(In("target"), "supportdesk.db"), In("copy.db"));
        FluentActions.Invoking(() => SqliteBackup.Restore(In("target"), In("copy.db"), TimeProvider.System)).Should().Throw<StoreUnavailableException>().WithMessage("The move from elsewhere into * is not finished; *");
    }

    [Fact]
    public void A_folder_without_a_database_is_no_source()
    {
        FluentActions.Invoking(() => SqliteStore.Open(new SqliteOptions { DataFolder = In("none"), MustExist = true }, Types, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteStore>.Instance))
            .Should().Throw<StoreUnavailableException>().WithMessage("There is no database: * does not exist.");

        File.Exists(Path.Combine(In("none"), "supportdesk.db")).Should().BeFalse();
    }
}
