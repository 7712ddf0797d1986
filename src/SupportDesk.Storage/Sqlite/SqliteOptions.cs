namespace SupportDesk.Storage.Sqlite;

/// <summary>Where the SQLite engine keeps its file.</summary>
public sealed class SqliteOptions
{
    /// <summary>Folder of <c>supportdesk.db</c>; created when missing. It must be on a local disk: locks over network shares cannot be trusted.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Refuses a folder without a database, rather than begin one.</summary>
    public bool MustExist { get; init; }

    /// <summary>Opens also the unfinished target of a move; only the move itself does.</summary>
    public bool TakesUnfinished { get; init; }

    /// <summary>Settings that the writing connection takes on before each commit; tests make the disk full or read-only by it.</summary>
    internal string? WriterSettings { get; set; }
}
