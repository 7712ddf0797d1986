using SupportDesk.Storage;

namespace SupportDesk.Numbers;

/// <summary>When a support number, or a gateway, last did what it is for. Its id says which one: see <see cref="OfNumber"/> and <see cref="OfGateway"/>.</summary>
public sealed record LastSeen : Document, IStored<LastSeen>
{
    /// <summary>A number's newest text; a gateway's newest call at its inbound address, whatever became of it.</summary>
    public DateTimeOffset? In { get; init; }

    /// <summary>The newest text that the carrier took.</summary>
    public DateTimeOffset? Out { get; init; }

    /// <summary>A number's newest delivery report; a gateway's newest call at its status address.</summary>
    public DateTimeOffset? Report { get; init; }

    /// <summary>Of a gateway: the last number that it brought a text to which is none of ours.</summary>
    public string? OtherNumber { get; init; }

    /// <summary>From when on a silent number counts as silent, while no text came.</summary>
    public DateTimeOffset? WatchedSince { get; init; }

    /// <summary>When it was noticed that the number is silent; null while it is not.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>The newest test that an administrator sent from the number, a message's id.</summary>
    public string? TestId { get; init; }

    public static DocumentType<LastSeen> Stored { get; } = new("last_seen", DeskJson.Shape.LastSeen);

    public static string OfNumber(string number) => $"number {number}";

    public static string OfGateway(string gateway) => $"gateway {gateway}";

    /// <summary>What was seen here and what is stored, the newer of each. A text ends a silence.</summary>
    public LastSeen Add(LastSeen more)
    {
        var next = this with { In = Later(In, more.In), Out = Later(Out, more.Out), Report = Later(Report, more.Report), OtherNumber = more.OtherNumber ?? OtherNumber };
        if (next.In > next.SilentSince)
            next = next with { SilentSince = null };
        return next == this ? this : next;
    }

    /// <summary>How long no text has come, as far as anybody watched; null when nobody did.</summary>
    public TimeSpan? SilentFor(DateTimeOffset now) => now - (Later(In, WatchedSince));

    /// <summary>It was noticed that the number is silent.</summary>
    public LastSeen FallSilent(DateTimeOffset now) => SilentSince is null ? this with { SilentSince = now } : this;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
