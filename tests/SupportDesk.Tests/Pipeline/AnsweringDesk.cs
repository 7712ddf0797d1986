using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A desk without confirmations, and agents' answers on it.</summary>
public abstract class AnsweringDesk(params (string Key, string Value)[] settings) : IAsyncLifetime
{
    private protected readonly DeskHost desk = new(settings: [("Desk:Confirmation", ""), .. settings]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    protected TicketDesk Tickets => desk.Services.GetRequiredService<TicketDesk>();

    protected async Task<Ticket> TicketAsync()
    {
        await desk.Client.TextAsync("Where is it?", "m1");
        return await desk.OnlyTicketAsync(ticket => ticket.Newest is not null);
    }

    protected async Task<Ticket> OtherTicketAsync()
    {
        await desk.Client.TextAsync("Me too", "m2", from: "31687654321");
        var both = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2 && found.All(one => one.Newest is not null));
        return both.Single(found => found.CustomerNumber == "+31687654321");
    }

    protected async Task<Message> ReplyAsync(string text) => await QueueAsync(await TicketAsync(), text);

    protected async Task<Message> QueueAsync(Ticket ticket, string text)
    {
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), text, ticket.LastReply?.MessageId);
        var result = await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        return result.Should().BeOfType<ReplyResult.Queued>().Subject.Messages[0];
    }

    protected Task<Message?> AgainAsync(string id) => desk.Services.GetRequiredService<Outbox>().SendAgainAsync(id, Samples.Ann, default);

    protected Task<Message> StateAsync(string id, MessageState state) => MessageAsync(id, message => message.State == state);

    protected async Task<Message> MessageAsync(string id, Predicate<Message> ready) =>
        (await desk.Events.UntilAsync(() => desk.Store.FindAsync<Message>(id, default), message => message is not null && ready(message)))!;
}
