using System.Text.Json.Nodes;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>The real program is asked to end in the middle of its work.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task A_desk_that_is_asked_to_end_takes_nothing_new_and_finishes_what_it_was_sending()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = await RecordingProvider.StartAsync(async (context, _) =>
        {
            await mayAnswer.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await RecordingProvider.AnswerAsync(context, 201, """{"id":"p1"}""");
        });
        using var desk = await DeskProcess.StartAsync(folder, ("MessageBird:ApiKey", "key"), ("MessageBird:ApiUrl", provider.Url), ("LOG_FORMAT", "json"));
        (await desk.Client.TextAsync("Hello", "m1")).EnsureSuccessStatusCode();
        await provider.FirstAsync();

        await desk.AskToEndAsync();
        await RefusedAsync(desk.Client);
        mayAnswer.SetResult();

        (await desk.EndAsync()).Should().Be(0);
        provider.Requests.Should().ContainSingle();
        desk.Output.Should().NotBeEmpty().And.OnlyContain(line => IsJsonWithTime(line));
        await using var after = new DeskHost(folder);
        var ticket = await after.OnlyTicketAsync();
        (await after.TimelineAsync(ticket.Code)).Single(text => !text.IsInbound).State.Should().Be(MessageState.Sent);
        await after.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Until the desk lets nobody in.</summary>
    private static async Task RefusedAsync(HttpClient client)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (true)
                (await client.GetAsync("/health/live", giveUp.Token)).Dispose();
        }
        catch (HttpRequestException)
        {
            // Nobody answers any more.
        }
    }

    private static bool IsJsonWithTime(string line) =>
        JsonNode.Parse(line) is JsonObject entry && DateTimeOffset.TryParse((string?)entry["Timestamp"], System.Globalization.CultureInfo.InvariantCulture, out _);
}
