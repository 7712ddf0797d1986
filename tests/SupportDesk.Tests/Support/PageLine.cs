using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace SupportDesk.Tests.Support;

/// <summary>The WebSocket of an open page, spoken by hand: SignalR's JSON protocol, records that end with 0x1E.</summary>
internal sealed class PageLine : IDisposable
{
    private const char End = '\x1e';

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource giveUp = new(TimeSpan.FromSeconds(30));
    private string unread = "";

    /// <summary>Of a phone page, which anybody may open.</summary>
    public static Task<PageLine> PhoneAsync(Uri desk) => OpenAsync(desk, "/phone/live", null);

    /// <summary>Of an agent's page.</summary>
    public static Task<PageLine> InboxAsync(Uri desk, CookieContainer cookies) => OpenAsync(desk, "/live", cookies);

    private static async Task<PageLine> OpenAsync(Uri desk, string path, CookieContainer? cookies)
    {
        var line = new PageLine();
        line.socket.Options.Cookies = cookies;
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
