using System.Net.WebSockets;
using System.Text;

namespace SupportDesk.Tests.Support;

/// <summary>The WebSocket of an open page, spoken by hand: SignalR's JSON protocol, records that end with 0x1E.</summary>
internal sealed class LiveLine : IDisposable
{
    private const char End = '\x1e';

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource giveUp = new(TimeSpan.FromSeconds(30));
    private string unread = "";

    public static async Task<LiveLine> OpenAsync(Uri desk, string path = "/phone/live", string? session = null)
    {
        var line = new LiveLine();
        if (session is not null)
            line.socket.Options.SetRequestHeader("Cookie", session);
        await line.socket.ConnectAsync(new UriBuilder(desk) { Scheme = "ws", Path = path }.Uri, line.giveUp.Token);
        await line.socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}" + End), WebSocketMessageType.Text, true, line.giveUp.Token);
        (await line.RecordAsync()).Should().Be("{}");
        return line;
    }

    /// <summary>The next announcement; pings do not count.</summary>
    public async Task<string> NextAsync()
    {
        while (true)
        {
            if (await RecordAsync() is var record && record.StartsWith("{\"type\":1,", StringComparison.Ordinal))
                return record;
        }
    }

    /// <summary>Until the desk ends it; what it announced before is passed over.</summary>
    public async Task EndAsync()
    {
        try
        {
            while ((await socket.ReceiveAsync(new byte[4096], giveUp.Token)).MessageType is not WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Cut off without a word.
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        giveUp.Dispose();
    }

    private async Task<string> RecordAsync()
    {
        var buffer = new byte[4096];
        while (!unread.Contains(End, StringComparison.Ordinal))
            unread += Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer, giveUp.Token)).Count);
        var parts = unread.Split(End, 2);
        unread = parts[1];
        return parts[0];
    }
}
