using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Crash;

/// <summary>Kills the real program while a text is on its way between two carriers.</summary>
public sealed class FailoverKillTests
{
    private static readonly string[] Both = ["messagebird", "vonage"];

    [Theory]
    [InlineData("messagebird")]
    [InlineData("vonage")]
    public async Task A_text_that_a_carrier_had_when_the_process_was_killed_is_unconfirmed_of_that_carrier_and_sent_by_nobody(string hanging)
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using var first = await ProviderAsync(hangs: hanging == "messagebird");
        await using var second = await ProviderAsync(hangs: hanging == "vonage");
        using (var killed = await DeskProcess.StartAsync(folder, [("MessageBird:ApiKey", "key"), ("MessageBird:ApiUrl", first.Url), ("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Vonage:ApiUrl", second.Url), ("Desk:SecondGateway", "vonage")]))
        {
            await killed.Client.TextAsync("Hello", "m1");
            await (hanging == "messagebird" ? first : second).FirstAsync();
            await killed.KillAsync();
        }

        await using var desk = new DeskHost(folder, TimeProvider.System.GetUtcNow(), settings: [("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Desk:SecondGateway", "vonage")]);
        var ticket = await desk.OnlyTicketAsync();
        desk.Time.Advance(TimeSpan.FromMinutes(2));
        await desk.SendDueAsync();

        var text = await desk.Store.FindAsync<Message>($"confirm-{ticket.Code}", default);
        text.Should().BeEquivalentTo(new { State = MessageState.Unconfirmed, Gateway = hanging, DueAt = (DateTimeOffset?)null });
        (desk.Carrier.Sent.Count + desk.Vonage.Sent.Count).Should().Be(0);
        (first.Requests.Count, second.Requests.Count).Should().Be((1, Array.IndexOf(Both, hanging)));
        await desk.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Does not answer, or answers that it is busy.</summary>
    private static Task<RecordingProvider> ProviderAsync(bool hangs) => RecordingProvider.StartAsync((context, _) => hangs
        ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
        : RecordingProvider.AnswerAsync(context, 503, "{}"));
}
