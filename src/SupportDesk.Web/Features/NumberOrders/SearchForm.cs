using SupportDesk.NumberOrders;

namespace SupportDesk.Web.Features.NumberOrders;

/// <summary>What numbers an administrator looks for, as the form sends it.</summary>
public sealed class SearchForm
{
    private const int LastPage = 100;
    private const int MostDigits = 15;

    public string? Country { get; set; }

    public string? Digits { get; set; }

    public DigitsPlace Place { get; set; }

    public NumberKind? Kind { get; set; }

    public bool Mms { get; set; }

    public bool Voice { get; set; }

    /// <summary>From 1; 0: nothing was looked for yet.</summary>
    public int Page { get; set; }

    /// <summary>What the form says; fields that cannot be read are told.</summary>
    public NumberSearch Read(MarketTraits market, Action<string, string> tell)
    {
        var (country, digits) = ((Country ?? "").Trim().ToUpperInvariant(), (Digits ?? "").Trim());
        if (market.ByAreaCode && digits is not [>= '2' and <= '9', >= '0' and <= '9', >= '0' and <= '9'])
            tell(nameof(Digits), "An area code has three digits, such as 919.");
        if (!market.ByAreaCode && !(country.Length == 2 && country.All(char.IsAsciiLetter)))
            tell(nameof(Country), "Write the country's two letters, such as NL.");
        if (!market.ByAreaCode && !(digits.Length <= MostDigits && digits.All(char.IsAsciiDigit)))
            tell(nameof(Digits), "Write digits only, at most 15, or leave it empty.");
        if (Page is < 1 or > LastPage)
            tell("", $"There are pages 1 to {LastPage} only.");
        var features = (Mms ? NumberFeatures.Mms : 0) | (Voice ? NumberFeatures.Voice : 0);
        return new(country, digits, Page) { Place = Place, Kind = Kind is { } kind && market.Kinds.Contains(kind) ? kind : null, Features = features & market.Features };
    }

    /// <summary>The address of a page of the same search.</summary>
    public string PathOf(string gateway, int page)
    {
        List<(string Name, string? Value)> fields =
        [
            (nameof(Country), Country), (nameof(Digits), Digits), (nameof(Place), $"{Place}"), (nameof(Kind), $"{Kind}"), (nameof(Mms), Mms ? "true" : null), (nameof(Voice), Voice ? "true" : null), (nameof(Page), $"{page}"),
        ];
        return $"/admin/numbers/market/{gateway}{QueryString.Create(fields.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => KeyValuePair.Create(field.Name, field.Value)))}";
    }
}
