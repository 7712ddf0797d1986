namespace SupportDesk.NumberOrders;

/// <summary>What a provider's API for numbers can do.</summary>
public sealed record MarketTraits
{
    /// <summary>The provider's name in words.</summary>
    public required string Provider { get; init; }

    /// <summary>Numbers are searched by area code, three digits of the USA; else by country and digits.</summary>
    public bool ByAreaCode { get; init; }

    /// <summary>Sorts of numbers that can be asked for.</summary>
    public IReadOnlyList<NumberKind> Kinds { get; init; } = [];

    /// <summary>What can be asked for beside SMS.</summary>
    public NumberFeatures Features { get; init; }

    public required int PageSize { get; init; }

    /// <summary>One number can be asked for again, with its price.</summary>
    public bool TellsOffers { get; init; }

    /// <summary>It says whether a number is the account's.</summary>
    public bool ListsOwned { get; init; }

    /// <summary>It takes the address of a number's webhook.</summary>
    public bool Connects { get; init; }

    /// <summary>It takes the address of a test application's webhook by another call.</summary>
    public bool Registers { get; init; }

    /// <summary>Where it does not take the address: how a person tells it. Empty when nobody has to.</summary>
    public string ByHand { get; init; } = "";

    /// <summary>What is to be known of its prices, as a sentence; empty: each offer says all.</summary>
    public string AboutPrices { get; init; } = "";

    /// <summary>Why nothing can be bought as the settings are now; null when it can.</summary>
    public string? Missing { get; init; }
}
