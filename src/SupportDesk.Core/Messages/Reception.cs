using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SupportDesk.Nodes;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Messages;

/// <summary>Takes customers' texts in: each is stored, once, before the provider is told so.</summary>
public sealed class Reception(IDocumentStore store, SupportNumbers numbers, NumberWatch watch, WakeUp<Filing> filing, WakeUp<AttachmentDesk> attachments, ThisNode node, DeskClock clock)
{
    /// <summary>Texts without an id and a time count as the same one when they come within this time.</summary>
    internal static readonly TimeSpan RepeatWindow = TimeSpan.FromSeconds(60);

    /// <summary>Stores one text. False when it had been stored before. The sender must be readable (<see cref="Originator.Read"/>).</summary>
    public async Task<bool> TakeAsync(string gateway, InboundText text, CancellationToken cancellation)
    {
        var message = Write(gateway, text);
        if (text is { ProviderId: null, SentAt: null } && await CameJustBeforeAsync(gateway, text, message, cancellation))
            return Repeated();
        if (!await store.InsertAsync(message, cancellation))
            return Repeated();
        DeskMetrics.TextsReceived.Add(1, new KeyValuePair<string, object?>("gateway", gateway));
        watch.CameIn(gateway, message.SupportNumber);
        filing.Ring();
        if (message.MediaDueAt is not null)
            attachments.Ring();
        return true;
    }

    private Message Write(string gateway, InboundText text)
    {
        var at = clock.Stamp();
        var customer = Originator.Stored(text.From).Value;
        var support = numbers.NumberOf(gateway, text.To);
        return new Message
        {
            Id = IdOf(gateway, support, customer, text, Window(at)),
            Direction = Direction.Inbound,
            Kind = MessageKind.Text,
            SupportNumber = support,
            CustomerNumber = customer,
            Text = text.Text,
            At = at,
            State = MessageState.Received,
            Gateway = gateway,
            ProviderId = text.ProviderId,
            SentAt = text.SentAt,
            CarrierKeyword = text.Keyword,
            Node = node.Id,
            Attachments = [.. (text.Media ?? []).Select(address => new Attachment(address))],
            MediaDueAt = text.Media is [_, ..] ? at : null,
            ExchangesLeftOut = text.CallsLeftOut,
        }.Keep(text.Calls);
    }

    /// <summary>The same text in the window before, less than a window's length ago.</summary>
    private async Task<bool> CameJustBeforeAsync(string gateway, InboundText text, Message message, CancellationToken cancellation)
    {
        var before = IdOf(gateway, message.SupportNumber, message.CustomerNumber, text, Window(message.At) - 1);
        return await store.FindAsync<Message>(before, cancellation) is { } earlier && message.At - earlier.At < RepeatWindow;
    }

    private static bool Repeated()
    {
        DeskMetrics.Duplicates.Add(1);
        return false;
    }

    /// <summary>The same text always gets the same id, so that inserting it is the check for duplicates.</summary>
    private static string IdOf(string gateway, string support, string customer, InboundText text, long window)
    {
        var identity = text switch
        {
            { ProviderId: { } id } => IndexKey.Of(gateway, support, id),
            { SentAt: { } sent } => IndexKey.Of(gateway, support, customer, IndexKey.Time(sent), text.Text),
            _ => IndexKey.Of(gateway, support, customer, window.ToString(CultureInfo.InvariantCulture), text.Text),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16));
    }

    private static long Window(DateTimeOffset at) => at.UtcTicks / RepeatWindow.Ticks;
}
