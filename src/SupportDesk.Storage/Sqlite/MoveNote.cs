using SupportDesk.Storage.Sqlite.Native;
using SupportDesk.Storage.Sqlite.Writing;

namespace SupportDesk.Storage.Sqlite;

/// <summary>The note in the file that a move into it is not finished: a table of its own, which is there only until then.</summary>
internal static class MoveNote
{
    /// <summary>The name of the move's source; null when there is no note.</summary>
    public static string? Find(Connection connection) =>
        connection.Texts("SELECT name FROM sqlite_schema WHERE name = 'supportdesk_move'").Count is 0
            ? null
            : connection.Texts("SELECT source FROM supportdesk_move").FirstOrDefault();

    public static void Put(Connection connection, string source)
    {
        connection.Execute("CREATE TABLE supportdesk_move (source TEXT NOT NULL)");
        var insert = connection.Prepare("INSERT INTO supportdesk_move VALUES (?1)");
        insert.Bind(1, source);
        insert.Step();
    }

    public static void Remove(Connection connection) => connection.Execute("DROP TABLE IF EXISTS supportdesk_move");
}

/// <summary>Puts the note, or takes it away.</summary>
internal sealed class NoteWrite(string? source) : Write
{
    protected override Outcome Run(Connection connection)
    {
        if (source is null)
            MoveNote.Remove(connection);
        else
            MoveNote.Put(connection, source);
        return Outcome.Done;
    }
}

/// <summary>Removes a document at any version.</summary>
internal sealed class RemoveWrite(Table table, string id) : Write
{
    protected override Outcome Run(Connection connection)
    {
        var remove = connection.Prepare($"DELETE FROM {table.Name} WHERE id = ?1");
        remove.Bind(1, id);
        remove.Step();
        return Outcome.Done;
    }
}
