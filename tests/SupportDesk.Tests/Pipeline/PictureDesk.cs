using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A desk that sends by Bandwidth, whose provider fetches the pictures that it is told of from the desk itself.</summary>
public abstract class PictureDesk : IAsyncLifetime
{
    private protected const string Origin = "https://desk.example.org";

    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;

    private volatile TaskCompletionSource<DeskHost> open = NewOpen();

    private protected RecordingProvider Provider { get; private set; } = null!;

    private protected DeskHost Desk { get; private set; } = null!;

    /// <summary>What the provider got for each address, in order.</summary>
    private protected ConcurrentQueue<byte[]> Fetched { get; } = new();

    /// <summary>Every file that was stored.</summary>
    private protected ConcurrentQueue<MediaFile> Stored { get; } = new();

    private protected virtual (string Key, string Value)[] Settings => [("Web:PublicOrigin", Origin)];

    public async Task InitializeAsync()
    {
        Provider = await RecordingProvider.StartAsync(async (context, request) =>
        {
            foreach (var link in Links(request))
            {
                // A desk that starts sends before the test has it.
                using var stranger = (await open.Task.WaitAsync(TimeSpan.FromSeconds(30))).NewClient();
                Fetched.Enqueue(await stranger.GetByteArrayAsync(PathOf(link)));
            }

            await RecordingProvider.AnswerAsync(context, 202, $$"""{"id":"b{{Provider.Requests.Count}}"}""");
        });
        Open();
    }

    public async Task DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private protected TicketDesk Tickets => Desk.Services.GetRequiredService<TicketDesk>();

    private protected OutgoingMedia Media => Desk.Services.GetRequiredService<OutgoingMedia>();

    /// <summary>Another process on the same store.</summary>
    private protected async Task RestartAsync(TimeSpan? later = null)
    {
        var at = Desk.Time.GetUtcNow() + (later ?? TimeSpan.FromMinutes(1));
        open = NewOpen();
        await Desk.DisposeAsync();
        Open(at);
    }

    private protected async Task<Ticket> TicketAsync(string text = "Hello")
    {
        var body = $$$"""[{"type":"message-received","to":"+19195550100","message":{"id":"m-{{{text}}}","owner":"+19195550100","time":"2026-03-02T09:00:00Z","direction":"in","to":["+19195550100"],"from":"+13865550100","text":"{{{text}}}"}}]""";
        using var call = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bandwidth/inbound") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        call.Headers.Add("Authorization", Calls.Basic("bwhook", "s3cr3t:with:colon").Value);
        (await Desk.Client.SendAsync(call)).EnsureSuccessStatusCode();
        return await Desk.OnlyTicketAsync(found => found.Newest is not null);
    }

    private protected static ReplyDraft Draft(string text, params (string Name, byte[] Bytes)[] files) =>
        new(Guid.NewGuid().ToString("N"), text, null) { Files = [.. files.Select(file => new OutgoingFile(file.Name, file.Bytes.Length, file.Bytes))] };

    private protected async Task<Message> ReplyAsync(string text, params (string Name, byte[] Bytes)[] files)
    {
        var ticket = await TicketAsync();
        var result = await Tickets.ReplyAsync(ticket.Code, Draft(text, files) with { SeenReplyId = ticket.LastReply?.MessageId }, Samples.Ann, default);
        return result.Should().BeOfType<ReplyResult.Queued>().Subject.Messages[0];
    }

    private protected async Task<Message> MessageAsync(string id, MessageState state) =>
        (await Desk.Events.UntilAsync(() => Desk.Store.FindAsync<Message>(id, default), message => message?.State == state))!;

    private protected async Task<IReadOnlyList<string>> FilesAsync()
    {
        List<string> there = [];
        foreach (var file in Stored)
        {
            if (await Desk.Store.FindAsync<MediaFile>(file.Id, default) is not null)
                there.Add(file.Id);
        }

        return there;
    }

    private protected Task<int> UploadsAsync() => Desk.Store.CountAsync(new Query<Upload>(Upload.ByAge).Take(100), default);

    /// <summary>The addresses that a send names.</summary>
    private protected static IReadOnlyList<string> Links(RecordedRequest request) => [.. (JsonNode.Parse(request.Body)!["media"] as JsonArray ?? []).Select(link => (string)link!)];

    private protected static string PathOf(string link)
    {
        link.Should().StartWith($"{Origin}/media/");
        return link[Origin.Length..];
    }

    private void Open(DateTimeOffset? at = null)
    {
        Desk = new DeskHost(folder, at, realGateways: true, settings: [.. Gateways.Bandwidth.SendingTests.V2(Provider.Url), ("Desk:Gateway", "bandwidth"), ("Desk:DefaultNumber", "+19195550100"), ("Desk:Confirmation", ""), .. Settings]);
        Desk.FullStore.Inserted = document =>
        {
            if (document is MediaFile file)
                Stored.Enqueue(file);
        };
        open.SetResult(Desk);
    }

    private static TaskCompletionSource<DeskHost> NewOpen() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
