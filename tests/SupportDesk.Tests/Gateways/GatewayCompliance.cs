using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways;

/// <summary>What every HTTP gateway promises, however its provider talks. Each has one subclass that only says how to reach it and what a yes looks like.</summary>
public abstract class GatewayCompliance : IAsyncLifetime
{
    private readonly LogRecorder logs = new();
    private ServiceProvider? services;

    internal ManualTime Time { get; } = new();

    internal RecordingProvider Provider { get; private set; } = null!;

    /// <summary>The provider's name as sentences have it.</summary>
    protected abstract string Words { get; }

    /// <summary>An answer that says yes.</summary>
    protected abstract (int Status, string Json) Taken { get; }

    /// <summary>What the gateway makes of it.</summary>
    protected abstract SendResult Accepted { get; }

    protected abstract IEnumerable<(string Key, string Value)> Settings(string url);

    protected abstract void Add(IServiceCollection services, IConfiguration configuration);

    /// <summary>What the provider answers before it is asked to send.</summary>
    internal virtual void Prepare(RecordingProvider provider)
    {
    }

    public async Task InitializeAsync()
    {
        Provider = await RecordingProvider.StartAsync();
        Prepare(Provider);
    }

    public async Task DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        await Provider.DisposeAsync();
    }

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

        logs.Lines.Should().BeEmpty();
    }

    protected Task<SendResult> SendAsync(string text = "A secret text", string? url = null, CancellationToken cancellation = default) =>
        Gateway(url).SendAsync(new(Samples.Desk, Samples.Customer, text, "ref-1"), cancellation);

    /// <summary>The same one with every call for one address.</summary>
    protected ISmsGateway Gateway(string? url = null, params (string Key, string Value)[] more)
    {
        if (services is null)
        {
            var settings = Settings(url ?? Provider.Url).Concat(more).GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value);
            var collection = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
            Add(collection, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            services = collection.BuildServiceProvider();
        }

        return services.GetServices<ISmsGateway>().Single();
    }
}
