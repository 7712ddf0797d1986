using SupportDesk.NumberOrders;

namespace SupportDesk.Web.Features.NumberOrders;

/// <summary>What is known of a number on offer, in words.</summary>
public static class NumberWords
{
    public static string Of(NumberKind kind) => kind switch
    {
        NumberKind.Mobile => "mobile",
        NumberKind.TollFree => "toll-free",
        _ => "landline",
    };

    /// <summary>Empty when the provider does not say.</summary>
    public static string Of(NumberFeatures features) => string.Join(", ", new[]
    {
        features.HasFlag(NumberFeatures.Sms) ? "SMS" : null, features.HasFlag(NumberFeatures.Mms) ? "MMS" : null, features.HasFlag(NumberFeatures.Voice) ? "calls" : null,
    }.OfType<string>());

    /// <summary>Region, sort and what it carries, as far as they are known.</summary>
    public static string About(NumberOffer offer) => string.Join(" · ", new[] { offer.Country, offer.Region, offer.Kind is { } kind ? Of(kind) : "", Of(offer.Features) }.Where(words => words.Length > 0));

    public static string Of(DigitsPlace place) => place switch
    {
        DigitsPlace.Start => "at the start, with the country code",
        DigitsPlace.End => "at the end",
        _ => "anywhere",
    };
}
