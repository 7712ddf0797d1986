using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SupportDesk.Exchanges;

namespace SupportDesk.Messages;

/// <summary>What can happen to a text that comes in parts.</summary>
public sealed partial record LongText
{
    /// <summary>A provider may bring a part again for a day; some for three.</summary>
    private static readonly TimeSpan RepeatedFor = TimeSpan.FromDays(3);

    /// <summary>The part is here already, in this round or in an earlier one.</summary>
    public bool Has(ReceivedPart part) =>
        Parts.Any(known => part.ProviderId is null ? known.Number == part.Number && known.Letters.AsSpan().SequenceEqual(part.Letters) : known.ProviderId == part.ProviderId)
        || Joined.Any(known => known.ProviderId == part.Key && (part.ProviderId is not null || part.At - known.At < Reception.RepeatWindow));

    /// <summary>Another text's part stands in this one's place: the network has used the reference again.</summary>
    public bool IsTaken(int number) => Parts.Any(known => known.Number == number);

    /// <summary>A part comes in. Only while nothing is decided and its place is free.</summary>
    public LongText Add(ReceivedPart part, TimeSpan wait) =>
        this with { Parts = [.. Parts, Parts.Count < Message.MostExchanges ? part : part with { Call = null }], IsGivenUp = false, DueAt = part.At + wait };

    /// <summary>The missing parts are not waited for any longer.</summary>
    public LongText GiveUp() => IsWritten || IsDecided ? this : this with { IsGivenUp = true };

    /// <summary>The message is stored; the place is free for the next round.</summary>
    public LongText Write(DateTimeOffset now) => IsWritten ? this : this with
    {
        Round = Round + 1,
        Parts = [],
        Joined = [.. Joined.Where(known => now - known.At < RepeatedFor), .. Parts.Select(part => new JoinedPart(part.Key, now))],
        IsGivenUp = false,
        DueAt = now + RepeatedFor,
    };

    /// <summary>The whole text, with a visible mark where parts are missing.</summary>
    public InboundText AsText()
    {
        // The first part's id: if the provider brings the parts again when this is forgotten, the text is known by it.
        var first = Parts.MinBy(part => part.Number)!;
        return new(From, To, Joint(), first.ProviderId ?? $"{Id}.{first.At.UtcTicks}", first.SentAt)
        {
            Calls = [.. Parts.Select(part => part.Call).OfType<Exchange>()],
            CallsLeftOut = Parts.Count(part => part.Call is null),
        };
    }

    private string Joint()
    {
        var text = new StringBuilder();
        for (var number = 1; number <= Total; number++)
        {
            if (Parts.FirstOrDefault(part => part.Number == number) is { } part)
                text.Append(MemoryMarshal.Cast<byte, char>(part.Letters));
            else
                text.Append(CultureInfo.InvariantCulture, $"[part {number} of {Total} is missing]");
        }

        // Halves of characters that found each other are whole now; what is still half is shown as a replacement character.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
