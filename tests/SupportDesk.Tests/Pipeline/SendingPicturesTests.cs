using System.Net;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Pictures that go out with answers: stored, linked, fetched, and sent again.</summary>
public sealed class SendingPicturesTests : PictureDesk
{
    [Fact]
    public async Task The_provider_fetches_each_picture_from_an_address_of_its_own()
    {
        var sent = await ReplyAsync("Look", Pictures.Png(), Pictures.Jpeg());

        var message = await MessageAsync(sent.Id, MessageState.Sent);

        Fetched.Should().BeEquivalentTo([Pictures.Png().Bytes, Pictures.Jpeg().Bytes], order => order.WithStrictOrdering());
        message.Attachments.Select(picture => (picture.State, picture.ContentType, picture.Size)).Should().Equal(
            (AttachmentState.Stored, "image/png", 2000), (AttachmentState.Stored, "image/jpeg", 2000));
        Links(Provider.Requests.Single()).Should().OnlyHaveUniqueItems();
        (await UploadsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Pictures_go_without_words_too()
    {
        var sent = await ReplyAsync("", Pictures.Png());

        await MessageAsync(sent.Id, MessageState.Sent);

        Provider.Requests.Single().Body.Should().NotContain("\"text\"");
        (await Desk.OnlyTicketAsync()).Newest.Should().BeEquivalentTo(new { Text = "", Direction = Direction.Outbound, Attachments = 1 });
    }

    [Fact]
    public async Task Of_an_answer_in_parts_the_first_has_the_pictures()
    {
        var words = string.Join(' ', Enumerable.Range(1, 700).Select(number => $"{number:0000}"));
        await ReplyAsync(words, Pictures.Png());

        await Desk.TimelineAsync((await Desk.OnlyTicketAsync()).Code, timeline => timeline.Count(text => text is { IsInbound: false, State: MessageState.Sent }) == 2);

        Provider.Requests.Select(request => Links(request).Count).Should().Equal(1, 0);
    }

    [Fact]
    public async Task Each_try_names_new_addresses_and_those_of_days_ago_have_ended()
    {
        Provider.Answer(503, "{}");
        var sent = await ReplyAsync("Look", Pictures.Png());
        await Desk.Events.UntilAsync(() => Desk.Store.FindAsync<Message>(sent.Id, default), message => message is { State: MessageState.Queued, Attempts: 1 });
        var first = Links(await Provider.FirstAsync()).Single();
        (await Desk.Client.GetAsync(PathOf(first))).StatusCode.Should().Be(HttpStatusCode.OK);

        Desk.Time.Advance(TimeSpan.FromDays(2));

        await MessageAsync(sent.Id, MessageState.Sent);
        Links(Provider.Requests.Last()).Should().NotContain(first);
        Fetched.Should().ContainSingle();
        (await Desk.Client.GetAsync(PathOf(first))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_failed_answer_is_sent_again_with_its_pictures()
    {
        Provider.Answer(400, """{"type":"request-validation","description":"No."}""");
        var sent = await ReplyAsync("Look", Pictures.Png());
        await MessageAsync(sent.Id, MessageState.Failed);
        Desk.Time.Advance(TimeSpan.FromDays(3));
        using var ann = await Desk.SignedInAsync();

        (await ann.SubmitAsync("/admin/failed", $"[action*='resend']:has([value='{sent.Id}'])")).StatusCode.Should().Be(HttpStatusCode.Redirect);

        var again = await MessageAsync($"{sent.Id}~2", MessageState.Sent);
        Fetched.Should().ContainSingle().Which.Should().Equal(Pictures.Png().Bytes);
        again.Attachments.Should().BeEquivalentTo((await MessageAsync(sent.Id, MessageState.Failed)).Attachments);
        var shown = await ann.GetAsync($"/admin/messages/{Uri.EscapeDataString(again.Id)}/media/0");
        (await shown.Content.ReadAsByteArrayAsync()).Should().Equal(Pictures.Png().Bytes);
    }

    [Fact]
    public async Task A_customer_who_has_opted_out_gets_nothing_and_no_address_is_made()
    {
        await TicketAsync();
        await Desk.StopOutboxAsync();
        var sent = await ReplyAsync("Look", Pictures.Png());
        await TicketAsync("STOP");

        await Desk.TimelineAsync((await Desk.OnlyTicketAsync()).Code, timeline => timeline.Count(text => !text.IsInbound) == 2);
        await Desk.SendDueAsync();

        (await MessageAsync(sent.Id, MessageState.Failed)).Failure.Should().Contain("opted out");
        Provider.Requests.Should().OnlyContain(request => Links(request).Count == 0);
    }

    [Fact]
    public async Task The_conversation_shows_what_went_out_and_only_agents_get_it()
    {
        var sent = await ReplyAsync("Look", Pictures.Png());
        await MessageAsync(sent.Id, MessageState.Sent);
        using var ann = await Desk.SignedInAsync();

        var image = (await ann.PageAsync($"/admin/tickets/{sent.TicketId}")).QuerySelector($"[data-message='{sent.Id}'] img")!;
        var shown = await ann.GetAsync(image.GetAttribute("src"));
        var stranger = await Desk.Client.GetAsync(image.GetAttribute("src"));

        image.GetAttribute("alt").Should().Be("Picture 1 of the answer");
        (shown.Content.Headers.ContentType!.MediaType, await shown.Content.ReadAsByteArrayAsync()).Should().BeEquivalentTo(("image/png", Pictures.Png().Bytes));
        stranger.Headers.Location!.OriginalString.Should().Contain("/sign-in");
        (await ann.PageAsync($"/admin/messages/{sent.Id}")).QuerySelector(".facts")!.TextContent.Should().Contain("1 MMS").And.Contain("image/png");
    }

    [Fact]
    public async Task No_address_of_a_picture_is_kept_or_shown_not_even_in_the_providers_words()
    {
        Provider.Script(context => RecordingProvider.AnswerAsync(context, 400, $$"""{"type":"request-validation","description":"Cannot fetch {{Links(Provider.Requests.Last()).Single()}}"}"""));
        var sent = await ReplyAsync("Look", Pictures.Png());
        var failed = await MessageAsync(sent.Id, MessageState.Failed);
        var token = Links(Provider.Requests.Single()).Single().Split('/')[^1];
        using var ann = await Desk.SignedInAsync();

        var page = await ann.GetStringAsync($"/admin/messages/{sent.Id}");

        token.Should().MatchRegex("^[A-Za-z0-9_-]{100,}$");
        System.Text.Json.JsonSerializer.Serialize(failed, Message.Stored.Json).Should().NotContain(token).And.NotContain(token[..40]).And.Contain("/media/[removed]");
        failed.Failure.Should().Be($"Bandwidth: Cannot fetch {Origin}/media/[removed]");
        page.Should().NotContain(token[..40]);
    }

    [Fact]
    public async Task Of_two_answers_at_once_the_later_ones_pictures_are_not_sent_and_go_away()
    {
        var ticket = await TicketAsync();
        var results = await Task.WhenAll(
            Tickets.ReplyAsync(ticket.Code, Draft("Ann's", Pictures.Png("a.png")), Samples.Ann, default),
            Tickets.ReplyAsync(ticket.Code, Draft("Bob's", Pictures.Png("b.png")), new("bob", "Bob"), default));
        var sent = results.OfType<ReplyResult.Queued>().Single().Messages[0];
        results.OfType<ReplyResult.AnsweredMeanwhile>().Should().ContainSingle();
        var message = await MessageAsync(sent.Id, MessageState.Sent);

        Desk.Time.Advance(OutgoingMedia.UploadLasts + TimeSpan.FromMinutes(1));
        await Media.SweepAsync(default);

        (await FilesAsync()).Should().Equal(message.Attachments[0].File);
        (await UploadsAsync()).Should().Be(0);
    }
}
