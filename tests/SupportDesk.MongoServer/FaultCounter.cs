using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer;

/// <summary>Counts commands, and tells for each what is to go wrong with it. Safe to call from any thread.</summary>
internal sealed class FaultCounter(Faults faults)
{
    private int count;

    public Faults Faults => faults;

    public Faults Next(Request request)
    {
        if (faults.Only is { } only && !string.Equals(only, request.Name, StringComparison.OrdinalIgnoreCase))
            return new() { NoMajority = faults.NoMajority };
        var at = Interlocked.Increment(ref count);
        return faults with
        {
            DropReplyEvery = Hit(at, faults.DropReplyEvery),
            CloseEvery = Hit(at, faults.CloseEvery),
            ConflictEvery = IsWrite(request) ? Hit(at, faults.ConflictEvery) : 0,
        };
    }

    /// <summary>The switches as the command <c>{faults: 1, dropReplyEvery: 5, delayMs: 20, only: "insert"}</c> gives them.</summary>
    public static Faults Read(Request request) => new()
    {
        DropReplyEvery = (int)request.Number("dropReplyEvery"),
        CloseEvery = (int)request.Number("closeEvery"),
        ConflictEvery = (int)request.Number("conflictEvery"),
        NoMajority = request.Number("noMajority") > 0,
        Delay = TimeSpan.FromMilliseconds(request.Number("delayMs")),
        Only = request.Text("only"),
    };

    private static int Hit(int at, int every) => every > 0 && at % every == 0 ? 1 : 0;

    private static bool IsWrite(Request request) => request.Name.ToUpperInvariant() is "INSERT" or "UPDATE" or "DELETE" or "FINDANDMODIFY";
}
