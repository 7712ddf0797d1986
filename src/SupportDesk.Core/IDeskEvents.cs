using SupportDesk.Messages;

namespace SupportDesk;

/// <summary>Tells whoever looks at the desk that something changed; they fetch what it is now.</summary>
public interface IDeskEvents
{
    Task TicketChangedAsync(string ticketId, CancellationToken cancellation);
}

/// <summary>What is told in the same words wherever it happens.</summary>
public static class DeskEvents
{
    /// <summary>A text's ticket changed with it. A test of a number is on none.</summary>
    public static Task TextChangedAsync(this IDeskEvents events, Message text, CancellationToken cancellation) =>
        text.TicketId is { } ticket ? events.TicketChangedAsync(ticket, cancellation) : Task.CompletedTask;
}
