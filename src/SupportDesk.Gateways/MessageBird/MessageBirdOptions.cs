using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>Settings of MessageBird (section "MessageBird").</summary>
public sealed class MessageBirdOptions : IReportsBack, IHoldsSecrets
{
    public const string Section = "MessageBird";

    /// <summary>The access key that sends. Empty: MessageBird is not used for sending.</summary>
    public string ApiKey { get; set; } = "";

    public string ApiUrl { get; set; } = "https://rest.messagebird.com";

    /// <summary>Where numbers are searched and bought.</summary>
    public string NumbersUrl { get; set; } = "https://numbers.messagebird.com/v1";

    /// <summary>Where MessageBird sends delivery reports; empty: as the account says.</summary>
    public string ReportUrl { get; set; } = "";

    /// <summary>Keys that webhooks may be signed with: two are valid at once while a key is changed. Empty ones do not count; none: signatures are not checked.</summary>
    public IList<string> SigningKeys { get; init; } = [];

    public SignatureMode SignatureMode { get; set; } = SignatureMode.Enforce;

    /// <summary>How far the clocks of MessageBird and of the desk may be apart.</summary>
    public TimeSpan Leeway { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How old a call with the older kind of signature may be. MessageBird may call again hours later, with the signature of the first time.</summary>
    public TimeSpan LegacyWindow { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long an answer to a send is waited for.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    internal IEnumerable<string> Keys => SigningKeys.Where(key => !string.IsNullOrWhiteSpace(key));

    IEnumerable<string> IHoldsSecrets.Secrets => [ApiKey, .. SigningKeys];
}

internal sealed class MessageBirdOptionsCheck : IValidateOptions<MessageBirdOptions>
{
    public ValidateOptionsResult Validate(string? name, MessageBirdOptions options)
    {
        var problems = new List<string>();
        if (!IsAddress(options.ApiUrl))
            problems.Add($"MessageBird:ApiUrl must be an address such as https://rest.messagebird.com, not \"{options.ApiUrl}\".");
        problems.AddRange(SettingChecks.Address("MessageBird:NumbersUrl", options.NumbersUrl, "https://numbers.messagebird.com/v1"));
        if (options.ReportUrl.Length > 0 && !IsAddress(options.ReportUrl))
            problems.Add($"MessageBird:ReportUrl must be an address such as https://desk.example.org/webhooks/messagebird/status, not \"{options.ReportUrl}\".");
        if (options.ApiKey.Any(letter => char.IsControl(letter) || letter > '~'))
            problems.Add("MessageBird:ApiKey (MESSAGEBIRD_API_KEY) has characters that no access key has.");
        if (!Enum.IsDefined(options.SignatureMode))
            problems.Add("MessageBird:SignatureMode (MESSAGEBIRD_SIGNATURE_MODE) must be Enforce, Observe or Off.");

        // "5" is five days: a window that wide is hardly meant.
        if (options.Leeway < TimeSpan.Zero || options.Leeway > TimeSpan.FromMinutes(10))
            problems.Add("MessageBird:Leeway must be from 00:00:00 to 00:10:00.");
        if (options.LegacyWindow <= TimeSpan.Zero || options.LegacyWindow > TimeSpan.FromDays(1))
            problems.Add("MessageBird:LegacyWindow must be longer than zero and at most a day (1.00:00:00).");
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromSeconds(50))
            problems.Add("MessageBird:Timeout must be longer than zero and at most 00:00:50, less than a claim's lease.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
