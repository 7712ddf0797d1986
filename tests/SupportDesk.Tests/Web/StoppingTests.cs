using System.Net.Sockets;
using System.Text;
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

    [Fact]
    public async Task A_webhook_that_is_under_way_when_the_desk_is_asked_to_end_is_taken_in()
    {
        const string form = "originator=31612345678&recipient=31970102400&payload=Hello&message_id=m1";
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        using (var desk = await DeskProcess.StartAsync(folder))
        {
            using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            using var line = new TcpClient();
            await line.ConnectAsync(desk.Client.BaseAddress!.Host, desk.Client.BaseAddress.Port, giveUp.Token);
            await using var stream = line.GetStream();
            using var answers = new StreamReader(stream);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /webhook HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n"), giveUp.Token);
            (await answers.ReadLineAsync(giveUp.Token)).Should().Be("HTTP/1.1 100 Continue", "the desk reads the body then");

            await desk.AskToEndAsync();
            await RefusedAsync(desk.Client);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(form), giveUp.Token);

            (await answers.ReadLineAsync(giveUp.Token)).Should().BeEmpty();
            (await answers.ReadLineAsync(giveUp.Token)).Should().Be("HTTP/1.1 200 OK");
            (await desk.EndAsync()).Should().Be(0);
        }

        await using (var after = new DeskHost(folder))
            (await after.OnlyTicketAsync(found => found.Newest is not null)).Newest!.Text.Should().Be("Hello");
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
