using System.Buffers;
using System.Text;

namespace SupportDesk.Storage.Sqlite.Native;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed unsafe class Statement(Connection connection, StatementHandle statement) : IDisposable
{
    /// <summary>Tells SQLite to copy what it is given.</summary>
    private const nint Transient = -1;

    private const int OnStack = 512;
    private const int NullType = 5;

    public void Bind(int at, long value) => connection.Check(Sqlite3.BindLong(statement, at, value));

    public void Bind(int at, ReadOnlySpan<byte> utf8)
    {
        // A span over nothing has no address, and SQLite takes a null address for NULL.
        fixed (byte* text = utf8.IsEmpty ? "\0"u8 : utf8)
            connection.Check(Sqlite3.BindText(statement, at, text, utf8.Length, Transient));
    }

    /// <summary>Binds a text, or NULL.</summary>
    public void Bind(int at, string? text)
    {
        if (text is null)
        {
            connection.Check(Sqlite3.BindNull(statement, at));
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var utf8 = most <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(most);
        Bind(at, (ReadOnlySpan<byte>)utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Binds what sorts after every text: SQLite orders each blob behind all texts.</summary>
    public void BindAboveAllTexts(int at) => connection.Check(Sqlite3.BindZeroBlob(statement, at, 0));

    /// <summary>Goes to the next row; false, and ready for another run, when there is none.</summary>
    public bool Step()
    {
        var code = Sqlite3.Step(statement);
        if (code is ResultCode.Row)
            return true;
        Finish(code);
        return false;
    }

    /// <summary>Runs a statement that gives no rows back; false when a constraint forbade it.</summary>
    public bool TryRun()
    {
        var code = Sqlite3.Step(statement);
        if (ResultCode.Primary(code) is ResultCode.Constraint)
        {
            Reset();
            return false;
        }
        Finish(code);
        return true;
    }

    /// <summary>Ends the run; a statement left in the middle would keep its snapshot, and with it the journal, for ever.</summary>
    public void Reset() => Sqlite3.Reset(statement);

    public long Number(int column) => Sqlite3.ColumnLong(statement, column);

    /// <summary>Whether the column holds this text; null is NULL.</summary>
    public bool Holds(int column, string? text) =>
        text is null || Sqlite3.ColumnType(statement, column) is NullType
            ? text is null && Sqlite3.ColumnType(statement, column) is NullType
            : Encoding.UTF8.GetByteCount(text) == Utf8(column).Length && Text(column) == text;

    /// <summary>The column's bytes, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        var bytes = Sqlite3.ColumnBytes(statement, column);
        return new ReadOnlySpan<byte>(bytes, Sqlite3.ColumnLength(statement, column));
    }

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public void Dispose() => statement.Dispose();

    private void Finish(int code)
    {
        var refusal = code is ResultCode.Done ? null : connection.Refusal(code);
        Reset();
        if (refusal is not null)
            throw refusal;
    }
}
