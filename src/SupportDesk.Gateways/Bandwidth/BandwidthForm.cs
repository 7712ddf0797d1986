namespace SupportDesk.Gateways.Bandwidth;

/// <summary>Bandwidth's settings as a person fills them in.</summary>
internal static class BandwidthForm
{
    public static Provider Provider { get; } = Provider.Of<BandwidthOptions>("bandwidth", "Bandwidth", BandwidthOptions.Section, BandwidthSetup.AddBandwidth,
        new("AccountId", "Account id", "With version V1 the user's id (u-…)."),
        new("User", "API user", "With V1 the API token."),
        new("Password", "API password", "With V1 the API secret.") { IsSecret = true },
        new("ApplicationId", "Messaging application", "Its id. Needed, but for V1."),
        new("WebhookUser", "User of our webhooks", "Choose one, and write the same at Bandwidth: it signs nothing."),
        new("WebhookPassword", "Password of our webhooks", "A long random one.") { IsSecret = true },
        new("Version", "Version of the API") { IsRare = true },
        new("Timeout", "Time-out of a send", "At most 00:00:50.") { IsRare = true });
}
