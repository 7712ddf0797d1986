using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.MessageBird;

/// <summary>Where exactly a connection breaks decides whether a text is sent again: twice is bad, never is worse, and "may have been" is only for when nobody knows.</summary>
public sealed class BrokenConnectionTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly LogRecorder logs = new();
    private RecordingProvider provider = null!;

    public async Task InitializeAsync() => provider = await RecordingProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task Time_that_runs_out_before_the_connection_stands_means_that_nothing_was_sent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var sending = SendAsync($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
        using var accepted = await silent.AcceptTcpClientAsync();
        time.Advance(TimeSpan.FromSeconds(31));

        (await sending).Should().BeOfType<SendResult.TryLater>();
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_was_sent_nothing() =>
        (await SendAsync(provider.Url.Replace("http:", "https:", StringComparison.Ordinal))).Should().BeOfType<SendResult.TryLater>();

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    public async Task An_answer_that_breaks_off_after_saying_yes_is_a_yes(int status)
    {
        using var server = new HalfAnswer(status);

        (await SendAsync(server.Url)).Should().Be(new SendResult.Accepted(null));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_after_saying_no_is_a_no()
    {
        using var server = new HalfAnswer(422);

        (await SendAsync(server.Url)).Should().Be(new SendResult.Refused("MessageBird answered 422."));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_the_end()
    {
        provider.Answer(201, "{\"id\":\"" + new string('x', 1_000_000) + "\"}");

        (await SendAsync(provider.Url)).Should().Be(new SendResult.Accepted(null));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        provider.Answer(307, "", ("Location", provider.Url + "/elsewhere"));

        (await SendAsync(provider.Url)).Should().Be(new SendResult.Refused("MessageBird answered 307."));
        provider.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_provider_that_grew_tired_of_waiting_for_the_request_gets_it_again()
    {
        provider.Answer(408, "");

        (await SendAsync(provider.Url)).Should().BeOfType<SendResult.TryLater>();
    }

    [Theory]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_id_that_is_none_is_not_kept(string answer)
    {
        provider.Answer(201, answer);

        (await SendAsync(provider.Url)).Should().Be(new SendResult.Accepted(null));
    }

    [Fact]
    public async Task Cancelled_before_anything_was_written_it_throws()
    {
        var send = () => SendAsync(provider.Url, new CancellationToken(canceled: true));

        await send.Should().ThrowAsync<OperationCanceledException>();
        provider.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Cancelled_after_the_request_was_written_it_is_uncertain()
    {
        using var cancelling = new CancellationTokenSource();
        provider.Script(async context =>
        {
            await cancelling.CancelAsync();
            await AbortedAsync(context);
        });

        (await SendAsync(provider.Url, cancelling.Token)).Should().BeOfType<SendResult.Uncertain>();
    }

    [Fact]
    public async Task Nothing_of_a_send_is_logged()
    {
        provider.Answer(422, """{"errors":[{"code":9,"description":"no"}]}""").HangUp();

        await SendAsync(provider.Url);
        await SendAsync(provider.Url);

        logs.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task The_length_is_said_before_the_body()
    {
        provider.Answer(201, """{"id":"p1"}""");

        await SendAsync(provider.Url);

        var headers = provider.Requests.Single().Headers;
        headers.Should().ContainKey("Content-Length").And.NotContainKey("Transfer-Encoding");
        headers["Content-Type"].Should().StartWith("application/json");
    }

    private static async Task AbortedAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<SendResult> SendAsync(string url, CancellationToken cancellation = default)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["MessageBird:ApiUrl"] = url, ["MessageBird:ApiKey"] = "test_key" }).Build();
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddMessageBird(configuration).BuildServiceProvider();
        return await services.GetRequiredService<ISmsGateway>().SendAsync(new(Samples.Desk, Samples.Customer, "A secret text", "ref-1"), cancellation);
    }
}
