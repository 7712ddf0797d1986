using System.Net;
using AngleSharp.Html.Dom;
using SupportDesk.Messages;
using SupportDesk.Tests.Pipeline;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>The answer's form with files, as a browser without scripts sends it.</summary>
public sealed class PictureFormTests : PictureDesk
{
    private const string Form = "[action*='/replies']";

    [Fact]
    public async Task Chosen_pictures_go_out_with_the_answer()
    {
        var (answer, _) = await SubmitAsync("Look", Pictures.Png(), Pictures.Jpeg());

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var sent = await SentAsync();
        (sent.Text, sent.Attachments.Count).Should().Be(("Look", 2));
        Fetched.Should().HaveCount(2);
    }

    [Fact]
    public async Task Words_alone_go_out_as_before()
    {
        var (answer, _) = await SubmitAsync("Hello ü 😀\nthere");

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await SentAsync()).Should().BeEquivalentTo(new { Text = "Hello ü 😀\nthere", Attachments = Array.Empty<Attachment>() });
    }

    [Fact]
    public async Task Neither_words_nor_pictures_are_no_answer() =>
        (await RefusedAsync(HttpStatusCode.UnprocessableEntity, " ")).QuerySelector("[data-composer-alert]")!.TextContent.Should().Contain("Write something");

    [Fact]
    public async Task A_file_that_is_too_large_is_named_and_the_words_and_the_other_files_are_not_forgotten()
    {
        var page = await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "Half an answer", Pictures.Png("a.png"), Pictures.Png("huge.png", 12_340_000), Pictures.Jpeg("b.jpg"));

        page.QuerySelector("[data-refused]")!.TextContent.Should().Contain("“huge.png” has 12.34 MB; at most 3.75 MB can be sent.").And.Contain("Nothing was sent.");
        page.QuerySelector("[data-choose-again]")!.TextContent.Should().Contain("Choose them again: a.png, b.jpg");
    }

    [Fact]
    public async Task A_file_that_is_larger_than_any_server_takes_by_itself_is_told_all_the_same() =>
        (await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "Half an answer", Pictures.Png("film.png", 60_000_000))).QuerySelector("[data-refused]")!.TextContent.Should().Contain("“film.png” has 60 MB");

    [Fact]
    public async Task Pictures_that_are_too_large_together_are_told()
    {
        var files = Enumerable.Range(0, 6).Select(number => Pictures.Png($"{number}.png", 3_700_000)).ToArray();

        (await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "Half an answer", files)).QuerySelector("[data-refused]")!.TextContent.Should().Contain("22.2 MB together; at most 20 MB").And.NotContain("no JPEG");
    }

    [Fact]
    public async Task A_form_of_very_many_empty_parts_is_not_read_to_its_end() =>
        (await SubmitAsync("Hello", [.. Enumerable.Range(0, 201).Select(number => ($"{number}.png", Array.Empty<byte>()))])).Answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Eleven_pictures_are_one_too_many()
    {
        var files = Enumerable.Range(0, 11).Select(number => Pictures.Png($"{number}.png")).ToArray();

        (await RefusedAsync(HttpStatusCode.UnprocessableEntity, "Half an answer", files)).QuerySelector("[data-refused]")!.TextContent.Should().Contain("These are 11 pictures; at most 10").And.NotContain("no JPEG");
    }

    [Fact]
    public async Task Ten_are_not()
    {
        var (answer, _) = await SubmitAsync("Look", [.. Enumerable.Range(0, 10).Select(number => Pictures.Png($"{number}.png"))]);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await SentAsync()).Attachments.Should().HaveCount(10);
        Fetched.Should().HaveCount(10);
    }

    [Fact]
    public async Task What_is_no_picture_by_its_bytes_is_none_whatever_its_name_says()
    {
        (string Name, byte[] Bytes)[] files = [Pictures.Page, ("empty.png", []), ("photo.webp", [.. "RIFFxxxxWEBP"u8]), ("<img src=x onerror=alert(1)>.svg", [.. "<svg/>"u8])];

        var page = await RefusedAsync(HttpStatusCode.UnprocessableEntity, "Half an answer", files);

        page.QuerySelectorAll("[data-refused] bdi").Select(sentence => sentence.TextContent).Should().Equal(
            "“holiday.jpg” is no JPEG, PNG or GIF picture.", "“empty.png” is empty.", "“photo.webp” is no JPEG, PNG or GIF picture.", "“<img src=x onerror=alert(1)>.svg” is no JPEG, PNG or GIF picture.");
        page.QuerySelector("[data-choose-again]").Should().BeNull();
    }

    [Fact]
    public async Task What_is_a_picture_and_more_is_given_as_a_picture_alone()
    {
        await SubmitAsync("Look", Pictures.Polyglot);
        await SentAsync();

        var answer = await Desk.Client.GetAsync(PathOf(Links(Provider.Requests.Single()).Single()));

        (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("X-Content-Type-Options").Single()).Should().Be(("image/gif", "nosniff"));
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'self'");
    }

    [Fact]
    public async Task Somebody_who_answered_meanwhile_is_told_and_no_file_is_stored()
    {
        var ticket = await TicketAsync();
        using var ann = await Desk.SignedInAsync();
        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        await Tickets.ReplyAsync(ticket.Code, Draft("Bob's answer"), new("bob", "Bob"), default);

        var answer = await ann.SubmitAsync(page, Form, [Pictures.Png()], ("Text", "Half an answer"));

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var again = await Browsing.ReadAsync(answer);
        again.QuerySelector("[data-choose-again]")!.TextContent.Should().Contain("cat.png");
        Stored.Should().BeEmpty();
        (await ann.SubmitAsync(again, Form, [Pictures.Png()])).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("not a form at all")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"Text\"\r\n\r\nnever ends")]
    public async Task What_is_no_form_is_refused(string body)
    {
        var ticket = await TicketAsync();
        using var ann = await Desk.SignedInAsync();
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        (await ann.PostAsync($"/admin/tickets/{ticket.Code}/replies", content)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_its_token_a_form_is_refused_and_nothing_is_stored()
    {
        var ticket = await TicketAsync();
        using var ann = await Desk.SignedInAsync();
        using var body = new MultipartFormDataContent { { new StringContent("Look"), "Text" }, { new ByteArrayContent(Pictures.Png().Bytes), "Pictures", "cat.png" } };

        (await ann.PostAsync($"/admin/tickets/{ticket.Code}/replies", body)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Stored.Should().BeEmpty();
    }

    private async Task<(HttpResponseMessage Answer, string Code)> SubmitAsync(string text, params (string Name, byte[] Bytes)[] files)
    {
        var ticket = await TicketAsync();
        using var ann = await Desk.SignedInAsync();
        return (await ann.SubmitAsync(await ann.PageAsync($"/admin/tickets/{ticket.Code}"), Form, files, ("Text", text)), ticket.Code);
    }

    /// <summary>The page that says why; the words are in it still, and nothing was stored or queued.</summary>
    private async Task<IHtmlDocument> RefusedAsync(HttpStatusCode status, string text, params (string Name, byte[] Bytes)[] files)
    {
        var (answer, code) = await SubmitAsync(text, files);
        answer.StatusCode.Should().Be(status);
        var page = await Browsing.ReadAsync(answer);
        page.QuerySelector("textarea")!.TextContent.Trim().Should().Be(text.Trim());
        (await Desk.TimelineAsync(code)).Should().OnlyContain(message => message.IsInbound);
        Stored.Should().BeEmpty();
        return page;
    }

    private async Task<Message> SentAsync() =>
        (await Desk.TimelineAsync((await Desk.OnlyTicketAsync()).Code, timeline => timeline.Any(text => text.State is MessageState.Sent))).Single(text => !text.IsInbound);
}

/// <summary>A desk that does not know its own address.</summary>
public sealed class PicturesWithoutAnAddressTests : PictureDesk
{
    private protected override (string Key, string Value)[] Settings => [];

    [Fact]
    public async Task They_are_refused_in_words_before_anything_is_stored()
    {
        var ticket = await TicketAsync();
        using var ann = await Desk.SignedInAsync();

        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        var result = await Tickets.ReplyAsync(ticket.Code, Draft("Look", Pictures.Png()), Samples.Ann, default);

        page.QuerySelector("[data-no-pictures]")!.TextContent.Should().Contain("PUBLIC_ORIGIN");
        page.QuerySelector("[data-pictures]").Should().BeNull();
        result.Should().BeOfType<SupportDesk.Tickets.ReplyResult.PicturesRefused>().Which.Problems.Single().Should().Contain("PUBLIC_ORIGIN");
        Stored.Should().BeEmpty();
        (await Desk.TimelineAsync(ticket.Code)).Should().OnlyContain(text => text.IsInbound);
    }
}

/// <summary>A carrier that sends words alone.</summary>
public sealed class NoPicturesTests : AnsweringDesk
{
    [Fact]
    public async Task The_form_does_not_offer_them_and_refuses_them_all_the_same()
    {
        var ticket = await TicketAsync();
        using var ann = await desk.SignedInAsync();
        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        page.QuerySelector("[data-pictures], [data-no-pictures], input[type=file]").Should().BeNull();
        using var body = new MultipartFormDataContent();
        foreach (var input in page.QuerySelectorAll("form[action*='/replies'] input[type=hidden]"))
            body.Add(new StringContent(input.GetAttribute("value") ?? ""), input.GetAttribute("name")!);
        body.Add(new StringContent("Look"), "Text");
        body.Add(new ByteArrayContent(Pictures.Png().Bytes), "Pictures", "cat.png");

        var answer = await ann.PostAsync($"/admin/tickets/{ticket.Code}/replies", body);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await Browsing.ReadAsync(answer)).QuerySelector("[data-refused]")!.TextContent.Should().Contain("This number cannot send pictures.");
    }

    [Fact]
    public async Task An_answer_that_waits_is_not_sent_without_its_pictures_when_the_carrier_takes_none_any_more()
    {
        desk.Carrier.Media = MediaLimits.Desk with { IsHere = true };
        desk.Carrier.Answer(new SendResult.TryLater("Busy."));
        var ticket = await TicketAsync();
        var draft = new SupportDesk.Tickets.ReplyDraft(Guid.NewGuid().ToString("N"), "Look", null) { Files = [new("a.png", 2000, Pictures.Png().Bytes)] };
        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        await MessageAsync(draft.Id, message => message is { State: MessageState.Queued, Attempts: 1 });

        desk.Carrier.Media = null;
        desk.Time.Advance(TimeSpan.FromMinutes(5));

        (await StateAsync(draft.Id, MessageState.Failed)).Failure.Should().Be("Pictures cannot be sent by \"messagebird\".");
        desk.Carrier.Sent.Should().ContainSingle();
    }
}
