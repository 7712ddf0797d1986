using System.Globalization;
using System.Text.Json.Serialization;

namespace SupportDesk.NumberOrders;

/// <summary>What a number can carry.</summary>
[Flags]
public enum NumberFeatures
{
    /// <summary>Its provider does not say.</summary>
    None = 0,

    Sms = 1,
    Mms = 2,
    Voice = 4,
}

/// <summary>What sort of number it is.</summary>
public enum NumberKind
{
    Landline,
    Mobile,
    TollFree,
}

/// <summary>What a provider wants for a number, as it says it.</summary>
/// <param name="Amount">In units of the currency. Kept as a text, so that no store rounds it.</param>
/// <param name="Currency">Three letters; null when the provider does not say.</param>
/// <param name="IsMonthly">False: the provider does not say for how long it is.</param>
public sealed record NumberPrice(
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] decimal Amount, string? Currency = null, bool IsMonthly = false)
{
    private const int MostDigits = 20;

    /// <summary>Null when what a provider wrote is no amount.</summary>
    public static decimal? Read(string? written) =>
        written is { Length: <= MostDigits } && decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00##########}{(Currency is null ? "" : $" {Currency}")}{(IsMonthly ? " per month" : "")}");
}

/// <summary>A number that a provider offers.</summary>
public sealed record NumberOffer
{
    /// <summary>Canonical: "+" and digits.</summary>
    public required string Number { get; init; }

    /// <summary>Two letters.</summary>
    public required string Country { get; init; }

    /// <summary>Where in the country it belongs to; empty when nobody says.</summary>
    public string Region { get; init => field = value ?? ""; } = "";

    public NumberFeatures Features { get; init; }

    public NumberKind? Kind { get; init; }

    /// <summary>Null when the provider does not tell it here.</summary>
    public NumberPrice? Price { get; init; }

    /// <summary>What else whoever buys it must know, in sentences.</summary>
    public IReadOnlyList<string> Conditions { get; init => field = value ?? []; } = [];
}
