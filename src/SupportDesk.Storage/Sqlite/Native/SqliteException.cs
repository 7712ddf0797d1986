namespace SupportDesk.Storage.Sqlite.Native;

/// <summary>SQLite refused; stays inside the engine, which says it in words for the operator.</summary>
/// <param name="code">Extended result code.</param>
/// <param name="message">SQLite's own words.</param>
internal sealed class SqliteException(int code, string message) : Exception($"{message} (SQLite {code})")
{
    public int Code { get; } = ResultCode.Primary(code);
}
