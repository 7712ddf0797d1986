using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Pipeline;

/// <summary>D5: signatures through the whole desk, behind a proxy, with rotated keys.</summary>
public sealed class SignedWebhookTests
{
    private const string Key = "the signing key";

    [Fact]
    public async Task D5_A_signed_call_is_taken_and_a_forged_one_is_refused_counted_and_kept()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", Key)]);

        (await SendAsync(desk, desk.Address.GetLeftPart(UriPartial.Authority), Key, "m1")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await SendAsync(desk, desk.Address.GetLeftPart(UriPartial.Authority), "another key", "m2")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await desk.Client.TextAsync("unsigned", "m3")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        (await desk.OnlyTicketAsync(found => found.Newest is not null)).Newest!.Text.Should().Be("text m1");
        (await desk.Services.GetRequiredService<SignatureWatch>().TallyAsync("messagebird", default)).Should().BeEquivalentTo(new { Refused = 2, Observed = 0 });
        using var ann = await desk.SignedInAsync();
        var page = await ann.PageAsync("/admin/webhooks");
        page.QuerySelector("[data-gateway=messagebird] [data-count=refused]")!.TextContent.Should().Be("2");
        page.QuerySelectorAll("[data-webhook]").Should().HaveCount(2);
    }

    [Fact]
    public async Task D5_Behind_a_proxy_the_public_origin_is_what_was_signed()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", Key), ("Web:PublicOrigin", "https://desk.example.org/sms")]);

        (await SendAsync(desk, "https://desk.example.org/sms", Key, "m1")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await SendAsync(desk, desk.Address.GetLeftPart(UriPartial.Authority), Key, "m2")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task D5_Both_keys_are_good_while_the_key_is_changed()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", "the old key"), ("MessageBird:SigningKeys:1", Key)]);
        var origin = desk.Address.GetLeftPart(UriPartial.Authority);

        (await SendAsync(desk, origin, "the old key", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await SendAsync(desk, origin, Key, "m2")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Observing_takes_everything_and_counts_what_would_be_refused()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", Key), ("MessageBird:SignatureMode", "observe")]);

        (await desk.Client.TextAsync("unsigned", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);

        await desk.OnlyTicketAsync();
        var tally = await desk.Services.GetRequiredService<SignatureWatch>().TallyAsync("messagebird", default);
        tally.Should().BeEquivalentTo(new { Refused = 0, Observed = 1, LastReason = "The call is not signed." });
        using var ann = await desk.SignedInAsync();
        (await ann.PageAsync("/admin/webhooks")).QuerySelector("[data-gateway=messagebird] [data-count=observed]")!.TextContent.Should().Be("1");
    }

    [Theory]
    [InlineData("")]
    [InlineData(Key)]
    public async Task Without_a_key_or_by_choice_nothing_is_checked_and_the_page_says_so(string key)
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", key), ("MessageBird:SignatureMode", "off")]);
        using var ann = await desk.SignedInAsync();

        (await ann.PageAsync("/admin/webhooks")).QuerySelector("[data-gateway=messagebird]")!.TextContent.Should().Contain("off: signatures are not checked, so anybody can send texts");
    }

    [Fact]
    public async Task The_counts_survive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        (string, string)[] settings = [("MessageBird:SigningKeys:0", Key)];
        await using (var before = new DeskHost(folder, settings: settings))
            await before.Client.TextAsync("unsigned", "m1");

        await using var after = new DeskHost(folder, settings: settings);

        (await after.Services.GetRequiredService<SignatureWatch>().TallyAsync("messagebird", default)).Refused.Should().Be(1);
    }

    [Fact]
    public async Task A_refused_call_that_an_administrator_knows_to_be_good_is_let_in()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", Key)]);
        await desk.Client.TextAsync("It was me", "m1");
        using var ann = await desk.SignedInAsync();
        var kept = (await ann.PageAsync("/admin/webhooks")).QuerySelector("[data-webhook]")!.GetAttribute("data-webhook");

        await ann.SubmitAsync($"/admin/webhooks/{kept}", "[action$='/replay']");

        (await desk.OnlyTicketAsync(found => found.Newest is not null)).Newest!.Text.Should().Be("It was me");
        (await ann.PageAsync("/admin/webhooks")).QuerySelector("[data-webhook]").Should().BeNull();
    }

    [Fact]
    public async Task What_is_settled_is_not_let_in_again_from_a_page_that_was_drawn_before()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", Key)]);
        await desk.Client.TextAsync("without an id");
        using var ann = await desk.SignedInAsync();
        var kept = (await ann.PageAsync("/admin/webhooks")).QuerySelector("[data-webhook]")!.GetAttribute("data-webhook");
        var stale = await ann.PageAsync($"/admin/webhooks/{kept}");
        await ann.SubmitAsync(stale, "[action$='/replay']");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.IsInbound));
        desk.Time.Advance(TimeSpan.FromMinutes(5));

        var again = await ann.SubmitAsync(stale, "[action$='/replay']");
        var dismissed = await ann.SubmitAsync(stale, "[action$='/dismissal']");

        (again.StatusCode, dismissed.StatusCode).Should().Be((HttpStatusCode.Conflict, HttpStatusCode.Conflict));
        var page = await Browsing.ReadAsync(again);
        page.QuerySelector("main [role=alert]")!.TextContent.Should().Contain("settled before");
        page.Body!.TextContent.Should().Contain("Replayed. Ann");
        (await desk.Store.QueryAsync(new Query<Message>(MessageIndexes.Unfiled).Take(10), default)).Should().BeEmpty();
        (await desk.TimelineAsync(ticket.Code)).Count(text => text.IsInbound).Should().Be(1);
    }

    [Fact]
    public async Task Forged_calls_cannot_fill_the_disk()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", Key)]);
        await FillShelfAsync(desk);

        (await desk.Client.TextAsync("one more", "m1")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        (await WaitingAsync(desk)).Should().Be(Page.CountLimit);
        (await desk.Services.GetRequiredService<SignatureWatch>().TallyAsync("messagebird", default)).Refused.Should().Be(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("observe")]
    public async Task Calls_that_nobody_vouches_for_cannot_fill_the_disk_and_none_that_is_not_kept_is_acknowledged(string mode)
    {
        await using var desk = new DeskHost(settings: mode.Length == 0 ? [] : [("MessageBird:SigningKeys:0", Key), ("MessageBird:SignatureMode", mode)]);
        (await desk.Client.PostAsync("/webhook", new StringContent("what?"))).StatusCode.Should().Be(HttpStatusCode.Accepted);
        await FillShelfAsync(desk);
        var waiting = await WaitingAsync(desk);

        var unreadable = await desk.Client.PostAsync("/webhook", new StringContent("what else?"));
        (await desk.Client.ReportAsync("nothing", "delivered")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        unreadable.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        unreadable.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
        (await WaitingAsync(desk)).Should().Be(waiting);
        (await desk.Client.PostAsync("/webhook", new StringContent("what?"))).StatusCode.Should().Be(HttpStatusCode.Accepted, "it is kept already");
        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_the_provider_signed_is_kept_however_many_wait()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", Key)]);
        await FillShelfAsync(desk);

        (await SendAsync(desk, desk.Address.GetLeftPart(UriPartial.Authority), Key, "m1", "/webhooks/messagebird/status")).StatusCode.Should().Be(HttpStatusCode.Accepted);

        (await WaitingAsync(desk)).Should().Be(Page.CountLimit + 1);
    }

    private static Task<int> WaitingAsync(DeskHost desk) => desk.Store.CountAsync(Query<KeptWebhook>.Under(KeptWebhook.ByState, "waiting").Take(2000), default);

    /// <summary>As many calls as are kept without anybody's word for them.</summary>
    private static async Task FillShelfAsync(DeskHost desk) => await Task.WhenAll(Enumerable.Range(0, Page.CountLimit).Select(number => desk.Store.InsertAsync(
        new KeptWebhook
        {
            Id = $"forged-{number}",
            Gateway = "messagebird",
            Kind = WebhookKind.Inbound,
            Method = "POST",
            Url = "https://desk.example.org/webhook",
            Headers = new Dictionary<string, string>(),
            Body = [],
            At = desk.Time.GetUtcNow(),
            Reason = "forged",
        },
        default)));

    [Fact]
    public async Task Unverified_calls_are_limited_and_verified_ones_are_not()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", Key), ("Web:UnverifiedWebhooksPerSecond", "1")]);
        var origin = desk.Address.GetLeftPart(UriPartial.Authority);

        var unsigned = new List<HttpStatusCode>();
        for (var number = 0; number < 40; number++)
        {
            // Ever new addresses of one IPv6 network are one caller.
            desk.Client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            desk.Client.DefaultRequestHeaders.Add("X-Forwarded-For", $"2001:db8:1:2::{number}");
            unsigned.Add((await desk.Client.TextAsync("unsigned", $"u{number}")).StatusCode);
        }

        var signed = new List<HttpStatusCode>();
        for (var number = 0; number < 40; number++)
            signed.Add((await SendAsync(desk, origin, Key, $"s{number}")).StatusCode);

        unsigned.Should().Contain(HttpStatusCode.TooManyRequests);
        signed.Should().OnlyContain(status => status == HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> SendAsync(DeskHost desk, string origin, string key, string id, string path = "/webhooks/messagebird/inbound")
    {
        var body = Encoding.UTF8.GetBytes($"originator=31612345678&payload=text+{id}&message_id={id}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}?channel=a%20b") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        request.Headers.Add("MessageBird-Signature-JWT", Token($"{origin}{path}?channel=a%20b", body, key, desk.Time.GetUtcNow()));
        return await desk.Client.SendAsync(request);
    }

    private static string Token(string url, byte[] body, string key, DateTimeOffset now)
    {
        var claims = $$"""{"iss":"MessageBird","nbf":{{now.ToUnixTimeSeconds()}},"exp":{{now.ToUnixTimeSeconds() + 60}},"jti":"1","url_hash":"{{Hash(Encoding.UTF8.GetBytes(url))}}","payload_hash":"{{Hash(body)}}"}""";
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)))}";
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
