using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Bench;

/// <summary>
/// An agent's open page, the list on one side and a conversation on the other: on every announcement it fetches the list, and the conversation
/// when its ticket is named, as the page's scripts do.
/// </summary>
internal sealed partial class AgentPage : IDisposable
{
    private const byte EndOfMessage = 0x1e;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket line = new();
    private readonly byte[] buffer = new byte[1024 * 1024];
    private readonly HttpConnection lists;
    private readonly HttpConnection conversations;
    private readonly string cookie;
    private string code = "";

    private AgentPage(HttpConnection lists, HttpConnection conversations, string cookie) => (this.lists, this.conversations, this.cookie) = (lists, conversations, cookie);

    /// <summary>Signs in, lets a customer write, and opens the ticket.</summary>
    public static async Task<AgentPage> OpenAsync(int port, long customer)
    {
        var page = new AgentPage(await HttpConnection.OpenAsync(port), await HttpConnection.OpenAsync(port), await Desk.SignInAsync(port));
        page.line.Options.SetRequestHeader("Cookie", page.cookie);
        await page.line.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/live"), default);
        await page.line.SendAsync(Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + (char)EndOfMessage), WebSocketMessageType.Text, true, default);
        await page.ReceiveAsync(default);
        using var webhooks = await HttpConnection.OpenAsync(port);
        await webhooks.SendAsync(Desk.Webhook(customer, "Hello", "the-first"));
        await page.AnnouncementAsync(default);
        page.code = Ticket().Match(await page.ListAsync()).Groups[1].Value;
        return page;
    }

    /// <summary>Until the conversation shows a text.</summary>
    /// <exception cref="TimeoutException">It did not within half a minute.</exception>
    /// <exception cref="OperationCanceledException">Nothing at all was announced any more.</exception>
    public async Task UntilAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!patience.IsCancellationRequested)
        {
            var announced = await AnnouncementAsync(patience.Token);
            var list = ListAsync();
            var isThere = announced.Contains($"\"{code}\"", StringComparison.Ordinal) && (await ConversationAsync()).Contains(text, StringComparison.Ordinal);
            await list;
            if (isThere)
                return;
        }

        throw new TimeoutException($"A text did not reach the open page within {Patience.TotalSeconds} seconds.");
    }

    public void Dispose()
    {
        line.Dispose();
        lists.Dispose();
        conversations.Dispose();
    }

    private async Task<string> ListAsync() => (await lists.GetAsync("/admin/list", cookie)).Body;

    private async Task<string> ConversationAsync() => (await conversations.GetAsync($"/admin/tickets/{code}/conversation?seen=true", cookie)).Body;

    private async Task<string> AnnouncementAsync(CancellationToken cancellation)
    {
        string said;
        do
            said = await ReceiveAsync(cancellation);
        while (!said.Contains("ticketsChanged", StringComparison.Ordinal));
        return said;
    }

    /// <summary>One or more messages of the line, to the end of the last.</summary>
    private async Task<string> ReceiveAsync(CancellationToken cancellation)
    {
        var filled = 0;
        do
            filled += (await line.ReceiveAsync(buffer.AsMemory(filled), cancellation)).Count;
        while (filled == 0 || buffer[filled - 1] != EndOfMessage);
        return Encoding.UTF8.GetString(buffer, 0, filled);
    }

    [GeneratedRegex("/admin/tickets/([0-9A-Z]+)")]
    private static partial Regex Ticket();
}
