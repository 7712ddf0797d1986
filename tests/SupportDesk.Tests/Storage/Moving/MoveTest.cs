using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Storage.Mongo;
using SupportDesk.Storage.Sqlite;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Moving;

/// <summary>Folders and databases of a test's own, and moving between them.</summary>
public abstract class MoveTest(SharedMongo? mongo) : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("supportdesk-").FullName;
    private readonly List<IAsyncDisposable> open = [];

    protected static CancellationToken None => CancellationToken.None;

    protected static IReadOnlyList<DocumentType> Types => [Note.Stored, Odd.Stored];

    /// <summary>What the moves told.</summary>
    protected Told Progress { get; } = new();

    protected SharedMongo? Shared { get; } = mongo;

    protected string In(string name) => Path.Combine(root, name);

    protected SqliteStore Sqlite(string name, bool forMove = true) =>
        Kept(SqliteStore.Open(new SqliteOptions { DataFolder = In(name), TakesUnfinished = forMove }, Types, NullLogger<SqliteStore>.Instance));

    protected MongoDatabase NewDatabase() => Kept(Shared!.NewDatabase());

    protected MongoStore Mongo(MongoDatabase database, bool forMove = true) =>
        Kept(MongoStore.Open(new MongoOptions { Uri = database.Address, TakesUnfinished = forMove }, Types, NullLogger<MongoStore>.Instance));

    protected Task<Proof> MoveAsync(IDocumentSource source, IDocumentTarget target, CancellationToken cancellation = default) =>
        new Move(source, target, Types, Progress).RunAsync(cancellation);

    protected static async Task<List<StoredDocument>> AllAsync(IDocumentSource source, DocumentType type)
    {
        var documents = new List<StoredDocument>();
        await foreach (var document in source.ReadAsync(type, None))
            documents.Add(document);
        return documents;
    }

    protected static async Task FillAsync(IDocumentStore store, int notes)
    {
        foreach (var odd in Odd.All)
            (await store.InsertAsync(odd, None)).Should().BeTrue();
        await Task.WhenAll(Enumerable.Range(0, notes).Select(at => store.InsertAsync(new Note { Id = $"n{at:D6}", Text = $"Text {at}", Name = $"name {at}", Place = IndexKey.Of("here", $"{at}") }, None)));
        if (notes > 0 && await store.FindAsync<Note>("n000000", None) is { } first)
            await store.SaveAsync(first with { Text = string.Concat(Enumerable.Repeat("large é👍\0 ", 100_000)) }, None);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var one in open.AsEnumerable().Reverse())
            await one.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private T Kept<T>(T one)
        where T : IAsyncDisposable
    {
        open.Add(one);
        return one;
    }

    /// <summary>Remembers what it is told, and can do something at a step.</summary>
    protected sealed class Told : IProgress<Progress>
    {
        public List<Progress> Steps { get; } = [];

        public Action<Progress> At { get; set; } = _ => { };

        public void Report(Progress value)
        {
            Steps.Add(value);
            At(value);
        }
    }
}
