using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>An answer's pictures are stored first, its ticket then, its message last; what happens between them, and when the form comes twice.</summary>
public sealed class PictureCrashTests : PictureDesk
{
    [Fact]
    public async Task A_form_sent_many_times_at_once_is_one_answer_and_leaves_no_other_files()
    {
        var ticket = await TicketAsync();
        var draft = Draft("Look", Pictures.Png());

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default)));
        var message = await MessageAsync(draft.Id, MessageState.Sent);
        Desk.Time.Advance(OutgoingMedia.UploadLasts + TimeSpan.FromMinutes(1));
        await Media.SweepAsync(default);

        results.Should().AllBeOfType<ReplyResult.Queued>();
        Provider.Requests.Should().ContainSingle();
        (await Desk.TimelineAsync(ticket.Code)).Count(text => !text.IsInbound).Should().Be(1);
        (await FilesAsync()).Should().Equal(message.Attachments[0].File);
        (await UploadsAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("Look", "Look")]
    [InlineData("", "")]
    [InlineData("Look", "Look there")]
    public async Task The_same_form_with_another_picture_is_another_answer(string before, string after)
    {
        var ticket = await TicketAsync();
        var draft = Draft(before, Pictures.Png("a.png"));
        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        await MessageAsync(draft.Id, MessageState.Sent);

        await Tickets.ReplyAsync(ticket.Code, Draft(after, Pictures.Png("b.png")) with { Id = draft.Id, SeenReplyId = draft.Id }, Samples.Ann, default);

        await Desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text is { IsInbound: false, State: MessageState.Sent }) == 2);
        Fetched.Should().BeEquivalentTo([Pictures.Png("a.png").Bytes, Pictures.Png("b.png").Bytes], order => order.WithStrictOrdering());
    }

    [Fact]
    public async Task What_was_stored_when_the_process_died_before_the_ticket_was_is_removed_and_the_form_sent_again_is_one_answer()
    {
        var ticket = await TicketAsync();
        var draft = Draft("Look", Pictures.Png());
        await Media.StoreAsync(ticket, draft, default);

        await RestartAsync();
        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        var message = await MessageAsync(draft.Id, MessageState.Sent);
        Desk.Time.Advance(OutgoingMedia.UploadLasts + TimeSpan.FromMinutes(1));
        await Media.SweepAsync(default);

        Fetched.Should().ContainSingle();
        (await FilesAsync()).Should().Equal(message.Attachments[0].File);
        (await UploadsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task An_answer_whose_process_died_before_it_was_queued_leaves_with_its_picture_however_late()
    {
        var ticket = await TicketAsync();
        var draft = Draft("Look", Pictures.Png());
        var upload = await Media.StoreAsync(ticket, draft, default);
        await Desk.Store.SaveAsync(ticket.Answer(Desk.Services.GetRequiredService<Outbox>().Write(ticket, draft, Samples.Ann, upload.Files)), default);

        await RestartAsync(TimeSpan.FromDays(3));
        await Media.SweepAsync(default);

        await MessageAsync(draft.Id, MessageState.Sent);
        Fetched.Should().ContainSingle().Which.Should().Equal(Pictures.Png().Bytes);
        (await UploadsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_sweep_in_between_takes_nothing_from_an_answer_that_only_its_ticket_holds()
    {
        var ticket = await TicketAsync();
        Desk.FullStore.IsFullForMessages = true;
        var draft = Draft("Look", Pictures.Png());
        (await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default)).Should().BeOfType<ReplyResult.Queued>();

        Desk.Time.Advance(OutgoingMedia.UploadLasts + TimeSpan.FromMinutes(1));
        await Media.SweepAsync(default);
        Desk.FullStore.IsFullForMessages = false;
        await Tickets.HandOverWaitingAsync(default);

        await MessageAsync(draft.Id, MessageState.Sent);
        Fetched.Should().ContainSingle();
    }

    [Fact]
    public async Task When_the_disk_is_full_nothing_is_answered_and_nothing_stays()
    {
        var ticket = await TicketAsync();
        var draft = Draft("Look", Pictures.Png());
        Desk.FullStore.Inserted = document => Desk.FullStore.IsFull |= document is MediaFile;
        var reply = () => Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        await reply.Should().ThrowAsync<SupportDesk.Storage.StoreUnavailableException>();
        Desk.FullStore.IsFull = false;

        Desk.Time.Advance(OutgoingMedia.UploadLasts + TimeSpan.FromMinutes(1));
        await Media.SweepAsync(default);

        (await Desk.TimelineAsync(ticket.Code)).Should().OnlyContain(text => text.IsInbound);
        (await UploadsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task An_address_is_good_in_the_next_process_too_until_it_ends()
    {
        var sent = await ReplyAsync("Look", Pictures.Png());
        await MessageAsync(sent.Id, MessageState.Sent);
        var path = PathOf(Links(Provider.Requests.Single()).Single());

        await RestartAsync();

        (await Desk.Client.GetByteArrayAsync(path)).Should().Equal(Pictures.Png().Bytes);
    }
}
