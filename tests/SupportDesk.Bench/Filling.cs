using System.Globalization;
using System.Text.Json;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Bench;

/// <summary>Fills a store with tickets of two texts and a confirmation each, half of them closed.</summary>
internal static class Filling
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Tickets of one page; its texts are one insert of many documents.</summary>
    private const int Page = 60;

    /// <summary>Returns the code of a ticket in the middle.</summary>
    public static async Task<string> FillAsync(Place place, int tickets)
    {
        var store = place.Open();
        var pages = Enumerable.Range(0, tickets).Chunk(Page);
        await Parallel.ForEachAsync(pages, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (numbers, cancellation) => await AddAsync(store.Contents, numbers, cancellation));
        await store.DisposeAsync();
        return Code(tickets / 2);
    }

    private static async Task AddAsync(IDocumentTarget contents, int[] numbers, CancellationToken cancellation)
    {
        var all = numbers.Select(Conversation).ToList();
        await contents.InsertAsync(Message.Stored, [.. all.SelectMany(one => one.Texts).Select(AsStored)], cancellation);
        await contents.InsertAsync(Ticket.Stored, [.. all.Select(one => AsStored(one.Ticket))], cancellation);
    }

    private static (Ticket Ticket, Message[] Texts) Conversation(int number)
    {
        var code = Code(number);
        var at = Start.AddSeconds(number);
        var first = Text(number, 1, at, code, Direction.Inbound, MessageState.Received, "Where is my order? It should have been here.");
        var second = Text(number, 3, at.AddMinutes(2), code, Direction.Inbound, MessageState.Received, "Hello? Is anybody there, please?");
        var ticket = Ticket.Open(code, first).Receive(second);
        return (
            number % 2 == 0 ? ticket : ticket.Close("Ann", at.AddMinutes(5)),
            [first, Text(number, 2, at.AddSeconds(1), code, Direction.Outbound, MessageState.Delivered, $"Thanks for contacting customer support! Your ticket ID is {code}."), second]);
    }

    private static StoredDocument AsStored<T>(T document)
        where T : Document, IStored<T> =>
        T.Stored.Read(JsonSerializer.SerializeToUtf8Bytes(document with { Version = 1 }, T.Stored.Json));

    public static Message Text(int number, int part, DateTimeOffset at, string code, Direction direction, MessageState state, string text) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{(number * 2654435761L) % 4294967296:x8}-{number:x}-{part}"),
        Direction = direction,
        Kind = direction is Direction.Inbound ? MessageKind.Text : MessageKind.Confirmation,
        SupportNumber = Desk.Number,
        CustomerNumber = string.Create(CultureInfo.InvariantCulture, $"+316{number:00000000}"),
        Text = text,
        At = at,
        State = state,
        Gateway = "simulator",
        TicketId = code,
    };

    /// <summary>A code of its own for every number, scattered as drawn ones are.</summary>
    private static string Code(int number)
    {
        const string Signs = "2346789CDFHJKMNPQRTVWXY";
        var rest = (number * 7_368_787L) % 148_035_889;
        var code = new char[6];
        for (var at = 0; at < code.Length; at++, rest /= Signs.Length)
            code[at] = Signs[(int)(rest % Signs.Length)];
        return new(code);
    }
}
