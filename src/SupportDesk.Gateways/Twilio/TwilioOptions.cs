using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Twilio;

/// <summary>Settings of Twilio (section "Twilio").</summary>
public sealed class TwilioOptions : IReportsBack, IHoldsSecrets
{
    public const string Section = "Twilio";

    /// <summary>Begins with AC. Empty: Twilio is not used.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>The account's primary token. Webhooks are signed with it even when an API key sends.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>An API key that sends in place of the token; begins with SK.</summary>
    public string ApiKeySid { get; set; } = "";

    public string ApiKeySecret { get; set; } = "";

    public string ApiUrl { get; set; } = "https://api.twilio.com";

    public string ReportUrl { get; set; } = "";

    public SignatureMode SignatureMode { get; set; } = SignatureMode.Enforce;

    /// <summary>How long an answer to a send is waited for.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    IEnumerable<string> IHoldsSecrets.Secrets => [AuthToken, ApiKeySid, ApiKeySecret];
}

internal sealed class TwilioOptionsCheck : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        List<string> problems =
        [
            .. SettingChecks.Address("Twilio:ApiUrl", options.ApiUrl, "https://api.twilio.com"),
            .. SettingChecks.Address("Twilio:ReportUrl", options.ReportUrl, "https://desk.example.org/webhooks/twilio/status", mayBeEmpty: true),
            .. SettingChecks.Choice("Twilio:SignatureMode (TWILIO_SIGNATURE_MODE)", options.SignatureMode),
            .. SettingChecks.Timeout("Twilio:Timeout", options.Timeout),
        ];
        if (options.AccountSid.Any(letter => !char.IsAsciiLetterOrDigit(letter)))
            problems.Add("Twilio:AccountSid (TWILIO_ACCOUNT_SID) has characters that no account has.");
        if (options.AccountSid.Length > 0)
            problems.AddRange(SettingChecks.Needed("Twilio:AuthToken (TWILIO_AUTH_TOKEN)", options.AuthToken, "webhooks are signed with it"));
        if (options.ApiKeySid.Length > 0)
            problems.AddRange(SettingChecks.Needed("Twilio:ApiKeySecret", options.ApiKeySecret, "it belongs to Twilio:ApiKeySid"));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
