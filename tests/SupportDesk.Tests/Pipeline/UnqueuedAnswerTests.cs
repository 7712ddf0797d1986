using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;
using SupportDesk.Web.Background;

namespace SupportDesk.Tests.Pipeline;

/// <summary>An answer is stored with its ticket first and queued then; what happens between the two.</summary>
public sealed class UnqueuedAnswerTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
    private DeskHost desk = null!;

    public Task InitializeAsync()
    {
        desk = Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_answer_whose_process_died_before_it_was_queued_leaves_after_the_next_start()
    {
        var ticket = await TicketAsync();
        var texts = desk.Services.GetRequiredService<Outbox>().Write(ticket, Draft(LongText), Samples.Ann);
        await desk.Store.SaveAsync(ticket.Answer(texts), default);

        await desk.DisposeAsync();
        desk = Open(Samples.Morning.AddMinutes(1));

        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == texts.Count);
        string.Join(' ', desk.Carrier.Sent.Select(text => text.Text)).Should().Be(LongText);
        texts.Should().HaveCountGreaterThan(1);
        await desk.OnlyTicketAsync(found => found.Unqueued.Count == 0);
    }

    [Fact]
    public async Task An_answer_that_was_stored_while_the_disk_filled_up_leaves_when_there_is_room()
    {
        var ticket = await TicketAsync();
        desk.FullStore.IsFullForMessages = true;
        var draft = Draft("We are on it.");

        (await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default)).Should().BeOfType<ReplyResult.Queued>();
        (await desk.Store.FindAsync<Message>(draft.Id, default)).Should().BeNull();
        desk.FullStore.IsFullForMessages = false;
        await desk.Time.UntilTimerAsync(AnswerWorker.Interval);
        desk.Time.Advance(AnswerWorker.Interval);

        await SentAsync(draft.Id);
    }

    [Fact]
    public async Task The_same_form_sent_again_after_the_crash_is_still_one_answer()
    {
        var ticket = await TicketAsync();
        var draft = Draft("We are on it.");
        await desk.Store.SaveAsync(ticket.Answer(desk.Services.GetRequiredService<Outbox>().Write(ticket, draft, Samples.Ann)), default);

        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        await Tickets.HandOverWaitingAsync(default);

        await SentAsync(draft.Id);
        desk.Carrier.Sent.Should().ContainSingle();
        (await desk.TimelineAsync(ticket.Code)).Count(message => !message.IsInbound).Should().Be(1);
    }

    [Fact]
    public async Task The_form_that_comes_back_with_another_text_is_told_what_was_answered_before_the_crash()
    {
        var ticket = await TicketAsync();
        var draft = Draft("We are on it.");
        await desk.Store.SaveAsync(ticket.Answer(desk.Services.GetRequiredService<Outbox>().Write(ticket, draft, Samples.Ann)), default);

        var result = await Tickets.ReplyAsync(ticket.Code, draft with { Text = "It is done." }, Samples.Ann, default);

        result.Should().BeOfType<ReplyResult.AnsweredMeanwhile>().Which.Message!.Text.Should().Be("We are on it.");
    }

    [Fact]
    public async Task A_ticket_holds_an_answer_no_longer_than_until_it_is_queued()
    {
        var ticket = await TicketAsync();
        var draft = Draft("We are on it.");

        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);

        (await desk.Store.FindAsync<Ticket>(ticket.Id, default))!.Unqueued.Should().BeEmpty();
        await SentAsync(draft.Id);
    }

    private static string LongText { get; } = string.Join(' ', Enumerable.Range(1, 700).Select(number => $"{number:0000}"));

    private TicketDesk Tickets => desk.Services.GetRequiredService<TicketDesk>();

    private DeskHost Open(DateTimeOffset? at = null) => new(folder, at, settings: [("Desk:Confirmation", "")]);

    private static ReplyDraft Draft(string text) => new(Guid.NewGuid().ToString("N"), text, null);

    private async Task<Ticket> TicketAsync()
    {
        await desk.Client.TextAsync("Where is it?", "m1");
        var ticket = await desk.OnlyTicketAsync();
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 1);
        return await desk.OnlyTicketAsync();
    }

    private Task<Message?> SentAsync(string id) =>
        desk.Events.UntilAsync(() => desk.Store.FindAsync<Message>(id, default), message => message?.State is MessageState.Sent);
}
