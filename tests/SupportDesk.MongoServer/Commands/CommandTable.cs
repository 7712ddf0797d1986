using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer.Commands;

/// <summary>Carries out MongoDB's commands: most of them are a function of DocumentDB.</summary>
internal sealed class CommandTable : IAsyncDisposable
{
    private readonly Engine engine;
    private readonly Cursors cursors;
    private readonly Dictionary<string, Func<Request, Task<byte[]>>> commands;

    public CommandTable(Engine engine)
    {
        this.engine = engine;
        cursors = new(engine);
        commands = new(StringComparer.OrdinalIgnoreCase)
        {
            ["insert"] = request => WriteAsync("insert", request),
            ["update"] = request => WriteAsync("update", request),
            ["delete"] = request => WriteAsync("delete", request),
            ["findAndModify"] = FindAndModifyAsync,
            ["find"] = request => cursors.OpenAsync("find_cursor_first_page", request),
            ["aggregate"] = request => cursors.OpenAsync("aggregate_cursor_first_page", request),
            ["listCollections"] = request => cursors.OpenAsync("list_collections_cursor_first_page", request),
            ["listIndexes"] = request => cursors.OpenAsync("list_indexes_cursor_first_page", request),
            ["getMore"] = cursors.GetMoreAsync,
            ["killCursors"] = cursors.KillAsync,
            ["count"] = request => AskAsync("count_query", request),
            ["distinct"] = request => AskAsync("distinct_query", request),
            ["create"] = request => AskAsync("create_collection_view", request),
            ["drop"] = DropAsync,
            ["dropDatabase"] = DropDatabaseAsync,
            ["createIndexes"] = request => FirstAsync("SELECT documentdb_api_internal.create_indexes_non_concurrently($1, $2, TRUE)::bytea", request.Database, request.Body),
            ["dropIndexes"] = request => FirstAsync("SELECT documentdb_api_internal.drop_indexes_non_concurrently($1, $2)::bytea", request.Database, request.Body),
            ["listDatabases"] = request => FirstAsync("SELECT documentdb_api.list_databases($1)::bytea", request.Body),
            ["collStats"] = request => FirstAsync("SELECT documentdb_api.coll_stats($1, $2)::bytea", request.Database, request.First.Text),
            ["dbStats"] = request => FirstAsync("SELECT documentdb_api.db_stats($1)::bytea", request.Database),
            ["endSessions"] = _ => Task.FromResult(Done()),
        };
    }

    /// <summary>The reply document; a failure is a <see cref="Refusal"/>.</summary>
    public Task<byte[]> ExecuteAsync(Request request)
    {
        if (Bson.Find(request.Body, "autocommit") is not null)
            throw Refusal.NoTransactions();
        return commands.TryGetValue(request.Name, out var command) ? command(request) : throw Refusal.NoSuchCommand(request.Name);
    }

    public ValueTask DisposeAsync() => cursors.DisposeAsync();

    private static byte[] Done() => new BsonBuilder().Add("ok", 1.0).ToArray();

    private Task<byte[]> WriteAsync(string function, Request request) => Turns.TakeAsync(engine.Port, request, async () =>
    {
        var reply = await FirstAsync($"SELECT p_result::bytea FROM documentdb_api.{function}($1, $2, $3, $4)",
            request.Database, request.Body, request.Documents, request.RetryId);
        SqlErrors.Translate(reply);
        return reply;
    });

    private Task<byte[]> FindAndModifyAsync(Request request) => Turns.TakeAsync(engine.Port, request, () =>
        FirstAsync("SELECT p_result::bytea FROM documentdb_api.find_and_modify($1, $2, $3)", request.Database, request.Body, request.RetryId));

    private Task<byte[]> AskAsync(string function, Request request) =>
        FirstAsync($"SELECT documentdb_api.{function}($1, $2)::bytea", request.Database, request.Body);

    private async Task<byte[]> DropAsync(Request request)
    {
        await engine.RowAsync("SELECT documentdb_api.drop_collection($1, $2)", request.Database, request.First.Text);
        return Done();
    }

    private async Task<byte[]> DropDatabaseAsync(Request request)
    {
        await engine.RowAsync("SELECT documentdb_api.drop_database($1)", request.Database);
        return Done();
    }

    private async Task<byte[]> FirstAsync(string sql, params object?[] arguments) => (byte[])(await engine.RowAsync(sql, arguments))[0]!;
}
