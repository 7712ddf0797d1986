namespace SupportDesk.NumberOrders;

/// <summary>Where in a number the digits stand that are looked for.</summary>
public enum DigitsPlace
{
    Start,
    Anywhere,
    End,
}

/// <summary>What an administrator looks for. All numbers must carry SMS.</summary>
/// <param name="Country">Two capital letters.</param>
/// <param name="Digits">Where a market goes by area codes, the three of one; elsewhere any, or none.</param>
/// <param name="Page">From 1.</param>
public sealed record NumberSearch(string Country, string Digits, int Page = 1)
{
    public DigitsPlace Place { get; init; }

    /// <summary>Null: any.</summary>
    public NumberKind? Kind { get; init; }

    /// <summary>What it must carry beside SMS.</summary>
    public NumberFeatures Features { get; init; }
}

/// <summary>One page of what a provider offers.</summary>
/// <param name="Offers">At most a page.</param>
/// <param name="HasMore">There may be more on the next one.</param>
public sealed record OfferPage(IReadOnlyList<NumberOffer> Offers, bool HasMore);
