using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Numbers;

/// <summary>Reads what the pages about support numbers show.</summary>
public sealed class NumbersReading(SupportNumbers numbers, NumberDesk desk, SupportDesk.Messages.Gateways gateways, Breakers breakers, NumberWatch watch, OrderDesk orders, IOptions<ConsentOptions> consent, DeskClock clock)
{
    /// <summary>Names of the carriers that are set up.</summary>
    public IReadOnlyCollection<string> Gateways => gateways.Names;

    public async Task<NumbersPage> AllAsync(CancellationToken cancellation)
    {
        var rows = new List<NumberRow>();
        foreach (var number in numbers.All.OrderBy(number => number.Number == numbers.Default ? 0 : 1).ThenBy(number => number.Number, StringComparer.Ordinal))
        {
            var seen = await watch.SeenAsync(LastSeen.OfNumber(number.Number), cancellation);
            rows.Add(new(number, number.Number == numbers.Default, numbers.IsConfigured(number.Number), seen, seen.SilentFor(clock.Now) > number.SilentAfter)
            {
                Missing = [.. number.Gateways.Where(gateway => gateways.For(gateway).Lack is not null)],
                Outages = [.. number.Gateways.Select(gateway => OutageView.Of(gateway, breakers, clock.Now)).OfType<OutageView>()],
            });
        }

        return new(rows, await orders.OpenAsync(cancellation));
    }

    /// <summary>The form of a new number, or of a stored one.</summary>
    public NumberPage Page(StoredNumber? stored, NumberForm form) => new(stored, form, numbers.Elsewhere, [.. gateways.Names.Order(StringComparer.Ordinal)], consent.Value.HelpAnswer);

    public async Task<RemovalPage> RemovalAsync(StoredNumber stored, CancellationToken cancellation) =>
        new(stored, await desk.UnfinishedAsync(stored.Number, cancellation));
}

/// <summary>The list of support numbers, and the orders of numbers that are not at their end.</summary>
public sealed record NumbersPage(IReadOnlyList<NumberRow> Numbers, IReadOnlyList<NumberOrder> Orders);

/// <summary>One support number in the list.</summary>
/// <param name="Number">How the desk behaves on it.</param>
/// <param name="IsDefault">Texts that do not say which number was texted are on it.</param>
/// <param name="IsConfigured">It is set by the configuration, and so not edited here.</param>
/// <param name="Seen">When it was last texted, sent from and reported on.</param>
/// <param name="IsSilent">Nobody has texted it for longer than its setting says.</param>
public sealed record NumberRow(SupportNumber Number, bool IsDefault, bool IsConfigured, LastSeen Seen, bool IsSilent)
{
    /// <summary>Those of its carriers that are not set up.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Those of its carriers that are not asked for now.</summary>
    public required IReadOnlyList<OutageView> Outages { get; init; }
}

/// <summary>The form of one support number.</summary>
/// <param name="Stored">As it is stored; null for a new one.</param>
/// <param name="Form">What the fields hold.</param>
/// <param name="Desk">What an empty field stands for.</param>
/// <param name="Gateways">Carriers to choose from.</param>
/// <param name="HelpAnswer">What the whole desk answers HELP.</param>
public sealed record NumberPage(StoredNumber? Stored, NumberForm Form, SupportNumber Desk, IReadOnlyList<string> Gateways, string HelpAnswer);

/// <summary>The question whether a number is to be removed, and what that leaves behind.</summary>
public sealed record RemovalPage(StoredNumber Stored, Unfinished Unfinished);
