using System.Runtime.InteropServices;
using System.Text;

namespace SupportDesk.Storage.Sqlite.Native;

/// <summary>One connection with its prepared statements. Used by one thread at a time; SQLite's own locking is off.</summary>
internal sealed unsafe class Connection : IDisposable
{
    private const int OpenReadOnly = 0x1;
    private const int OpenReadWrite = 0x2;
    private const int OpenCreate = 0x4;
    private const int NoMutex = 0x8000;
    private const uint PreparePersistent = 0x1;
    private const int HasMoved = 20;

    private readonly DatabaseHandle database;
    private readonly Dictionary<string, Statement> statements = [];

    private Connection(DatabaseHandle database) => this.database = database;

    public static Connection ForReading(string file) => Open(file, OpenReadOnly);

    public static Connection ForWriting(string file) => Open(file, OpenReadWrite);

    public static Connection Create(string file) => Open(file, OpenReadWrite | OpenCreate);

    private static Connection Open(string file, int flags)
    {
        var code = Sqlite3.Open(file, out var database, flags | NoMutex, 0);
        var connection = new Connection(database);
        try
        {
            connection.Check(code);
            connection.Check(Sqlite3.ExtendedResultCodes(database, 1));
            connection.Check(Sqlite3.BusyTimeout(database, 5_000));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => Sqlite3.Changes(database);

    /// <summary>True when the file was deleted or replaced under the connection: what is written now would be lost.</summary>
    public bool HasLostItsFile => Sqlite3.FileControl(database, "main", HasMoved, out var moved) is ResultCode.Ok && moved != 0;

    /// <summary>From now on the journal is folded in by <see cref="CopyJournal"/> only.</summary>
    public void WatchJournal() => Journal.Watch(database);

    /// <summary>Copies what no reader still needs from the journal into the database file; gives how many frames are left.</summary>
    public int CopyJournal() => Journal.Copy(this, database);

    /// <summary>Writes the database file, not the journal, down to the disk.</summary>
    public void Sync() => Journal.Sync(this, database);

    /// <summary>The statement, compiled once per connection.</summary>
    public Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = Compile(sql));
        return statement;
    }

    /// <summary>Runs statements that give no rows back and are not worth keeping.</summary>
    public void Execute(string sql) => Check(Sqlite3.Execute(database, sql, 0, 0, 0));

    /// <summary>Whether the statement finds a row for the id.</summary>
    public bool Has(string sql, string id)
    {
        var statement = Prepare(sql);
        statement.Bind(1, id);
        var found = statement.Step();
        statement.Reset();
        return found;
    }

    /// <summary>The first column of the first row as a number; 0 when there is none.</summary>
    public long Number(string sql)
    {
        using var statement = Compile(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    /// <summary>The first column of every row as text.</summary>
    public List<string> Texts(string sql)
    {
        using var statement = Compile(sql);
        var texts = new List<string>();
        while (statement.Step())
            texts.Add(statement.Text(0));
        return texts;
    }

    internal void Check(int code)
    {
        if (code is not ResultCode.Ok)
            throw Refusal(code);
    }

    internal SqliteException Refusal(int code)
    {
        var message = Marshal.PtrToStringUTF8((nint)(database.IsInvalid ? Sqlite3.ErrorString(code) : Sqlite3.ErrorMessage(database)));
        var system = database.IsInvalid ? 0 : Sqlite3.SystemError(database);
        return new SqliteException(code, system is 0 ? $"{message}" : $"{message}: {Marshal.GetPInvokeErrorMessage(system)}");
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        database.Dispose();
    }

    private Statement Compile(string sql)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* text = utf8)
        {
            Check(Sqlite3.Prepare(database, text, utf8.Length, PreparePersistent, out var statement, 0));
            return new Statement(this, statement);
        }
    }
}
