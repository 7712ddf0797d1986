namespace SupportDesk.Gateways.Vonage;

/// <summary>The settings of Vonage's SMS API as a person fills them in.</summary>
internal static class VonageForm
{
    public static Provider Provider { get; } = Provider.Of<VonageOptions>("vonage", "Vonage, SMS API", VonageOptions.Section, VonageSetup.AddVonage,
        new("ApiKey", "API key", "On the dashboard's first page."),
        new("ApiSecret", "API secret", "Not needed when sends are signed.") { IsSecret = true },
        new("SignatureSecret", "Signature secret", "Under Settings; another one than the API secret. Without it, signatures are not checked.") { IsSecret = true },
        new("SignatureMethod", "Signature method", "As in the account."),
        new("SignatureMode", "Signatures", "Enforce refuses calls with a bad signature, Observe takes and counts them."),
        new("Auth", "How a send says who we are", "Signature sends no secret, but signs.") { IsRare = true },
        new("SignatureWindow", "Window of a signature", "How far its time may be from our clock; at most a day.") { IsRare = true },
        new("Timeout", "Time-out of a send", "At most 00:00:50.") { IsRare = true })
        with
    { SellsNumbers = true };
}
