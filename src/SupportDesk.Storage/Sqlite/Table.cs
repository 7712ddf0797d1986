namespace SupportDesk.Storage.Sqlite;

/// <summary>
/// The statements of one document type: a table with the document as JSON and one column per declared index.
/// Parameters of a write: 1 id, 2 version, 3 JSON, from 4 on the keys.
/// </summary>
internal sealed class Table
{
    public const int FirstKey = 4;

    /// <summary>Used by the writer's thread alone.</summary>
    private readonly Dictionary<ulong, string> saves = [];

    public Table(DocumentType type)
    {
        Type = type;
        Name = $"\"{type.Name}\"";
        Keys = [.. type.Indexes.Select(index => new KeyColumn(this, index))];
        Create = $"CREATE TABLE {Name} (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL{Each((key, _) => $", {key.Name} TEXT")}, json TEXT NOT NULL)";
        Find = $"SELECT version, json FROM {Name} WHERE id = ?1";
        Exists = $"SELECT 1 FROM {Name} WHERE id = ?1";
        Insert = $"INSERT INTO {Name} (id, version, json{Each((key, _) => $", {key.Name}")}) "
            + $"VALUES (?1, ?2 + 1, ?3{Each((_, at) => $", ?{at}")}) ON CONFLICT (id) DO NOTHING";
        StoredKeys = $"SELECT 1{Each((key, _) => $", {key.Name}")} FROM {Name} WHERE id = ?1 AND version = ?2";
        Delete = $"DELETE FROM {Name} WHERE id = ?1 AND version = ?2";
    }

    public DocumentType Type { get; }

    /// <summary>Quoted.</summary>
    public string Name { get; }

    /// <summary>In the order of the declared indexes.</summary>
    public IReadOnlyList<KeyColumn> Keys { get; }

    public string Create { get; }

    public string Find { get; }

    public string Exists { get; }

    public string Insert { get; }

    /// <summary>One row when the document has the version: 1 and its keys.</summary>
    public string StoredKeys { get; }

    public string Delete { get; }

    /// <summary>Replaces a document, and those of its keys whose bits are set: SQLite would write the other indexes anew though nothing changed in them.</summary>
    public string Save(ulong changedKeys)
    {
        if (!saves.TryGetValue(changedKeys, out var sql))
        {
            var keys = Each((key, at) => (changedKeys >> (at - FirstKey) & 1) is 0 ? "" : $", {key.Name} = ?{at}");
            saves.Add(changedKeys, sql = $"UPDATE {Name} SET version = ?2 + 1, json = ?3{keys} WHERE id = ?1 AND version = ?2");
        }
        return sql;
    }

    /// <summary>The column of a declared index.</summary>
    public KeyColumn KeyOf(DocumentIndex index)
    {
        for (var at = 0; at < Keys.Count; at++)
        {
            if (ReferenceEquals(Keys[at].Index, index))
                return Keys[at];
        }
        throw new ArgumentException($"The index {index.Name} is not declared for {Type.Name}.", nameof(index));
    }

    private string Each(Func<KeyColumn, int, string> part) => string.Concat(Keys.Select((key, at) => part(key, at + FirstKey)));
}
