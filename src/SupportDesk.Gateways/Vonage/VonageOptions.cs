using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Vonage;

/// <summary>How a send says who we are.</summary>
public enum VonageAuth
{
    /// <summary>Key and secret in the header Authorization.</summary>
    Basic,

    /// <summary>Key and secret in the body.</summary>
    Body,

    /// <summary>The key, and a signature over all parameters instead of the secret.</summary>
    Signature,
}

/// <summary>How Vonage's account makes signatures.</summary>
public enum VonageSignatureMethod
{
    /// <summary>MD5 of the parameters followed by the secret.</summary>
    Md5Hash,

    /// <summary>HMAC with MD5.</summary>
    Md5,

    Sha1,

    Sha256,

    Sha512,
}

/// <summary>Settings of Vonage's SMS API (section "Vonage").</summary>
public sealed class VonageOptions : IReportsBack, IHoldsSecrets
{
    public const string Section = "Vonage";

    /// <summary>Empty: Vonage's SMS API is not used.</summary>
    public string ApiKey { get; set; } = "";

    public string ApiSecret { get; set; } = "";

    public VonageAuth Auth { get; set; } = VonageAuth.Basic;

    public string ApiUrl { get; set; } = "https://rest.nexmo.com";

    public string ReportUrl { get; set; } = "";

    /// <summary>The account's signature secret; it is another one than the API secret. Empty: signatures are not checked.</summary>
    public string SignatureSecret { get; set; } = "";

    public VonageSignatureMethod SignatureMethod { get; set; } = VonageSignatureMethod.Md5Hash;

    public SignatureMode SignatureMode { get; set; } = SignatureMode.Enforce;

    /// <summary>How far the timestamp of a signed call may be from our clock.</summary>
    public TimeSpan SignatureWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an answer to a send is waited for.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    IEnumerable<string> IHoldsSecrets.Secrets => [ApiKey, ApiSecret, SignatureSecret];
}

internal sealed class VonageOptionsCheck : IValidateOptions<VonageOptions>
{
    public ValidateOptionsResult Validate(string? name, VonageOptions options)
    {
        List<string> problems =
        [
            .. SettingChecks.Key("Vonage:ApiKey (VONAGE_API_KEY)", options.ApiKey),
            .. SettingChecks.Address("Vonage:ApiUrl", options.ApiUrl, "https://rest.nexmo.com"),
            .. SettingChecks.Address("Vonage:ReportUrl", options.ReportUrl, "https://desk.example.org/webhooks/vonage/status", mayBeEmpty: true),
            .. SettingChecks.Choice("Vonage:Auth", options.Auth),
            .. SettingChecks.Choice("Vonage:SignatureMethod (VONAGE_SIGNATURE_METHOD)", options.SignatureMethod),
            .. SettingChecks.Choice("Vonage:SignatureMode (VONAGE_SIGNATURE_MODE)", options.SignatureMode),
            .. SettingChecks.Window("Vonage:SignatureWindow", options.SignatureWindow),
            .. SettingChecks.Timeout("Vonage:Timeout", options.Timeout),
        ];
        if (options.ApiKey.Length > 0)
        {
            problems.AddRange(options.Auth is VonageAuth.Signature
                ? SettingChecks.Needed("Vonage:SignatureSecret (VONAGE_SIGNATURE_SECRET)", options.SignatureSecret, "sends are signed with it")
                : SettingChecks.Needed("Vonage:ApiSecret (VONAGE_API_SECRET)", options.ApiSecret, "sending needs it beside the key"));
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
