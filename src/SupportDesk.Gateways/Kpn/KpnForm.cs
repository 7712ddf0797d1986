namespace SupportDesk.Gateways.Kpn;

/// <summary>KPN's settings as a person fills them in.</summary>
internal static class KpnForm
{
    public static Provider Provider { get; } = Provider.Of<KpnOptions>("kpn", "KPN", KpnOptions.Section, KpnSetup.AddKpn,
        new("ClientId", "Consumer key", "Of the application in KPN's developer portal."),
        new("ClientSecret", "Consumer secret") { IsSecret = true },
        new("WebhookToken", "Word in our address", "A long random word, because KPN signs nothing. Without it, anybody can post texts. The number's set-up check shows it in the address.") { IsSecret = true },
        new("TwoWay", "Say that texts may be answered") { IsRare = true },
        new("Timeout", "Time-out of each call", "At most 00:00:12: a send may need four.") { IsRare = true })
        with
    { AddressToken = nameof(KpnOptions.WebhookToken), SellsNumbers = true };
}
