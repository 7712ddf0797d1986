using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite.Writing;

/// <summary>A document as it goes into its table; JSON and keys were computed by the caller. The version is the stored document's, 0 for a new one.</summary>
internal readonly record struct Row(Table Table, string Id, long Version, byte[] Json, string?[] Keys)
{
    private const ulong AllKeys = ulong.MaxValue;

    /// <summary>Binds all that the statement has parameters for; of the keys those whose bits are set.</summary>
    public void BindTo(Statement statement, ulong keys = AllKeys)
    {
        statement.Bind(1, Id);
        statement.Bind(2, Version);
        statement.Bind(3, Json);
        for (var at = 0; at < Keys.Length; at++)
        {
            if ((keys >> at & 1) is 1)
                statement.Bind(Table.FirstKey + at, Keys[at]);
        }
    }
}

internal sealed class InsertWrite(Row row) : Write
{
    protected override Outcome Run(Connection connection)
    {
        var insert = connection.Prepare(row.Table.Insert);
        row.BindTo(insert);
        if (insert.TryRun())
            return connection.Changes is 0 ? Outcome.IdTaken : Outcome.Done;
        // SQLite may look at the unique keys before the id; to the caller the id comes first.
        return connection.Has(row.Table.Exists, row.Id) ? Outcome.IdTaken : Outcome.KeyTaken;
    }
}

internal sealed class SaveWrite(Row row) : Write
{
    protected override Outcome Run(Connection connection)
    {
        if (ChangedKeys(connection) is not { } changed)
            return Outcome.Changed;
        var save = connection.Prepare(row.Table.Save(changed));
        row.BindTo(save, changed);
        return save.TryRun() ? Outcome.Done : Outcome.KeyTaken;
    }

    /// <summary>One bit per key that differs from the stored one; null when the document has another version or is gone.</summary>
    private ulong? ChangedKeys(Connection connection)
    {
        var stored = connection.Prepare(row.Table.StoredKeys);
        stored.Bind(1, row.Id);
        stored.Bind(2, row.Version);
        if (!stored.Step())
            return null;
        var changed = 0UL;
        for (var at = 0; at < row.Keys.Length; at++)
        {
            if (!stored.Holds(at + 1, row.Keys[at]))
                changed |= 1UL << at;
        }
        stored.Reset();
        return changed;
    }
}

internal sealed class DeleteWrite(Table table, string id, long version) : Write
{
    protected override Outcome Run(Connection connection)
    {
        var delete = connection.Prepare(table.Delete);
        delete.Bind(1, id);
        delete.Bind(2, version);
        delete.Step();
        return connection.Changes is 0 && connection.Has(table.Exists, id) ? Outcome.Changed : Outcome.Done;
    }
}

/// <summary>Changes one row of its own, to prove that a commit goes through. It takes as much room as several documents, or a nearly full disk would pass.</summary>
internal sealed class ProofWrite : Write
{
    protected override Outcome Run(Connection connection)
    {
        connection.Prepare("UPDATE supportdesk_proof SET count = count + 1, room = randomblob(65536)").Step();
        return Outcome.Done;
    }
}
