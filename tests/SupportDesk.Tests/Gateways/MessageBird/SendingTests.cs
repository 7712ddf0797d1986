using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.MessageBird;

public sealed class SendingTests : IAsyncLifetime
{
    private const string Taken = """{"id":"3f1c9d2e7a6b4c5d8e9f0a1b2c3d4e5f","recipients":{"totalCount":1,"items":[{"recipient":31612345678,"status":"sent"}]}}""";

    private readonly ManualTime time = new();
    private RecordingProvider provider = null!;

    public async Task InitializeAsync() => provider = await RecordingProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task A_text_goes_out_as_MessageBird_wants_it()
    {
        provider.Answer(201, Taken);

        (await SendAsync("Thanks!")).Should().Be(new SendResult.Accepted("3f1c9d2e7a6b4c5d8e9f0a1b2c3d4e5f"));

        var request = provider.Requests.Single();
        (request.Method, request.Path).Should().Be(("POST", "/messages"));
        request.Headers["Authorization"].Should().Be("AccessKey test_key");
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse("""
            {"originator":"31970102400","recipients":["31612345678"],"body":"Thanks!","reference":"ref-1","datacoding":"plain","reportUrl":"https://desk.example.org/webhooks/messagebird/status"}
            """)).Should().BeTrue(request.Body);
    }

    [Fact]
    public async Task Characters_outside_GSM_are_sent_as_unicode()
    {
        provider.Answer(201, Taken);

        await SendAsync("Dziękuję 😀");

        var body = JsonNode.Parse(provider.Requests.Single().Body)!;
        ((string)body["datacoding"]!, (string)body["body"]!).Should().Be(("unicode", "Dziękuję 😀"));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task A_text_that_was_taken_is_taken_even_when_the_answer_cannot_be_read(int status)
    {
        provider.Answer(status, "<html>");

        (await SendAsync("x")).Should().Be(new SendResult.Accepted(null));
    }

    [Theory]
    [InlineData(422, """{"errors":[{"code":9,"description":"no (correct) recipients found","parameter":"recipient"}]}""", "MessageBird: no (correct) recipients found")]
    [InlineData(401, """{"errors":[{"code":2,"description":"Request not allowed (incorrect access_key)","parameter":"access_key"}]}""", "MessageBird: the access key is not accepted")]
    [InlineData(402, """{"errors":[{"code":25,"description":"Not enough balance","parameter":null}]}""", "MessageBird: not enough balance")]
    [InlineData(422, """{"errors":[{"code":9,"description":"a"},{"code":"10","description":"b"}]}""", "MessageBird: a; b")]
    [InlineData(400, "not json", "MessageBird answered 400.")]
    [InlineData(302, "", "MessageBird answered 302.")]
    public async Task A_refusal_is_told_in_the_providers_words(int status, string body, string words)
    {
        provider.Answer(status, body);

        (await SendAsync("x")).Should().Be(new SendResult.Refused(words));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_or_broken_provider_is_tried_later(int status)
    {
        provider.Answer(status, "{}", ("Retry-After", "120"));

        (await SendAsync("x")).Should().Be(new SendResult.TryLater($"MessageBird answered {status}.", TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task A_date_to_try_again_is_understood()
    {
        provider.Answer(503, "{}", ("Retry-After", time.GetUtcNow().AddSeconds(90).ToString("R")));

        (await SendAsync("x")).Should().BeOfType<SendResult.TryLater>().Subject.RetryAfter.Should().Be(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task A_gateway_timeout_leaves_it_open_whether_the_text_was_taken()
    {
        provider.Answer(504, "");

        (await SendAsync("x")).Should().BeOfType<SendResult.Uncertain>();
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_leaves_it_open()
    {
        provider.HangUp();

        (await SendAsync("x")).Should().BeOfType<SendResult.Uncertain>();
        provider.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task No_answer_in_time_leaves_it_open()
    {
        var asked = new TaskCompletionSource();
        provider.Script(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var sending = SendAsync("x");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(31));

        (await sending).Should().BeOfType<SendResult.Uncertain>();
    }

    [Fact]
    public async Task Without_a_connection_the_text_was_certainly_not_taken()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        (await SendAsync("x", $"http://127.0.0.1:{port}")).Should().Be(new SendResult.TryLater("MessageBird could not be reached."));
    }

    [Fact]
    public async Task Without_a_key_the_setting_is_named() =>
        (await Gateway(provider.Url, key: "").SendAsync(Text("x"), default)).Should().BeOfType<SendResult.Refused>().Subject.Reason.Should().Contain("MESSAGEBIRD_API_KEY");

    private Task<SendResult> SendAsync(string text, string? url = null) => Gateway(url ?? provider.Url, "test_key").SendAsync(Text(text), default);

    private static OutboundText Text(string text) => new(Samples.Desk, Samples.Customer, text, "ref-1");

    private ISmsGateway Gateway(string url, string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MessageBird:ApiUrl"] = url,
            ["MessageBird:ApiKey"] = key,
            ["MessageBird:ReportUrl"] = "https://desk.example.org/webhooks/messagebird/status",
        }).Build();
        return new ServiceCollection().AddSingleton<TimeProvider>(time).AddMessageBird(configuration).BuildServiceProvider().GetRequiredService<ISmsGateway>();
    }
}
