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
        new("SiteId", "Sub-account (site)", "Its id. Needed to order numbers, but for V1."),
        new("PeerId", "Location (SIP peer)", "Its id. Numbers that are ordered take their application from it. Empty: the sub-account's default."),
        new("NumbersUser", "User of the dashboard's API", "Orders numbers. Empty: the API user.") { IsRare = true },
        new("NumbersPassword", "Password of the dashboard's API") { IsSecret = true, IsRare = true },
        new("Version", "Version of the API") { IsRare = true },
        new("Timeout", "Time-out of a send", "At most 00:00:50.") { IsRare = true })
        with
    { SellsNumbers = true };
}
