using Microsoft.Extensions.Logging;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite;

/// <summary>Brings a file to what the program declares: tables, columns and indexes. Said twice, it changes nothing.</summary>
internal static class Schema
{
    /// <summary>Layout of the file; a program refuses a file with a greater one.</summary>
    public const int Version = 1;

    /// <summary>"SDSK": marks the file as ours.</summary>
    public const int ApplicationId = 0x5344534B;

    /// <summary>One row that <see cref="IDocumentStore.CheckWritableAsync"/> counts up, so that the proof is a real commit.</summary>
    private const string Proof = """
        CREATE TABLE IF NOT EXISTS "supportdesk_proof" (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL, room BLOB);
        INSERT OR IGNORE INTO "supportdesk_proof" VALUES (1, 0, NULL);
        """;

    /// <summary>Sets up a file that was just created.</summary>
    public static void Begin(Connection connection) => connection.Execute($"""
        PRAGMA page_size = 4096;
        PRAGMA journal_mode = WAL;
        PRAGMA application_id = {ApplicationId};
        PRAGMA user_version = {Version};
        {Proof}
        """);

    /// <summary>Refuses a file that is not a SupportDesk database, is one of a newer program, or is the unfinished target of a move.</summary>
    /// <exception cref="StoreUnavailableException">Says which.</exception>
    public static void Check(Connection connection, string file, bool takesUnfinished = false)
    {
        if (connection.Number("PRAGMA application_id") is not ApplicationId)
            throw new StoreUnavailableException($"{file} is not a SupportDesk database.");
        if (connection.Number("PRAGMA user_version") is > Version and var version)
            throw new StoreUnavailableException($"{file} was written by a newer SupportDesk (its layout is {version}, this program knows {Version}); use that one.");
        if (!takesUnfinished && MoveNote.Find(connection) is { } source)
            throw new StoreUnavailableException($"The move from {source} into {file} is not finished; run it again.");
    }

    public static void Apply(Connection connection, IEnumerable<Table> tables, ILogger log)
    {
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var table in tables)
            Apply(connection, table, log);
        connection.Execute("COMMIT");
    }

    private static void Apply(Connection connection, Table table, ILogger log)
    {
        var columns = connection.Texts($"SELECT name FROM pragma_table_info('{table.Type.Name}')");
        if (columns.Count is 0)
            connection.Execute(table.Create);
        DropForeignIndexes(connection, table);
        if (columns.Count > 0)
            MatchColumns(connection, table, columns, log);
        foreach (var key in table.Keys)
            CreateIndex(connection, table, key);
    }

    /// <summary>Drops indexes that are no longer declared, or are declared otherwise.</summary>
    private static void DropForeignIndexes(Connection connection, Table table)
    {
        foreach (var index in connection.Texts($"SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = '{table.Type.Name}' AND sql IS NOT NULL"))
        {
            if (!table.Keys.Any(key => key.IndexName == index && IsAsDeclared(connection, key)))
                connection.Execute($"DROP INDEX \"{index}\"");
        }
    }

    /// <summary>A column that stayed behind would hold old keys when its index is declared again, so it goes; a new one is filled from the documents.</summary>
    private static void MatchColumns(Connection connection, Table table, List<string> columns, ILogger log)
    {
        foreach (var column in columns.Where(column => KeyColumn.IsKey(column) && !table.Keys.Any(key => key.Column == column)))
            connection.Execute($"ALTER TABLE {table.Name} DROP COLUMN \"{column}\"");
        var added = table.Keys.Where(key => !columns.Contains(key.Column)).ToList();
        foreach (var key in added)
            connection.Execute($"ALTER TABLE {table.Name} ADD COLUMN {key.Name} TEXT");
        if (added.Count is 0 && !BackFill.IsNeeded(connection, table))
            return;

        // A unique index would be in the way of keys that change hands; they are all made again.
        foreach (var key in table.Keys)
            connection.Execute($"DROP INDEX IF EXISTS \"{key.IndexName}\"");
        log.IndexesFilled(table.Type.Name, BackFill.Run(connection, table));
    }

    private static void CreateIndex(Connection connection, Table table, KeyColumn key)
    {
        if (connection.Texts($"SELECT sql FROM sqlite_schema WHERE name = '{key.IndexName}'").Count > 0)
            return;
        try
        {
            connection.Execute(key.Create);
        }
        catch (SqliteException error) when (error.Code is ResultCode.Constraint)
        {
            throw new StoreUnavailableException($"The index {key.Index.Name} of {table.Type.Name} is declared unique, but stored documents share a key.", error);
        }
    }

    private static bool IsAsDeclared(Connection connection, KeyColumn key) =>
        connection.Texts($"SELECT sql FROM sqlite_schema WHERE name = '{key.IndexName}'") is [var sql] && sql == key.Create;
}
