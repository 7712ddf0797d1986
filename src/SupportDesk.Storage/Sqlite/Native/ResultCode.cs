namespace SupportDesk.Storage.Sqlite.Native;

/// <summary>SQLite's primary result codes; an extended code carries its primary one in the low byte.</summary>
internal static class ResultCode
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int OutOfMemory = 7;
    public const int ReadOnly = 8;
    public const int InputOutput = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int Constraint = 19;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;

    public static int Primary(int extended) => extended & 0xff;
}
