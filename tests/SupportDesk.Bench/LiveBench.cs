using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace SupportDesk.Bench;

/// <summary>How long a text takes from the webhook to an agent's open page, while others pour in.</summary>
internal static class LiveBench
{
    /// <summary>The tests' MongoDB server shares the machine with the desk and carries less.</summary>
    private static readonly int PerSecond = Place.IsMongo ? 50 : 500;

    private const int Senders = 8;
    private const int Probes = 200;
    private const byte EndOfMessage = 0x1e;

    public static async Task RunAsync(BenchOptions options)
    {
        using var place = new Place();
        using (var desk = await Server.DeskAsync(place))
        {
            var cookie = await Desk.SignInAsync(desk.Port);
            using var page = await OpenAsync(desk.Port, cookie);
            using var over = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => PourAsync(desk.Port, sender, over.Token)));
            var latencies = new List<double>();
            for (var probe = 0; probe < (options.Rounds < 3 ? Probes / 4 : Probes); probe++)
                latencies.Add(await ProbeAsync(desk.Port, cookie, page, probe));
            await over.CancelAsync();
            var poured = await load;
            latencies.Sort();
            Table.Heading("From the webhook to an agent's open page (announced over the hub, fetched, and found in the list)");
            Table.Row($"while {poured.Sum():0} texts/s come in", $"p50 {Load.At(latencies, 0.5):0.0} ms", $"p95 {Load.At(latencies, 0.95):0.0} ms", $"p99 {Load.At(latencies, 0.99):0.0} ms");
        }
    }

    /// <summary>As the page does: on every announcement it fetches the list, until the text is in it.</summary>
    private static async Task<double> ProbeAsync(int port, string cookie, ClientWebSocket page, int probe)
    {
        var text = $"probe-{probe}-here";
        using var webhooks = await HttpConnection.OpenAsync(port);
        using var fragments = await HttpConnection.OpenAsync(port);
        var start = Stopwatch.GetTimestamp();
        await webhooks.SendAsync(Desk.Webhook(31_699_000_000 + probe, text, text));
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30))
        {
            await AnnouncementAsync(page);
            var (_, list) = await fragments.GetAsync("/admin/list?view=all", cookie);
            if (list.Contains(text, StringComparison.Ordinal))
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        throw new TimeoutException("A text did not reach the open page within 30 seconds.");
    }

    /// <summary>One sender's share of so many texts a second, evenly, of many customers.</summary>
    private static async Task<double> PourAsync(int port, int sender, CancellationToken over)
    {
        using var connection = await HttpConnection.OpenAsync(port);
        var clock = Stopwatch.StartNew();
        var sent = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!over.IsCancellationRequested)
        {
            for (; sent < clock.Elapsed.TotalSeconds * PerSecond / Senders && !over.IsCancellationRequested; sent++)
                await connection.SendAsync(Desk.Webhook(31_600_000_000 + (sender * 100_000) + (sent % 2_500), "Where+is+my+order%3F", $"pour-{sender}-{sent}"));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return sent / clock.Elapsed.TotalSeconds;
    }

    private static async Task<ClientWebSocket> OpenAsync(int port, string cookie)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/live"), default);
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + (char)EndOfMessage), WebSocketMessageType.Text, true, default);
        await ReceiveAsync(socket);
        return socket;
    }

    private static async Task AnnouncementAsync(ClientWebSocket page)
    {
        while (!(await ReceiveAsync(page)).Contains("ticketsChanged", StringComparison.Ordinal))
        {
            // Pings and such.
        }
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[256 * 1024];
        var filled = 0;
        do
            filled += (await socket.ReceiveAsync(buffer.AsMemory(filled), default)).Count;
        while (filled == 0 || buffer[filled - 1] != EndOfMessage);
        return Encoding.UTF8.GetString(buffer, 0, filled);
    }
}
