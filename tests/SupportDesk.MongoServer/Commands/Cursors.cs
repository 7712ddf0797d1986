using System.Collections.Concurrent;
using Npgsql;
using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer.Commands;

/// <summary>Commands that answer in pages, and where each of them stands.</summary>
internal sealed class Cursors(Engine engine) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, Place> places = [];

    /// <summary>DocumentDB's function, such as <c>find_cursor_first_page</c>.</summary>
    public async Task<byte[]> OpenAsync(string function, Request request)
    {
        var connection = await engine.OpenAsync();
        var keep = false;
        try
        {
            var row = await Engine.RowAsync(connection,
                $"SELECT cursorPage::bytea, continuation::bytea, persistConnection, cursorId FROM documentdb_api.{function}($1, $2)",
                request.Database, request.Body);
            if (row[1] is byte[] continuation)
            {
                keep = row[2] is true;
                places[(long)row[3]!] = new(continuation, keep ? connection : null);
            }
            return (byte[])row[0]!;
        }
        finally
        {
            if (!keep)
                await connection.DisposeAsync();
        }
    }

    public async Task<byte[]> GetMoreAsync(Request request)
    {
        var id = request.First.Number;
        if (!places.TryRemove(id, out var place))
            throw Refusal.NoSuchCursor(id);
        const string Sql = "SELECT cursorPage::bytea, continuation::bytea FROM documentdb_api.cursor_get_more($1, $2, $3)";
        var more = false;
        try
        {
            object?[] arguments = [request.Database, request.Body, place.Continuation.AsMemory()];
            var row = place.Connection is { } own ? await Engine.RowAsync(own, Sql, arguments) : await engine.RowAsync(Sql, arguments);
            more = row[1] is byte[];
            if (row[1] is byte[] continuation)
                places[id] = place with { Continuation = continuation };
            return (byte[])row[0]!;
        }
        finally
        {
            if (!more)
                await place.CloseAsync();
        }
    }

    public async Task<byte[]> KillAsync(Request request)
    {
        var ids = Bson.Find(request.Body, "cursors") is { } list ? Bson.Elements(list.Value).Select(id => id.Number).ToList() : [];
        foreach (var id in ids)
        {
            if (places.TryRemove(id, out var place))
                await place.CloseAsync();
        }
        return new BsonBuilder().Add("ok", 1.0).ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var place in places.Values)
            await place.CloseAsync();
        places.Clear();
    }

    /// <summary>Some cursors live in the connection that opened them.</summary>
    private sealed record Place(byte[] Continuation, NpgsqlConnection? Connection)
    {
        public ValueTask CloseAsync() => Connection?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
