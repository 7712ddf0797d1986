namespace SupportDesk;

/// <summary>Tells whoever looks at the desk that something changed; they fetch what it is now.</summary>
public interface IDeskEvents
{
    Task TicketChangedAsync(string ticketId, CancellationToken cancellation);
}
