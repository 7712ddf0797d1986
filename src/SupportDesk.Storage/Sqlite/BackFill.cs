using System.Text.Json;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite;

/// <summary>Computes the keys of every stored document anew, for indexes that were declared, or whose keys are computed otherwise, since the documents were stored.</summary>
internal static class BackFill
{
    private const int Sample = 20;

    /// <summary>
    /// Whether documents were stored by a program that computed their keys otherwise: every document of a type is written by the same rules, so a few
    /// of the oldest and the newest tell. One that cannot be read says nothing.
    /// </summary>
    public static bool IsNeeded(Connection connection, Table table) => table.Keys.Count > 0 && (IsNeeded(connection, table, "ASC") || IsNeeded(connection, table, "DESC"));

    private static bool IsNeeded(Connection connection, Table table, string order)
    {
        using var read = connection.Prepare($"SELECT rowid, json, {string.Join(", ", table.Keys.Select(key => key.Name))} FROM {table.Name} ORDER BY rowid {order} LIMIT {Sample}");
        var needed = false;
        while (read.Step())
            needed |= TryKeysOf(read, table.Type) is { } keys && !keys.Select((key, at) => read.Holds(at + 2, key)).All(same => same);
        return needed;
    }

    private static string?[]? TryKeysOf(Statement row, DocumentType type)
    {
        try
        {
            return type.KeysOf(row.Utf8(1));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How many documents it went through.</summary>
    public static int Run(Connection connection, Table table)
    {
        var read = connection.Prepare($"SELECT rowid, json FROM {table.Name} WHERE rowid > ?1 ORDER BY rowid LIMIT 1");
        var write = connection.Prepare($"UPDATE {table.Name} SET {string.Join(", ", table.Keys.Select((key, at) => $"{key.Name} = ?{at + 2}"))} WHERE rowid = ?1");
        var row = 0L;
        for (var documents = 0; ; documents++)
        {
            read.Bind(1, row);
            if (!read.Step())
                return documents;
            row = read.Number(0);
            var keys = KeysOf(read, table.Type);
            read.Reset();
            write.Bind(1, row);
            for (var at = 0; at < keys.Length; at++)
                write.Bind(at + 2, keys[at]);
            write.Step();
        }
    }

    private static string?[] KeysOf(Statement row, DocumentType type)
    {
        try
        {
            return type.KeysOf(row.Utf8(1));
        }
        catch (JsonException error)
        {
            throw new StoreUnavailableException($"Row {row.Number(0)} of {type.Name} cannot be read, so the new indexes cannot be filled: {error.Message}", error);
        }
    }
}
