using System.Globalization;
using System.Text.Json.Nodes;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Crash;

/// <summary>What the crash tests send, and how they count afterwards.</summary>
internal static class CrashLoad
{
    /// <summary>A provider that takes what it is given and, now and then, does not answer: those sends are on the wire when the process is killed.</summary>
    public static Task<RecordingProvider> ProviderAsync()
    {
        const int Every = 29;
        var requests = 0;
        return RecordingProvider.StartAsync((context, request) => Interlocked.Increment(ref requests) % Every == 0
            ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
            : RecordingProvider.AnswerAsync(context, 201, $$"""{"id":"p-{{Reference(request)}}"}"""));
    }

    public static async Task<bool> AcknowledgedAsync(HttpClient client, string id)
    {
        try
        {
            using var answer = await TextAsync(client, id);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Customers repeat within and over the rounds, so that tickets are opened and joined on both sides of a kill.</summary>
    public static Task<HttpResponseMessage> TextAsync(HttpClient client, string id) =>
        client.TextAsync($"text {id}", id, from: CustomerOf(id)[1..]);

    public static string CustomerOf(string id) =>
        string.Create(CultureInfo.InvariantCulture, $"+316{10_000_000 + (id.Sum(letter => letter * 31) % 400)}");

    /// <summary>Until every text is on a ticket and nothing waits in the outbox; leases of the killed processes run out on the test's clock.</summary>
    public static async Task SettleAsync(DeskHost desk)
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

    /// <param name="desk">Where it is looked up.</param>
    /// <param name="sent">Ids of all texts, acknowledged at last.</param>
    /// <param name="references">What the provider was given.</param>
    /// <param name="replies">Ids of answers that were acknowledged.</param>
    public static async Task CheckAsync(DeskHost desk, IReadOnlyCollection<string> sent, IReadOnlyList<string> references, IReadOnlyCollection<string>? replies = null)
    {
        var tickets = await desk.Store.QueryAsync(Query<Ticket>.Under(TicketIndexes.ByActivity, "all").Take(100_000), default);
        var messages = new List<Message>();
        foreach (var ticket in tickets)
            messages.AddRange(await desk.Store.QueryAsync(Query<Message>.Under(MessageIndexes.Timeline, ticket.Code).Take(100_000), default));

        messages.Where(message => message.IsInbound).Select(message => message.ProviderId).Should().BeEquivalentTo(sent, "every text is on exactly one ticket");
        messages.Where(message => message.IsInbound).Should().OnlyContain(message => message.CustomerNumber == CustomerOf(message.ProviderId!));
        tickets.Select(ticket => ticket.CustomerNumber).Should().BeEquivalentTo(sent.Select(CustomerOf).Distinct(), "each customer has one ticket");
        messages.Where(message => message.Kind is MessageKind.Confirmation).Select(message => message.Id).Should().BeEquivalentTo(tickets.Select(ticket => $"confirm-{ticket.Code}"));
        messages.Select(message => message.Id).Should().OnlyHaveUniqueItems();
        (replies ?? []).Except(messages.Where(message => message.Kind is MessageKind.Reply).Select(message => message.Id)).Should().BeEmpty("every acknowledged answer is there");
        references.Should().OnlyHaveUniqueItems("nothing is sent twice");
        messages.Should().Contain(message => message.State == MessageState.Unconfirmed, "some sends had no answer when their process was killed");
        foreach (var sentOne in messages.Where(message => !message.IsInbound))
        {
            if (sentOne.State is MessageState.Sent)
                references.Should().Contain(sentOne.Id);
            else
                sentOne.State.Should().Be(MessageState.Unconfirmed, "an interrupted send is not known to have failed");
        }
    }

    public static string Reference(RecordedRequest request) => (string)JsonNode.Parse(request.Body)!["reference"]!;
}
