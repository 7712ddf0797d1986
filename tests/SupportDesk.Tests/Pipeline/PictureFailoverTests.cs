using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Answers with pictures on a number with two carriers.</summary>
public sealed class PictureFailoverTests()
    : AnsweringDesk(("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Desk:SecondGateway", "vonage"), ("Web:PublicOrigin", "https://desk.example.org"))
{
    private const string Busy = "MessageBird answered 503.";

    [Fact]
    public async Task Pictures_move_to_a_carrier_that_takes_them_under_new_addresses()
    {
        var (id, first) = await SentAsync(MediaLimits.Desk);

        await StateAsync(id, MessageState.Sent);

        var second = desk.Vonage.Sent.Should().ContainSingle().Subject.Media.Should().ContainSingle().Subject;
        second.Should().StartWith("https://desk.example.org/media/").And.NotBe(first);
    }

    [Fact]
    public async Task Pictures_wait_for_their_carrier_when_the_other_sends_words_alone() => await StaysAsync(null);

    [Fact]
    public async Task Pictures_wait_for_their_carrier_when_they_are_too_large_for_the_other() => await StaysAsync(new MediaLimits(10, 1000, 10_000));

    private async Task StaysAsync(MediaLimits? others)
    {
        var (id, _) = await SentAsync(others);

        (await MessageAsync(id, message => message.Failure == Busy)).Should().BeEquivalentTo(new { State = MessageState.Queued, Gateway = "messagebird" });

        desk.Vonage.Sent.Should().BeEmpty();
    }

    /// <summary>An answer with a picture that the first carrier does not take, and the address that it was told.</summary>
    private async Task<(string Id, string Address)> SentAsync(MediaLimits? others)
    {
        desk.Carrier.Media = MediaLimits.Desk;
        desk.Vonage.Media = others;
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.Carrier.Answer(text =>
        {
            asked.SetResult(text.Media.Single());
            return Task.FromResult<SendResult>(new SendResult.TryLater(Busy));
        });
        var ticket = await TicketAsync();
        var (name, bytes) = Pictures.Png();
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), "Look", ticket.LastReply?.MessageId) { Files = [new(name, bytes.Length, bytes)] };
        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        return (draft.Id, await asked.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
