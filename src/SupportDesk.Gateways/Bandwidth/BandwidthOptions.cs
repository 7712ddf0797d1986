using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;

namespace SupportDesk.Gateways.Bandwidth;

/// <summary>Which of Bandwidth's messaging APIs sends. Webhooks of both are read.</summary>
public enum BandwidthVersion
{
    /// <summary>The older one ("Catapult").</summary>
    V1 = 1,

    V2 = 2,
}

/// <summary>Settings of Bandwidth (section "Bandwidth").</summary>
public sealed class BandwidthOptions : IReportsBack, IHoldsSecrets
{
    public const string Section = "Bandwidth";

    public BandwidthVersion Version { get; set; } = BandwidthVersion.V2;

    /// <summary>The account's id; with V1 the user's id (u-…). Empty: Bandwidth is not used.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>The API user; with V1 the API token.</summary>
    public string User { get; set; } = "";

    /// <summary>Its password; with V1 the API secret.</summary>
    public string Password { get; set; } = "";

    /// <summary>The messaging application; V2 needs it.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>What Bandwidth must say to our webhooks: it signs nothing.</summary>
    public string WebhookUser { get; set; } = "";

    public string WebhookPassword { get; set; } = "";

    /// <summary>Empty: the version's own.</summary>
    public string ApiUrl { get; set; } = "";

    /// <summary>Where V2's numbers are searched and ordered; an address that ends with /v2 is the universal platform's.</summary>
    public string NumbersUrl { get; set; } = "https://dashboard.bandwidth.com/api";

    /// <summary>The user of the dashboard's API; empty: the API user.</summary>
    public string NumbersUser { get; set; } = "";

    /// <summary>Its password.</summary>
    public string NumbersPassword { get; set; } = "";

    /// <summary>The sub-account that numbers are ordered for. Empty: none can be ordered.</summary>
    public string SiteId { get; set; } = "";

    /// <summary>The location within it; empty: its default.</summary>
    public string PeerId { get; set; } = "";

    /// <summary>Where V1 sends delivery reports; with V2 the application says it.</summary>
    public string ReportUrl { get; set; } = "";

    /// <summary>How long an answer to a send is waited for.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    internal string Base => ApiUrl.Length > 0 ? ApiUrl.TrimEnd('/') : Version is BandwidthVersion.V2 ? "https://messaging.bandwidth.com/api/v2" : "https://api.catapult.inetwork.com/v1";

    internal string DashboardUser => NumbersUser.Length > 0 ? NumbersUser : User;

    internal string DashboardPassword => NumbersUser.Length > 0 ? NumbersPassword : Password;

    IEnumerable<string> IHoldsSecrets.Secrets => [Password, NumbersPassword, WebhookPassword];
}

internal sealed class BandwidthOptionsCheck : IValidateOptions<BandwidthOptions>
{
    public ValidateOptionsResult Validate(string? name, BandwidthOptions options)
    {
        List<string> problems =
        [
            .. SettingChecks.Choice("Bandwidth:Version", options.Version),
            .. SettingChecks.Address("Bandwidth:ApiUrl", options.ApiUrl, "https://messaging.bandwidth.com/api/v2", mayBeEmpty: true),
            .. SettingChecks.Address("Bandwidth:ReportUrl", options.ReportUrl, "https://desk.example.org/webhooks/bandwidth/status", mayBeEmpty: true),
            .. SettingChecks.Address("Bandwidth:NumbersUrl", options.NumbersUrl, "https://dashboard.bandwidth.com/api"),
            .. options.NumbersUser.Length > 0 ? SettingChecks.Needed("Bandwidth:NumbersPassword (BANDWIDTH_NUMBERS_PASSWORD)", options.NumbersPassword, "it belongs to Bandwidth:NumbersUser") : [],
            .. SettingChecks.Timeout("Bandwidth:Timeout", options.Timeout),
            .. options.AccountId.Length > 0 ? Needed(options) : [],
        ];
        if (options.AccountId.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
            problems.Add("Bandwidth:AccountId (BANDWIDTH_ACCOUNT_ID) has characters that no account has.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Needed(BandwidthOptions options) =>
    [
        .. SettingChecks.Needed("Bandwidth:User (BANDWIDTH_USER)", options.User, "sending needs it"),
        .. SettingChecks.Needed("Bandwidth:Password (BANDWIDTH_PASSWORD)", options.Password, "sending needs it"),
        .. options.Version is BandwidthVersion.V2 ? SettingChecks.Needed("Bandwidth:ApplicationId (BANDWIDTH_APPLICATION_ID)", options.ApplicationId, "sending needs it") : [],
        .. SettingChecks.Needed("Bandwidth:WebhookUser (BANDWIDTH_WEBHOOK_USER)", options.WebhookUser, "without it anybody could post texts"),
        .. SettingChecks.Needed("Bandwidth:WebhookPassword (BANDWIDTH_WEBHOOK_PASSWORD)", options.WebhookPassword, "without it anybody could post texts"),
        .. options.WebhookUser.Contains(':', StringComparison.Ordinal) ? ["Bandwidth:WebhookUser (BANDWIDTH_WEBHOOK_USER) must not have a colon: the first colon ends a user's name."] : Enumerable.Empty<string>(),
    ];
}
