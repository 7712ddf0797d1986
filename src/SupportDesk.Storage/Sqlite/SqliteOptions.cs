namespace SupportDesk.Storage.Sqlite;

/// <summary>Where the SQLite engine keeps its file.</summary>
public sealed class SqliteOptions
{
    /// <summary>Folder of <c>supportdesk.db</c>; created when missing. It must be on a local disk: locks over network shares cannot be trusted.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Settings that the writing connection takes on before each commit; tests make the disk full or read-only by it.</summary>
    internal string? WriterSettings { get; set; }
}
