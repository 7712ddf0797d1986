namespace SupportDesk.Storage.Sqlite;

/// <summary>
/// One declared index: a column with the key, and a partial index over it that leaves out the documents without one.
/// A slice's parameters: 1 the lowest key (inclusive), 2 the end (exclusive), 3 the limit. INDEXED BY makes SQLite refuse, rather than scan.
/// </summary>
internal sealed class KeyColumn
{
    private const string Prefix = "key_";

    public KeyColumn(Table table, DocumentIndex index)
    {
        Index = index;
        Column = Prefix + index.Name;
        IndexName = $"{table.Type.Name}.{index.Name}";
        Create = $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX \"{IndexName}\" ON {table.Name} ({Name}) WHERE {Name} IS NOT NULL";
        var slice = $"FROM {table.Name} INDEXED BY \"{IndexName}\" WHERE {Name} >= ?1 AND {Name} < ?2";
        Ascending = $"SELECT version, json, id {slice} ORDER BY {Name} LIMIT ?3";
        Descending = $"SELECT version, json, id {slice} ORDER BY {Name} DESC LIMIT ?3";
        Count = $"SELECT count(*) FROM (SELECT 1 {slice} LIMIT ?3)";
    }

    public DocumentIndex Index { get; }

    public string Column { get; }

    /// <summary>The column, quoted.</summary>
    public string Name => $"\"{Column}\"";

    public string IndexName { get; }

    public string Create { get; }

    public string Ascending { get; }

    public string Descending { get; }

    public string Count { get; }

    /// <summary>True for columns that hold the key of an index, declared or no longer.</summary>
    public static bool IsKey(string column) => column.StartsWith(Prefix, StringComparison.Ordinal);
}
