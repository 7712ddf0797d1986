namespace SupportDesk.Gateways.Twilio;

/// <summary>Twilio's settings as a person fills them in.</summary>
internal static class TwilioForm
{
    public static Provider Provider { get; } = Provider.Of<TwilioOptions>("twilio", "Twilio", TwilioOptions.Section, TwilioSetup.AddTwilio,
        new("AccountSid", "Account SID", "Begins with AC."),
        new("AuthToken", "Auth token", "The primary one. Needed: webhooks are signed with it.") { IsSecret = true },
        new("ApiKeySid", "API key SID", "Begins with SK. A key that sends in place of the token; may be empty."),
        new("ApiKeySecret", "API key secret") { IsSecret = true },
        new("SignatureMode", "Signatures", "Enforce refuses calls with a bad signature, Observe takes and counts them."),
        new("Timeout", "Time-out of a send", "At most 00:00:50.") { IsRare = true });
}
