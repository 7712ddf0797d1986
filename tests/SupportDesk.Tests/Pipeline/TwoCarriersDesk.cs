using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A desk whose number has two carriers.</summary>
public abstract class TwoCarriersDesk()
    : AnsweringDesk(("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Desk:SecondGateway", "vonage"))
{
    private protected static readonly SendResult.TryLater Busy = new("MessageBird answered 503.");

    private protected Breakers Breakers => desk.Services.GetRequiredService<Breakers>();

    /// <summary>The first carrier takes five texts in a row not; the second does.</summary>
    private protected async Task BreakAsync()
    {
        for (var at = 0; at < 5; at++)
        {
            desk.Carrier.Answer(Busy);
            (await StateAsync((await AnswerAsync($"text {at}")).Id, MessageState.Sent)).Gateway.Should().Be("vonage");
        }
    }

    private protected async Task<Message> AnswerAsync(string text)
    {
        if (await desk.TicketsAsync() is not [var ticket])
            ticket = await TicketAsync();
        return await QueueAsync(ticket, text);
    }
}
