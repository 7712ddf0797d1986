using System.Net.WebSockets;
using System.Text;

namespace SupportDesk.Tests.Support;

/// <summary>The WebSocket of an open phone page, spoken by hand: SignalR's JSON protocol, records that end with 0x1E.</summary>
internal sealed class PhoneLine : IDisposable
{
    private const char End = '\x1e';

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource giveUp = new(TimeSpan.FromSeconds(30));
    private string unread = "";

    public static async Task<PhoneLine> OpenAsync(Uri desk)
    {
        var line = new PhoneLine();
        await line.socket.ConnectAsync(new UriBuilder(desk) { Scheme = "ws", Path = "/phone/live" }.Uri, line.giveUp.Token);
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
