using System.Net;
using SupportDesk.Gateways.Simulator;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>Pictures between the virtual phone and the desk: with nothing set up, over the desk's own address on this machine.</summary>
public sealed class PhonePicturesTests : IAsyncLifetime
{
    private readonly DeskHost desk = new(realGateways: true, settings: [("Desk:Gateway", "simulator"), ("Desk:Confirmation", "")]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task An_answers_picture_reaches_the_handset()
    {
        var ticket = await desk.TicketFromHandsetAsync();
        using var ann = await desk.SignedInAsync();

        await ann.SubmitAsync(await ann.PageAsync($"/admin/tickets/{ticket.Code}"), "[action*='/replies']", [Pictures.Png(), Pictures.Jpeg()], ("Text", "Look"));

        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Delivered));
        var images = (await desk.Client.PageAsync("/phone")).QuerySelectorAll("[data-direction=Received] img");
        (await desk.Client.GetByteArrayAsync(images[0].GetAttribute("src"))).Should().Equal(Pictures.Png().Bytes);
        (await desk.Client.GetByteArrayAsync(images[1].GetAttribute("src"))).Should().Equal(Pictures.Jpeg().Bytes);
    }

    [Fact]
    public async Task A_handsets_picture_reaches_the_desk()
    {
        await desk.AddHandsetAsync();

        (await desk.Client.SubmitAsync(await desk.Client.PageAsync("/phone"), $"#compose-{Phoning.Key}", [Pictures.Png(), Pictures.Jpeg()], ("Text", ""))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is { Attachments: 2 });
        var text = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(one => one.Attachments.Count == 2 && one.Attachments.All(picture => picture.State is AttachmentState.Stored)))).Single();
        (await desk.Store.FindAsync<MediaFile>(MediaFile.IdOf(text.Id, 1), default))!.Bytes.Should().Equal(Pictures.Jpeg().Bytes);
        using var ann = await desk.SignedInAsync();
        (await ann.PageAsync("/admin")).QuerySelector($"#row-{ticket.Code} .preview")!.TextContent.Should().Contain("2 pictures or files");
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_on_the_phone_too()
    {
        await desk.AddHandsetAsync();

        var answer = await desk.Client.SubmitAsync(await desk.Client.PageAsync("/phone"), $"#compose-{Phoning.Key}", [Pictures.Page], ("Text", "Look"));

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        var page = await Browsing.ReadAsync(answer);
        page.QuerySelector($"#problem-{Phoning.Key}")!.TextContent.Should().Contain("holiday.jpg");
        page.QuerySelector($"#text-{Phoning.Key}")!.TextContent.Should().Contain("Look");
        (await desk.TicketsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_pictures_go_with_their_handset()
    {
        await desk.AddHandsetAsync();
        await desk.Client.SubmitAsync(await desk.Client.PageAsync("/phone"), $"#compose-{Phoning.Key}", [Pictures.Png()], ("Text", "Look"));
        var source = (await desk.Client.PageAsync("/phone")).QuerySelector("[data-direction=Sent] img")!.GetAttribute("src");
        (await desk.Client.GetAsync(source)).StatusCode.Should().Be(HttpStatusCode.OK);

        await desk.Client.SubmitAsync("/phone", "[data-removal]");

        (await desk.Client.GetAsync(source)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_fetched_fails_the_answer()
    {
        var ticket = await desk.TicketFromHandsetAsync();
        await desk.StopOutboxAsync();
        using var ann = await desk.SignedInAsync();
        await ann.SubmitAsync(await ann.PageAsync($"/admin/tickets/{ticket.Code}"), "[action*='/replies']", [Pictures.Png()], ("Text", "Look"));
        var waiting = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 2)).Single(text => !text.IsInbound);
        await desk.Store.DeleteAsync((await desk.Store.FindAsync<MediaFile>(waiting.Attachments[0].File!, default))!, default);

        await desk.SendDueAsync();

        (await desk.Store.FindAsync<Message>(waiting.Id, default))!.Failure.Should().Be("The simulated carrier could not fetch picture 1: it was answered 404.");
        (await desk.Store.QueryAsync(Query<PhoneText>.Under(PhoneText.Conversation, Phoning.Number).Take(10), default)).Should().ContainSingle();
    }
}
