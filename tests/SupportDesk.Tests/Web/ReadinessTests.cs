using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Tests.Web;

/// <summary>/health/ready, which anybody may ask: what is red, and never where the desk keeps its things.</summary>
public sealed class ReadinessTests
{
    [Theory]
    [InlineData(60, HttpStatusCode.OK)]
    [InlineData(61, HttpStatusCode.ServiceUnavailable)]
    public async Task It_is_red_when_a_text_has_waited_more_than_a_minute_for_its_ticket(int seconds, HttpStatusCode status)
    {
        await using var desk = new DeskHost();
        await desk.StopFilingAsync();
        await desk.Store.InsertAsync(Samples.Inbound(at: Samples.Morning.AddSeconds(-seconds)), default);
        await desk.Store.InsertAsync(Samples.Inbound("Younger", Samples.Morning.AddSeconds(-5)), default);

        var ready = await desk.Client.GetAsync("/health/ready");

        ready.StatusCode.Should().Be(status);
        (await CheckAsync(ready, "queues")).Words.Should().Contain($"Oldest text without a ticket: {seconds} s.");
    }

    [Fact]
    public async Task It_is_red_until_what_administrators_stored_was_read_and_providers_are_told_to_come_again()
    {
        await using var desk = new DeskHost(storeIsAway: true);

        var away = await desk.Client.GetAsync("/health/ready");
        var refused = await desk.Client.TextAsync("Hello", "m1");
        desk.FullStore.IsAway = false;
        var ready = await UntilReadyAsync(desk);
        var taken = await desk.Client.TextAsync("Hello", "m1");

        away.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await CheckAsync(away, "settings")).Should().Be(("Unhealthy", "The stored numbers and carriers could not be read yet."));
        (refused.StatusCode, refused.Headers.RetryAfter!.Delta).Should().Be((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)));
        (await CheckAsync(ready, "settings")).Should().Be(("Healthy", "Read."));
        taken.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_makes_the_store_write()
    {
        await using var desk = new DeskHost();
        var (proofs, goOn) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        desk.FullStore.Proving = () =>
        {
            proofs++;
            return goOn.Task;
        };
        var health = desk.Services.GetRequiredService<StoreHealth>();

        var answers = Enumerable.Range(0, 50).Select(_ => health.CheckHealthAsync(new())).ToList();
        goOn.SetResult();
        (await Task.WhenAll(answers)).Should().OnlyContain(answer => answer.Status == HealthStatus.Healthy);

        proofs.Should().Be(1);
        (await desk.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
        proofs.Should().Be(2, "nobody is told what was true before");
    }

    [Fact]
    public async Task It_tells_nobody_where_the_database_is_but_the_log()
    {
        await using var desk = new DeskHost();
        using var log = new LogRecorder();
        desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var database = Path.Combine(desk.Folder, "supportdesk.db");
        File.Move(database, database + ".away");

        var ready = await desk.Client.GetAsync("/health/ready");
        File.Move(database + ".away", database);

        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await CheckAsync(ready, "store")).Should().Be(("Unhealthy", "The store cannot be written. The log says why."));
        (await ready.Content.ReadAsStringAsync()).Should().NotContain("supportdesk");
        log.Lines.Should().Contain(line => line.Contains($"{database} was moved or deleted", StringComparison.Ordinal));
    }

    private static async Task<(string Status, string Words)> CheckAsync(HttpResponseMessage ready, string check)
    {
        var found = JsonNode.Parse(await ready.Content.ReadAsStringAsync())!["checks"]![check]!;
        return ((string)found["status"]!, (string)found["description"]!);
    }

    /// <summary>Whoever asks rings the bell of whoever reads.</summary>
    private static async Task<HttpResponseMessage> UntilReadyAsync(DeskHost desk)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await desk.Client.GetAsync("/health/ready", giveUp.Token) is { StatusCode: HttpStatusCode.OK } ready)
                return ready;
        }
    }
}
