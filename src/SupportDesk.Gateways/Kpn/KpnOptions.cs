using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;

namespace SupportDesk.Gateways.Kpn;

/// <summary>Settings of KPN's SMS API (section "Kpn").</summary>
public sealed class KpnOptions : IReportsBack, IHoldsSecrets
{
    public const string Section = "Kpn";

    /// <summary>The application's consumer key. Empty: KPN is not used.</summary>
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string ApiUrl { get; set; } = "https://api-prd.kpn.com";

    public string ReportUrl { get; set; } = "";

    /// <summary>A long random word in the address of our webhooks, because KPN documents no signature. Empty: calls are not checked.</summary>
    public string WebhookToken { get; set; } = "";

    /// <summary>Sends the header that KPN describes for texts that may be answered.</summary>
    public bool TwoWay { get; set; } = true;

    /// <summary>How long each answer is waited for; a send may need four: token and send, and both once more.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    IEnumerable<string> IHoldsSecrets.Secrets => [ClientId, ClientSecret, WebhookToken];
}

internal sealed class KpnOptionsCheck : IValidateOptions<KpnOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(12);

    public ValidateOptionsResult Validate(string? name, KpnOptions options)
    {
        List<string> problems =
        [
            .. SettingChecks.Address("Kpn:ApiUrl", options.ApiUrl, "https://api-prd.kpn.com"),
            .. SettingChecks.Address("Kpn:ReportUrl", options.ReportUrl, "https://desk.example.org/webhooks/kpn/status", mayBeEmpty: true),
            .. options.ClientId.Length > 0 ? SettingChecks.Needed("Kpn:ClientSecret (KPN_CLIENT_SECRET)", options.ClientSecret, "it belongs to Kpn:ClientId") : [],
        ];
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
            problems.Add("Kpn:Timeout must be longer than zero and at most 00:00:12: a send may wait four times, and all of it must be less than a claim's lease.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
