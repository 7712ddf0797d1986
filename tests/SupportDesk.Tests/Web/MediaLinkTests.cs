using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Messages;
using SupportDesk.Tests.Pipeline;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>The address under which a provider fetches a picture.</summary>
public sealed class MediaLinkTests : PictureDesk
{
    private protected override (string Key, string Value)[] Settings => [.. base.Settings, ("Web:UnverifiedWebhooksPerSecond", "1"), ("Web:MediaLinkLifetime", "00:10:00")];

    [Fact]
    public async Task It_gives_the_picture_as_what_it_is_and_nothing_else()
    {
        using var ann = await Desk.SignedInAsync();

        var answer = await ann.GetAsync(await PathAsync());

        (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()).Should().Be((HttpStatusCode.OK, "image/png"));
        answer.Content.Headers.ContentDisposition!.ToString().Should().Be("inline; filename=picture.png");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.CacheControl!.ToString().Should().Be("private");
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(Pictures.Png().Bytes);
    }

    [Fact]
    public async Task It_tells_the_size_alone_and_gives_parts()
    {
        var path = await PathAsync();
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        using var part = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(10, 19) } };

        var size = await Desk.Client.SendAsync(head);
        var ten = await Desk.Client.SendAsync(part);

        (size.StatusCode, size.Content.Headers.ContentLength, size.Content.Headers.ContentType!.MediaType).Should().Be((HttpStatusCode.OK, 2000, "image/png"));
        (await size.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        (ten.StatusCode, ten.Content.Headers.ContentRange!.ToString()).Should().Be((HttpStatusCode.PartialContent, "bytes 10-19/2000"));
        (await ten.Content.ReadAsByteArrayAsync()).Should().Equal(Pictures.Png().Bytes[10..20]);
    }

    [Fact]
    public async Task One_that_has_ended_is_answered_as_one_that_never_was()
    {
        var path = await PathAsync();
        var token = path.Split('/')[^1];
        Desk.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        (await Desk.Client.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.OK);

        Desk.Time.Advance(TimeSpan.FromTicks(1));
        var ended = await ToldAsync(path);

        ended.Should().StartWith("NotFound");
        var middle = token.Length / 2;
        foreach (var wrong in new[] { $"{token[..middle]}{(token[middle] == 'A' ? 'B' : 'A')}{token[(middle + 1)..]}", token[..^4], "x", "CfDJ8", new string('A', 5000), "..%2F..%2Fetc" })
            (await ToldAsync($"/media/{wrong}")).Should().Be(ended, wrong);
    }

    [Fact]
    public async Task A_picture_that_is_not_there_any_more_is_not_found()
    {
        var path = await PathAsync();
        await Desk.Store.DeleteAsync((await Desk.Store.FindAsync<MediaFile>(Stored.Single().Id, default))!, default);

        (await Desk.Client.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_is_only_read()
    {
        (await Desk.Client.PostAsync(await PathAsync(), null)).StatusCode.Should().BeOneOf(HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound);
        (await Desk.Client.GetAsync("/media/")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_guesses_is_slowed_down_and_who_was_told_is_not()
    {
        var path = await PathAsync();
        var guesses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 200; guess++)
            guesses.Add((await Desk.Client.GetAsync($"/media/{guess}")).StatusCode);

        guesses.Should().OnlyContain(status => status == HttpStatusCode.NotFound || status == HttpStatusCode.TooManyRequests);
        guesses.Should().Contain(HttpStatusCode.TooManyRequests);
        (await Desk.Client.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task<string> PathAsync()
    {
        var sent = await ReplyAsync("Look", Pictures.Png());
        await MessageAsync(sent.Id, MessageState.Sent);
        return PathOf(Links(Provider.Requests.Single()).Single());
    }

    /// <summary>All that somebody can tell from the answer.</summary>
    private async Task<string> ToldAsync(string path)
    {
        var answer = await Desk.Client.GetAsync(path);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order();
        return $"{answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync()}";
    }
}

/// <summary>What the log holds of it, however much is logged.</summary>
public sealed class MediaLinkLogTests : PictureDesk
{
    private protected override (string Key, string Value)[] Settings =>
    [
        .. base.Settings, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Information"),
    ];

    [Fact]
    public async Task No_line_of_the_log_holds_an_address()
    {
        var logs = new LogRecorder();
        Desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);

        var sent = await ReplyAsync("private words", Pictures.Png());
        await MessageAsync(sent.Id, MessageState.Sent);
        var path = PathOf(Links(Provider.Requests.Single()).Single());
        await Desk.Client.GetAsync(path);
        await Desk.Client.GetAsync(path[..^3]);
        await Desk.Client.GetAsync("/webhooks/bandwidth/inbound?text=private+words");

        logs.Lines.Should().Contain(line => line.Contains("Sent message", StringComparison.Ordinal));
        foreach (var secret in new[] { "/media/", path[7..40], "private", "3865550100" })
            logs.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal)).Should().BeEmpty(secret);
    }
}
