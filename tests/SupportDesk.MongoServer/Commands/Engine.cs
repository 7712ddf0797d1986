using Npgsql;
using NpgsqlTypes;

namespace SupportDesk.MongoServer.Commands;

/// <summary>DocumentDB's functions in PostgreSQL. Its refusals come as a <see cref="Refusal"/>.</summary>
internal sealed class Engine(int port) : IAsyncDisposable
{
    private const int Tries = 20;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "postgres",
        Database = "postgres",
        SearchPath = "documentdb_api_catalog,documentdb_api,public",
        MaxPoolSize = 150,
        MaxAutoPrepare = 64,
        NoResetOnClose = true,
    });

    public int Port => port;

    /// <summary>The first row of the answer. A deadlock undid the whole statement, so it is simply said again.</summary>
    public async Task<object?[]> RowAsync(string sql, params object?[] arguments)
    {
        await using var connection = await OpenAsync();
        return await RowAsync(connection, sql, arguments);
    }

    public static async Task<object?[]> RowAsync(NpgsqlConnection connection, string sql, params object?[] arguments)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(connection, sql, arguments);
            }
            catch (PostgresException error) when (error.SqlState == SqlErrors.Deadlock && attempt < Tries)
            {
            }
            catch (PostgresException error) when (!IsGone(error))
            {
                throw new Refusal(SqlErrors.Code(error.SqlState), error.MessageText);
            }
        }
    }

    /// <summary>For a cursor that lives in its connection. The caller gives it back.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync() => source.OpenConnectionAsync();

    /// <summary>Forgets connections to a server that was started anew.</summary>
    public void Forget() => source.Clear();

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>The server is stopping, starting or was killed: nobody knows what became of the statement.</summary>
    private static bool IsGone(PostgresException error) => error.SqlState.StartsWith("57P", StringComparison.Ordinal);

    private static async Task<object?[]> TryAsync(NpgsqlConnection connection, string sql, object?[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
            command.Parameters.Add(Parameter(argument));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
            return [];
        var row = new object?[reader.FieldCount];
        for (var at = 0; at < row.Length; at++)
            row[at] = reader.IsDBNull(at) ? null : reader.GetValue(at);
        return row;
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        Memory<byte> bytes => new() { Value = bytes.ToArray(), NpgsqlDbType = NpgsqlDbType.Bytea },
        _ => new() { Value = value ?? DBNull.Value },
    };
}
