using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Crash;

/// <summary>Kills the real program in the middle, again and again, and counts.</summary>
public sealed class KillTests
{
    private const int Rounds = 4;
    private const int Senders = 12;
    private const int AcknowledgedBeforeAKill = 120;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_process_is_killed_under_load()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using var provider = await RecordingProvider.StartAsync((context, request) =>
            RecordingProvider.AnswerAsync(context, 201, $$"""{"id":"p-{{Reference(request)}}"}"""));
        var sent = new ConcurrentBag<string>();
        var acknowledged = new ConcurrentBag<string>();

        for (var round = 0; round < Rounds; round++)
            await LoadAndKillAsync(folder, provider, round, sent, acknowledged);

        acknowledged.Count.Should().BeGreaterThanOrEqualTo(Rounds * AcknowledgedBeforeAKill);
        await using var desk = new DeskHost(folder, TimeProvider.System.GetUtcNow());
        foreach (var id in sent.Except(acknowledged))
            (await TextAsync(desk.Client, id)).EnsureSuccessStatusCode();
        await SettleAsync(desk, sent.Count);

        await CheckAsync(desk, sent, [.. provider.Requests.Select(Reference), .. desk.Carrier.Sent.Select(text => text.Reference)]);
        await desk.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task LoadAndKillAsync(string folder, RecordingProvider provider, int round, ConcurrentBag<string> sent, ConcurrentBag<string> acknowledged)
    {
        using var desk = await DeskProcess.StartAsync(folder, ("MessageBird:ApiKey", "key"), ("MessageBird:ApiUrl", provider.Url), ("Desk:SendsPerSecond", "1000"), ("Logging:LogLevel:SupportDesk", "Warning"), ("Logging:LogLevel:SupportDesk.Web.Hosting", "Information"), ("Logging:LogLevel:SupportDesk.Web", "Information"));
        var enough = new TaskCompletionSource();
        var count = 0;
        using var over = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (var number = 0; !over.IsCancellationRequested; number++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{round}-{sender}-{number}");
                sent.Add(id);
                if (!await AcknowledgedAsync(desk.Client, id))
                    return;
                acknowledged.Add(id);
                if (Interlocked.Increment(ref count) == AcknowledgedBeforeAKill)
                    enough.SetResult();
            }
        })).ToList();

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await desk.KillAsync();
        await over.CancelAsync();
        await Task.WhenAll(senders);
    }

    private static async Task<bool> AcknowledgedAsync(HttpClient client, string id)
    {
        try
        {
            using var answer = await TextAsync(client, id);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <summary>Customers repeat within and over the rounds, so that tickets are opened and joined on both sides of a kill.</summary>
    private static Task<HttpResponseMessage> TextAsync(HttpClient client, string id) =>
        client.TextAsync($"text {id}", id, from: CustomerOf(id)[1..]);

    private static string CustomerOf(string id) =>
        string.Create(CultureInfo.InvariantCulture, $"+316{10_000_000 + (id.Sum(letter => letter * 31) % 400)}");

    /// <summary>Until every text is on a ticket and nothing waits in the outbox; leases of the killed processes run out on the test's clock.</summary>
    private static async Task SettleAsync(DeskHost desk, int texts)
    {
        await desk.Events.UntilAsync(
            () => desk.Store.CountAsync(new Query<Message>(MessageIndexes.Unfiled).Take(1), default), waiting => waiting == 0);
        for (var minute = 0; minute < 60 && await desk.Store.CountAsync(new Query<Message>(MessageIndexes.Due).Take(1), default) > 0; minute++)
        {
            desk.Time.Advance(TimeSpan.FromSeconds(61));
            await desk.SendDueAsync();
        }

        (await desk.Store.CountAsync(new Query<Message>(MessageIndexes.Due).Take(1), default)).Should().Be(0);
    }

    private static async Task CheckAsync(DeskHost desk, IReadOnlyCollection<string> sent, IReadOnlyList<string> references)
    {
        var tickets = await desk.Store.QueryAsync(Query<Ticket>.Under(TicketIndexes.ByActivity, "all").Take(100_000), default);
        var messages = new List<Message>();
        foreach (var ticket in tickets)
            messages.AddRange(await desk.Store.QueryAsync(Query<Message>.Under(MessageIndexes.Timeline, ticket.Code).Take(100_000), default));

        messages.Where(message => message.IsInbound).Select(message => message.ProviderId).Should().BeEquivalentTo(sent, "every text is on exactly one ticket");
        messages.Where(message => message.IsInbound).Should().OnlyContain(message => message.CustomerNumber == CustomerOf(message.ProviderId!));
        tickets.Select(ticket => ticket.CustomerNumber).Should().BeEquivalentTo(sent.Select(CustomerOf).Distinct(), "each customer has one ticket");
        messages.Where(message => !message.IsInbound).Select(message => message.Id).Should().BeEquivalentTo(tickets.Select(ticket => $"confirm-{ticket.Code}"));
        references.Should().OnlyHaveUniqueItems("no confirmation is sent twice");
        foreach (var confirmation in messages.Where(message => !message.IsInbound))
        {
            if (confirmation.State is MessageState.Sent)
                references.Should().Contain(confirmation.Id);
            else
                confirmation.State.Should().Be(MessageState.Unconfirmed, "an interrupted send is not known to have failed");
        }
    }

    private static string Reference(RecordedRequest request) => (string)JsonNode.Parse(request.Body)!["reference"]!;
}
