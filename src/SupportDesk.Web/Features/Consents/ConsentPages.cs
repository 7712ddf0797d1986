using SupportDesk.Consents;
using SupportDesk.Numbers;

namespace SupportDesk.Web.Features.Consents;

/// <summary>A change as the browser sends it.</summary>
public sealed class ConsentChangeForm
{
    public const int LongestNote = 500;

    /// <summary>The ticket that the agent came from; it says whose consent it is.</summary>
    public string? Ticket { get; set; }

    public string? Customer { get; set; }

    public string? Support { get; set; }

    /// <summary>What the page offered; so a form that is sent twice does not turn the change round.</summary>
    public bool OptIn { get; set; }

    /// <summary>The time of the newest change that stood on the page, in ticks of 100 ns.</summary>
    public long Seen { get; set; }

    public string? Note { get; set; }

    /// <summary>The agent says that the customer agreed to get texts.</summary>
    public bool Agreed { get; set; }

    public DateTimeOffset SeenAt => Seen >= 0 && Seen <= DateTimeOffset.MaxValue.Ticks ? new(Seen, TimeSpan.Zero) : default;

    /// <summary>What is missing, by field.</summary>
    public IEnumerable<(string Field, string Problem)> Problems()
    {
        var note = Note?.Trim() ?? "";
        if (note.Length == 0)
            yield return (nameof(Note), "Write down how you know.");
        else if (note.Length > LongestNote)
            yield return (nameof(Note), $"A note has at most {LongestNote} characters.");
        if (OptIn && !Agreed)
            yield return (nameof(Agreed), "Only a customer who agreed may be opted in.");
    }
}

/// <summary>Whose consent it is.</summary>
public sealed record ConsentOwner(string Support, string Customer, string? Ticket);

/// <summary>The page of a change.</summary>
/// <param name="Form">What the form shows.</param>
/// <param name="Who">Null until the agent has said whom.</param>
/// <param name="Consent">As it is now; null when nothing ever happened.</param>
/// <param name="Numbers">The desk's own.</param>
public sealed record ConsentChangePage(ConsentChangeForm Form, ConsentOwner? Who, Consent? Consent, IReadOnlyCollection<SupportNumber> Numbers);
