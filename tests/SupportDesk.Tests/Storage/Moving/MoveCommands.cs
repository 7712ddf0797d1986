using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Messages;
using SupportDesk.MongoServer;
using SupportDesk.Nodes;
using SupportDesk.Storage.Mongo;
using SupportDesk.Storage.Sqlite;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Moving;

/// <summary>The commands as an operator gives them, each a process of its own.</summary>
[Collection(SharedMongo.Shared)]
public sealed class MoveCommands(SharedMongo mongo) : IAsyncLifetime
{
    private const int Texts = 2_000;

    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
    private readonly string back = Directory.CreateTempSubdirectory("supportdesk-").FullName;
    private MongoDatabase? database;

    private MongoDatabase Database => database ??= mongo.NewDatabase();

    private (string Key, string Value) InMongo => ("Storage:MongoUri", Database.Address);

    [SkippableFact]
    public async Task A_desk_moves_to_MongoDB_and_back_though_the_move_is_killed_in_the_middle()
    {
        await FillAsync();
        await MoveHalfwayAsync();
        var (refused, why) = await DeskProcess.RunAsync(folder, [], InMongo);

        var (there, toMongo) = await DeskProcess.RunAsync(folder, ["move", "--to", "mongodb"], InMongo);
        var (home, toSqlite) = await DeskProcess.RunAsync(back, ["move", "--to", "sqlite"], InMongo);

        (refused, why).Should().Match<(int Code, string Output)>(desk => desk.Code == 1 && desk.Output.Contains("is not finished; run it again."));
        there.Should().Be(0, toMongo);
        home.Should().Be(0, toSqlite);
        toMongo.Should().MatchRegex("Resuming messages: \\d+ of \\d+").And.MatchRegex($"messages: {Texts} documents, checksum [0-9a-f]{{64}}, the same on both sides");
        toSqlite.Split('\n').Where(IsResult).Should().Equal(toMongo.Split('\n').Where(IsResult));
        (toMongo + toSqlite).Should().NotContain("a secret text").And.NotContain(Samples.Customer);
        await using var store = Open(back);
        (await store.FindAsync<Message>($"text-{Texts - 1}", default))!.At.Should().Be(Samples.Morning.AddTicks(Texts - 1));
    }

    [SkippableFact]
    public async Task An_export_of_one_engine_is_imported_by_the_other()
    {
        await FillAsync();
        var file = Path.Combine(folder, "all.ndjson");

        var (exported, export) = await DeskProcess.RunAsync(folder, ["export", file]);
        var (imported, import) = await DeskProcess.RunAsync(back, ["import", file], InMongo);
        var (again, refusal) = await DeskProcess.RunAsync(back, ["import", file], InMongo);

        exported.Should().Be(0, export);
        imported.Should().Be(0, import);
        import.Split('\n').Where(IsResult).Should().Equal(export.Split('\n').Where(IsResult));
        again.Should().Be(1);
        refusal.Should().Contain("is not empty: it holds documents of messages.");
    }

    [SkippableFact]
    public async Task A_database_that_a_desk_uses_is_moved_by_force_only()
    {
        await using (var store = MongoStore.Open(new MongoOptions { Uri = Database.Address }, DeskDocuments.All, NullLogger<MongoStore>.Instance))
            await store.InsertAsync(new Node { Id = "at-work", SeenAt = TimeProvider.System.GetUtcNow() }, default);

        var (refused, why) = await DeskProcess.RunAsync(back, ["move", "--to", "sqlite"], InMongo);
        var (moved, output) = await DeskProcess.RunAsync(back, ["move", "--to", "sqlite", "--force"], InMongo);

        refused.Should().Be(1);
        why.Should().StartWith("A desk uses mongodb://").And.NotContain("   at ");
        moved.Should().Be(0, output);
    }

    [Theory]
    [InlineData("There is no database: *", "export", "all.ndjson")]
    [InlineData("Storage:MongoUri (MONGODB_URI) must name the MongoDB database.*", "move", "--to", "sqlite")]
    [InlineData("Could not find file *", "import", "all.ndjson")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string sentence, params string[] command)
    {
        var (exitCode, output) = await DeskProcess.RunAsync(folder, command);

        exitCode.Should().Be(1);
        output.Trim().Should().Match(sentence).And.NotContain("\n");
        Directory.GetFiles(folder, "*.db").Should().BeEmpty();
    }

    [Theory]
    [InlineData("move")]
    [InlineData("move", "--to", "oracle")]
    [InlineData("import", "a", "b")]
    public async Task A_command_that_is_not_understood_explains_itself(params string[] command)
    {
        var (exitCode, output) = await DeskProcess.RunAsync(folder, command);

        exitCode.Should().Be(2);
        output.Should().Contain("move --to mongodb|sqlite");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Directory.Delete(back, recursive: true);
    }

    private static bool IsResult(string line) => line.Contains(" documents, checksum ", StringComparison.Ordinal);

    private static SqliteStore Open(string folder) => SqliteStore.Open(new SqliteOptions { DataFolder = folder }, DeskDocuments.All, NullLogger<SqliteStore>.Instance);

    private async Task FillAsync()
    {
        await using var store = Open(folder);
        await Task.WhenAll(Enumerable.Range(0, Texts).Select(at => store.InsertAsync(Samples.Inbound("a secret text", Samples.Morning.AddTicks(at), $"text-{at}"), default)));
    }

    /// <summary>Moves through a door that lets an insert in only when the test says so, and kills the move while it stands before it.</summary>
    private async Task MoveHalfwayAsync()
    {
        var time = new ManualTime();
        await using var door = new Gateway(mongo.Server.Engine.Port, time: time) { Faults = new() { Delay = TimeSpan.FromSeconds(1), Only = "insert" } };
        door.Start();
        using var move = DeskProcess.Start(folder, ["move", "--to", "mongodb"], ("Storage:MongoUri", Database.At(door.Uri)));
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await using var target = MongoStore.Open(new MongoOptions { Uri = Database.Address, TakesUnfinished = true }, [Message.Stored], NullLogger<MongoStore>.Instance);
            while (await target.Contents.CountAsync(Message.Stored, giveUp.Token) < 300)
            {
                move.HasExited.Should().BeFalse();
                time.Advance(TimeSpan.FromSeconds(1));
            }
        }
        finally
        {
            move.Kill();
            await move.WaitForExitAsync();
        }
    }
}
