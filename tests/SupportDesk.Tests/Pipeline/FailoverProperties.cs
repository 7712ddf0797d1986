using System.Collections.Concurrent;
using FsCheck.Fluent;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Whatever two carriers answer, in whatever order: no text is taken by both, and one that may have been taken is not sent again.</summary>
public sealed class FailoverProperties : IAsyncLifetime
{
    private const int Texts = 80;
    private const int MostCalls = 24;

    private static readonly SendResult[] Outcomes =
    [
        new SendResult.Accepted("p"), new SendResult.Accepted("p"), new SendResult.TryLater("Busy."), new SendResult.TryLater("Busy.", TimeSpan.FromMinutes(4)), new SendResult.TryLater("Away."),
        new SendResult.TryLater("Away."), new SendResult.TryLater("Away."), new SendResult.Uncertain("Broken."), new SendResult.Refused("No."),
    ];

    private readonly DeskHost desk = new(settings: [("Desk:Confirmation", ""), ("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Desk:SecondGateway", "vonage"), ("Desk:SendsPerSecond", "1000"), ("Outbox:LongestBreak", "00:01:00")]);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(string Gateway, SendResult Result)>> calls = new(StringComparer.Ordinal);

    public Task InitializeAsync() => desk.StopOutboxAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_text_is_never_taken_by_both_and_moves_only_while_it_was_certainly_not_taken()
    {
        var scripts = Gen.Elements(Outcomes).ArrayOf(MostCalls).ArrayOf(Texts).Sample(1, 1).Single();
        var given = Enumerable.Range(0, Texts).ToDictionary(at => $"text-{at}", at => scripts[at]);
        for (var call = 0; call < Texts * MostCalls; call++)
        {
            desk.Carrier.Answer(text => Task.FromResult(Next("messagebird", text.Reference, given)));
            desk.Vonage.Answer(text => Task.FromResult(Next("vonage", text.Reference, given)));
        }

        foreach (var id in given.Keys)
            await desk.Store.InsertAsync(Samples.Outbound(at: desk.Time.GetUtcNow(), id: id) with { CustomerNumber = $"+3161234{id[5..].PadLeft(4, '0')}", TicketId = null }, default);
        var ended = await UntilDoneAsync([.. given.Keys]);

        foreach (var text in ended)
            Check(text, [.. calls[text.Id]]);
    }

    private static void Check(Message text, IReadOnlyList<(string Gateway, SendResult Result)> asked)
    {
        var (last, earlier) = (asked[^1], asked.SkipLast(1));
        earlier.Should().NotContain(call => call.Result is SendResult.Accepted || call.Result is SendResult.Uncertain || call.Result is SendResult.Refused, "only what was certainly not taken is tried again");
        text.Attempts.Should().Be(asked.Count);
        text.Gateway.Should().Be(last.Gateway);
        text.State.Should().Be(last.Result switch
        {
            SendResult.Accepted => MessageState.Sent,
            SendResult.Uncertain => MessageState.Unconfirmed,
            _ => MessageState.Failed,
        });
        (text.Attempts - text.Moves).Should().BeLessThanOrEqualTo(10);
    }

    private SendResult Next(string gateway, string reference, Dictionary<string, SendResult[]> given)
    {
        var asked = calls.GetOrAdd(reference, _ => new());
        var result = given[reference][asked.Count];
        asked.Enqueue((gateway, result));
        return result;
    }

    /// <summary>Minute by minute, far longer than any text is tried.</summary>
    private async Task<List<Message>> UntilDoneAsync(IReadOnlyList<string> ids)
    {
        for (var minute = 0; minute < 600; minute++)
        {
            await desk.SendDueAsync();
            var texts = await Task.WhenAll(ids.Select(id => desk.Store.FindAsync<Message>(id, default)));
            if (texts.All(text => text!.DueAt is null))
                return [.. texts.Select(text => text!)];
            desk.Time.Advance(TimeSpan.FromMinutes(1));
        }

        throw new TimeoutException("Some text is still due after ten hours.");
    }
}
