using Microsoft.Extensions.Options;
using SupportDesk.Numbers;

namespace SupportDesk.Messages;

/// <summary>Chooses the gateway that a text leaves by: its own, or the number's other one while its own is not asked.</summary>
public sealed class WaysOut(Gateways gateways, Breakers breakers, IOptions<OutboxOptions> options, Random chance)
{
    /// <summary>The most segments that a text from a number may have, whichever way it goes.</summary>
    public int MostSegments(SupportNumber number) => number.Gateways.Min(gateway => gateways.For(gateway).MostSegments);

    /// <summary>Null while no gateway is asked that might take it.</summary>
    public WayOut? TryEnter(Message text, SupportNumber number)
    {
        foreach (var gateway in For(text, number))
        {
            if (breakers.TryEnter(gateway) is { } passage)
                return new(gateways.For(gateway), passage, breakers);
        }

        return null;
    }

    /// <summary>Why a text cannot leave now, and for how long; null when it may, or when another text is just finding out.</summary>
    public (TimeSpan Wait, string Reason)? ClosedFor(Message text, SupportNumber number)
    {
        var outages = For(text, number).Select(breakers.OutageOf).ToList();
        return outages.Any(outage => outage?.NextTryIn is null)
            ? null
            : (outages.Min(outage => outage!.NextTryIn!.Value), $"{text.Gateway} is not asked for now: {WhyNot(text.Gateway)}");
    }

    /// <summary>True while another text finds out whether its gateways work again: it is worth no look until then.</summary>
    public bool MustWait(Message text, SupportNumber number) => For(text, number).All(gateway => breakers.OutageOf(gateway) is { NextTryIn: null });

    /// <summary>Where a text goes that its gateway did not take. From the number's first gateway it goes over at once; what neither took waits, and begins with the first again.</summary>
    /// <returns>The gateway of the next try (null: the same), and the wait (null: no more tries).</returns>
    public (string? Next, TimeSpan? Wait) After(Message text, SupportNumber number, SendResult.TryLater trouble)
    {
        var other = OtherFor(text, number);
        var isFirst = text.Gateway == number.Gateway;
        if (isFirst && other is not null && IsFree(other))
            return (other, TimeSpan.Zero);
        return (isFirst ? null : other, RetrySchedule.DelayAfter(options.Value, text.Attempts - text.Moves, trouble.RetryAfter, chance.NextDouble()));
    }

    /// <summary>Why a gateway is passed over, in words.</summary>
    public string WhyNot(string gateway) => breakers.OutageOf(gateway) is { } outage ? $"it was in trouble before ({outage.Reason.TrimEnd('.')})." : "it was in trouble before.";

    /// <summary>The gateway that may take a text instead of its own; null when there is none. A test of a number shows what the number's own carrier does.</summary>
    private string? OtherFor(Message text, SupportNumber number) =>
        text.Kind is not MessageKind.Test && number.OtherThan(text.Gateway) is { } other && gateways.For(other).Lack is null
        && Segments.Count(text.Text).Segments <= gateways.For(other).MostSegments
        && (text.Attachments.Count == 0 || TakesPictures(text, gateways.For(other).Media))
            ? other
            : null;

    /// <summary>One that fetches them elsewhere than the text's own gateway may not reach them.</summary>
    private bool TakesPictures(Message text, MediaLimits? limits) => limits?.Take(text.Attachments) is true && limits.IsHere == gateways.For(text.Gateway).Media?.IsHere;

    private bool IsFree(string gateway) => breakers.OutageOf(gateway) is not { } outage || outage.NextTryIn == TimeSpan.Zero;

    private IEnumerable<string> For(Message text, SupportNumber number)
    {
        yield return text.Gateway;
        if (OtherFor(text, number) is { } other)
            yield return other;
    }
}

/// <summary>A gateway that may be asked once.</summary>
public sealed class WayOut(ISmsGateway gateway, Passage passage, Breakers breakers) : IDisposable
{
    public string Gateway => gateway.Name;

    public async Task<SendResult> SendAsync(OutboundText text)
    {
        var result = await gateway.SendAsync(text, CancellationToken.None);
        breakers.Note(Gateway, passage, result);
        return result;
    }

    public void Dispose() => passage.Dispose();
}
