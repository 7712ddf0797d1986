using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways;

/// <summary>What every HTTP gateway promises, however its provider talks. Each has one subclass that only says how to reach it and what a yes looks like.</summary>
public abstract class GatewayCompliance : ProviderCompliance
{
    /// <summary>An answer that says yes.</summary>
    protected abstract (int Status, string Json) Taken { get; }

    /// <summary>What the gateway makes of it.</summary>
    protected abstract SendResult Accepted { get; }

    [Fact]
    public async Task A_text_that_the_provider_takes_is_taken()
    {
        Provider.Answer(Taken.Status, Taken.Json);

        (await SendAsync()).Should().Be(Accepted);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_or_broken_provider_is_tried_later(int status)
    {
        Provider.Answer(status, "{}", ("Retry-After", "120"));

        (await SendAsync()).Should().Be(new SendResult.TryLater($"{Words} answered {status}.", TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task A_gateway_timeout_leaves_it_open_whether_the_text_was_taken()
    {
        Provider.Answer(504, "");

        (await SendAsync()).Should().BeOfType<SendResult.Uncertain>();
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_leaves_it_open_and_is_not_tried_again()
    {
        Provider.HangUp();
        var before = Provider.Requests.Count;

        (await SendAsync()).Should().BeOfType<SendResult.Uncertain>();
        Provider.Requests.Count(request => request.Body.Contains("secret+text", StringComparison.Ordinal) || request.Body.Contains("secret%20text", StringComparison.Ordinal) || request.Body.Contains("secret text", StringComparison.Ordinal)).Should().Be(before + 1);
    }

    [Fact]
    public async Task No_answer_in_time_leaves_it_open()
    {
        var asked = new TaskCompletionSource();
        Provider.Script(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var sending = SendAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Time.Advance(TimeSpan.FromSeconds(31));

        (await sending).Should().BeOfType<SendResult.Uncertain>();
    }

    [Fact]
    public async Task Without_a_connection_the_text_was_certainly_not_taken()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        (await SendAsync(url: $"http://127.0.0.1:{port}")).Should().Be(new SendResult.TryLater($"{Words} could not be reached."));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Any_other_answer_is_a_refusal_and_a_redirect_is_not_followed(int status)
    {
        Provider.Answer(status, "<html>", ("Location", Provider.Url + "/elsewhere"));

        (await SendAsync()).Should().Be(new SendResult.Refused($"{Words} answered {status}."));
        Provider.Requests.Should().NotContain(request => request.Path == "/elsewhere");
    }

    [Fact]
    public async Task Cancelled_before_anything_was_written_it_throws()
    {
        var send = () => SendAsync(cancellation: new CancellationToken(canceled: true));

        await send.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Nothing_of_a_send_is_logged()
    {
        Provider.Answer(400, """{"message":"A secret text"}""").HangUp();

        await SendAsync();
        await SendAsync();

        Logs.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task The_request_and_the_answer_come_with_the_result()
    {
        Provider.Answer(Taken.Status, Taken.Json);

        var call = (await SendAsync("A text")).Exchanges.Should().ContainSingle().Subject;

        var got = Provider.Requests.Last();
        (call.Kind, call.Method, call.Status, call.Answered?.ContentType).Should().Be((ExchangeKind.Send, got.Method, Taken.Status, Taken.Json.Length == 0 ? null : "application/json"));
        call.At.Should().Be(Time.GetUtcNow());
        new Uri(call.Address).AbsolutePath.Should().Be(new Uri(Provider.Url + got.Path).AbsolutePath);
        $"{call.Address}{call.Asked?.Text}".Should().ContainAny("A%20text", "A text");
    }

    [Fact]
    public async Task Of_a_send_without_an_answer_the_request_is_kept()
    {
        Provider.HangUp();

        var call = (await SendAsync()).Exchanges.Should().ContainSingle().Subject;

        (call.Status, call.Answered).Should().Be((null, null));
    }

    [Fact]
    public async Task No_secret_of_the_settings_is_kept_even_when_the_provider_says_it_all_back()
    {
        var secrets = Settings(Provider.Url).Where(setting => IsSecret(setting.Key)).Select((setting, number) => (setting.Key, Value: $"S3cr3t/&+={number}%\"x")).ToArray();
        Provider.Script(context => RecordingProvider.AnswerAsync(context, 400, JsonSerializer.Serialize(new { message = string.Join(' ', secrets.Select(secret => secret.Value)), Provider.Requests.Last().Headers, Provider.Requests.Last().Path, Provider.Requests.Last().Body })));

        var result = await Gateway(null, secrets).SendAsync(new(Samples.Desk, Samples.Customer, "A text", "ref-1"), default);

        var stored = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(Samples.Outbound(MessageState.Sending).After(result with { }, null, Time.GetUtcNow()) with { Failure = null, Changes = [] }, Message.Stored.Json));
        var authorization = Provider.Requests.Last().Headers.GetValueOrDefault("Authorization")?.Split(' ')[^1];
        stored.Should().Contain("\"Exchanges\":[{").And.NotContain("S3cr3t");
        stored.Should().NotContain(authorization ?? "S3cr3t");
        foreach (var (_, secret) in secrets)
            stored.Should().NotContain(Uri.EscapeDataString(secret)).And.NotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
    }

    private static bool IsSecret(string setting) => new[] { "ApiKey", "Secret", "Password", "Token", "SigningKeys" }.Any(word => setting.Contains(word, StringComparison.Ordinal));

    protected Task<SendResult> SendAsync(string text = "A secret text", string? url = null, CancellationToken cancellation = default) =>
        Gateway(url).SendAsync(new(Samples.Desk, Samples.Customer, text, "ref-1"), cancellation);

    /// <summary>The same one with every call for one address.</summary>
    protected ISmsGateway Gateway(string? url = null, params (string Key, string Value)[] more) => Single<ISmsGateway>(url, more);
}
