using System.Text;
using System.Text.Json.Nodes;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Systems;

/// <summary>R4: SMS and MMS over Bandwidth, by its older and its newer API.</summary>
public sealed class BandwidthMms
{
    private const string Number = "+19105550101";
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    [Theory]
    [InlineData("V1")]
    [InlineData("V2")]
    public async Task R4_A_text_with_a_picture_comes_in_by_webhook_and_its_media_are_stored_here(string version)
    {
        await using var bandwidth = await ProviderAsync();
        await using var desk = NewDesk(bandwidth, version);

        (await desk.Client.SendAsync(Inbound(version, "Look", $"{bandwidth.Url}/media/1.jpg"))).EnsureSuccessStatusCode();

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        var text = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(one => one.Attachments is [{ State: AttachmentState.Stored }]))).Single(one => one.IsInbound);
        (text.Text, text.CustomerNumber, text.SupportNumber).Should().Be(("Look", "+13865550100", Number));
        (await desk.Store.FindAsync<MediaFile>(MediaFile.IdOf(text.Id, 0), default))!.Bytes.Should().Equal(Picture);
    }

    [Theory]
    [InlineData("V1", 201)]
    [InlineData("V2", 202)]
    public async Task R4_An_answer_is_sent_and_every_sent_message_is_kept_with_its_delivery(string version, int taken)
    {
        await using var bandwidth = await ProviderAsync(taken);
        await using var desk = NewDesk(bandwidth, version);
        (await desk.Client.SendAsync(Inbound(version, "Hello"))).EnsureSuccessStatusCode();
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();

        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/replies']", ("Text", "Hi"));

        var sent = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent))).Single(text => !text.IsInbound);
        var request = JsonNode.Parse(bandwidth.Requests.Single(one => one.Method == "POST").Body)!;
        ((string)request["from"]!, (string)request["text"]!, (string)request["tag"]!).Should().Be((Number, "Hi", sent.Id));
        sent.ProviderId.Should().Be("b-1");
        var report = version is "V1"
            ? $$"""{"eventType":"sms","direction":"out","messageId":"b-1","tag":"{{sent.Id}}","state":"sent","deliveryState":"delivered","deliveryCode":"0","from":"{{Number}}","to":"+13865550100"}"""
            : $$$"""[{"type":"message-delivered","time":"2026-03-02T09:00:05Z","to":"+13865550100","message":{"id":"b-1","tag":"{{{sent.Id}}}","direction":"out","to":["+13865550100"],"from":"{{{Number}}}"}}]""";
        (await desk.Client.SendAsync(Call("status", report))).EnsureSuccessStatusCode();
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Delivered));
    }

    [Theory]
    [InlineData("V1", 201)]
    [InlineData("V2", 202)]
    public async Task R4_MMS_goes_both_ways_and_the_provider_gets_the_agents_picture_by_its_address(string version, int taken)
    {
        await using var bandwidth = await ProviderAsync(taken);
        await using var desk = NewDesk(bandwidth, version);
        (await desk.Client.SendAsync(Inbound(version, "Which one?", $"{bandwidth.Url}/media/1.jpg"))).EnsureSuccessStatusCode();
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(one => one.Attachments is [{ State: AttachmentState.Stored }]));
        using var ann = await desk.SignedInAsync();
        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        (await ann.GetByteArrayAsync(page.QuerySelector("[data-attachment] img")!.GetAttribute("src"))).Should().Equal(Picture);

        await ann.SubmitAsync(page, "[action*='/replies']", [Pictures.Png(), Pictures.Jpeg()], ("Text", "This one"));

        var sent = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent))).Single(text => !text.IsInbound);
        var request = JsonNode.Parse(bandwidth.Requests.Single(one => one.Method == "POST").Body)!;
        ((string)request["from"]!, (string)request["text"]!, sent.ProviderId).Should().Be((Number, "This one", "b-1"));
        var links = request["media"]!.AsArray().Select(link => (string)link!).ToList();
        links.Should().OnlyContain(link => link.StartsWith("https://desk.example.org/media/", StringComparison.Ordinal)).And.HaveCount(2);
        (await desk.Client.GetByteArrayAsync(new Uri(links[0]).AbsolutePath)).Should().Equal(Pictures.Png().Bytes);
        (await desk.Client.GetByteArrayAsync(new Uri(links[1]).AbsolutePath)).Should().Equal(Pictures.Jpeg().Bytes);
        (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelectorAll($"[data-message='{sent.Id}'] img").Should().HaveCount(2);
        desk.Time.Advance(TimeSpan.FromDays(2));
        (await desk.Client.GetAsync(new Uri(links[0]).AbsolutePath)).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task R4_D4_Every_event_of_a_batch_is_taken()
    {
        await using var bandwidth = await ProviderAsync();
        await using var desk = NewDesk(bandwidth, "V2");
        var batch = string.Join(',', Enumerable.Range(0, 25).Select(at => Event("V2", $"text {at}", $"m{at}")));

        (await desk.Client.SendAsync(Call("inbound", $"[{batch}]"))).EnsureSuccessStatusCode();

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 25);
        texts.Where(text => text.IsInbound).Select(text => text.Text).Should().Equal(Enumerable.Range(0, 25).Select(at => $"text {at}"));
    }

    private static Task<RecordingProvider> ProviderAsync(int taken = 202) => RecordingProvider.StartAsync(async (context, request) =>
    {
        if (request.Method == "POST")
        {
            await RecordingProvider.AnswerAsync(context, taken, taken == 202 ? """{"id":"b-1"}""" : "", ("Location", "https://api.catapult.inetwork.com/v1/users/u-1/messages/b-1"));
            return;
        }

        context.Response.ContentType = "image/jpeg";
        await context.Response.Body.WriteAsync(Picture);
    });

    private static DeskHost NewDesk(RecordingProvider bandwidth, string version) => new(realGateways: true, settings:
    [
        ("BANDWIDTH_ACCOUNT_ID", "u-1"), ("BANDWIDTH_USER", "user"), ("BANDWIDTH_PASSWORD", "password"), ("BANDWIDTH_APPLICATION_ID", "a-1"), ("BANDWIDTH_WEBHOOK_USER", "bwhook"), ("BANDWIDTH_WEBHOOK_PASSWORD", "w0rd"),
        ("DESK_NUMBER", Number), ("Desk:Gateway", "bandwidth"), ("Bandwidth:Version", version), ("Bandwidth:ApiUrl", bandwidth.Url), ("Desk:Confirmation", ""), ("PUBLIC_ORIGIN", "https://desk.example.org"),
    ]);

    private static HttpRequestMessage Inbound(string version, string text, string? media = null) => Call("inbound", version is "V1" ? Event(version, text, "m1", media) : $"[{Event(version, text, "m1", media)}]");

    private static HttpRequestMessage Call(string kind, string body)
    {
        var call = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/bandwidth/{kind}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        call.Headers.Add("Authorization", Calls.Basic("bwhook", "w0rd").Value);
        return call;
    }

    private static string Event(string version, string text, string id, string? media = null)
    {
        var pictures = media is null ? "" : $",\"media\":[\"{media}\"]";
        return version is "V1"
            ? $$"""{"eventType":"mms","direction":"in","messageId":"{{id}}","from":"+13865550100","to":"{{Number}}","text":"{{text}}","time":"2026-03-02T09:00:00Z","state":"received"{{pictures}}}"""
            : $$$"""{"type":"message-received","to":"{{{Number}}}","message":{"id":"{{{id}}}","owner":"{{{Number}}}","direction":"in","time":"2026-03-02T09:00:00Z","to":["{{{Number}}}"],"from":"+13865550100","text":"{{{text}}}"{{{pictures}}}}}""";
    }
}
