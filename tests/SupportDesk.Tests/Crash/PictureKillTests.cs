using System.Text.Json.Nodes;
using SupportDesk.Messages;
using SupportDesk.Tests.Gateways.Bandwidth;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Crash;

/// <summary>The program is killed (kill -9) while the provider has an answer with a picture in its hands.</summary>
public sealed class PictureKillTests
{
    [Fact]
    public async Task The_picture_is_not_sent_twice_by_itself_and_goes_again_by_an_agents_hand()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-kill-").FullName;
        await using var provider = await RecordingProvider.StartAsync((context, _) => RecordingProvider.AnswerAsync(context, 202, """{"id":"b1"}"""));
        provider.Script(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        (string Key, string Value)[] settings = [.. SendingTests.V2(provider.Url), ("Desk:Gateway", "bandwidth"), ("Desk:Confirmation", ""), ("Web:PublicOrigin", "https://desk.example.org"), ("Setup:User", "ann"), ("Setup:Name", "Ann"), ("Setup:Password", DeskHost.Password)];
        string link;
        using (var desk = await DeskProcess.StartAsync(folder, [.. settings.Select(setting => (setting.Key, (string?)setting.Value))]))
        {
            await AnswerAsync(desk);
            link = Links(await provider.FirstAsync()).Single();
            await desk.KillAsync();
        }

        await using var next = new DeskHost(folder, TimeProvider.System.GetUtcNow(), realGateways: true, settings: settings);
        (await next.Client.GetByteArrayAsync(new Uri(link).AbsolutePath)).Should().Equal(Pictures.Png().Bytes);
        next.Time.Advance(TimeSpan.FromMinutes(2));
        await next.SendDueAsync();
        var ticket = await next.OnlyTicketAsync();
        var lost = (await next.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Unconfirmed))).Single(text => !text.IsInbound);
        provider.Requests.Should().ContainSingle();
        using var ann = await next.SignedInAsync();
        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/resend']");
        await next.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));

        var again = Links(provider.Requests.Last()).Single();
        again.Should().NotBe(link);
        (await next.Client.GetByteArrayAsync(new Uri(again).AbsolutePath)).Should().Equal(Pictures.Png().Bytes);
        lost.Attachments.Should().ContainSingle();
        await next.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AnswerAsync(DeskProcess desk)
    {
        using var client = desk.NewClient();
        using var text = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bandwidth/inbound")
        {
            Content = new StringContent("""[{"type":"message-received","to":"+31970102400","message":{"id":"m1","owner":"+31970102400","direction":"in","to":["+31970102400"],"from":"+13865550100","text":"Hello"}}]"""),
        };
        text.Headers.Add("Authorization", Calls.Basic("bwhook", "s3cr3t:with:colon").Value);
        (await client.SendAsync(text)).EnsureSuccessStatusCode();
        await client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));
        var row = (await client.PageAsync("/admin")).QuerySelector("[data-ticket]");
        for (var look = 0; row is null && look < 1000; look++)
            row = (await client.PageAsync($"/admin?view=all&look={look}")).QuerySelector("[data-ticket]");
        await client.SubmitAsync(await client.PageAsync($"/admin/tickets/{row!.GetAttribute("data-ticket")}"), "[action*='/replies']", [Pictures.Png()], ("Text", "Look"));
    }

    private static IReadOnlyList<string> Links(RecordedRequest request) => [.. JsonNode.Parse(request.Body)!["media"]!.AsArray().Select(link => (string)link!)];
}
