namespace SupportDesk.Gateways.VonageMessages;

/// <summary>The settings of Vonage's Messages API as a person fills them in. A file with the private key is named by the configuration only: pages read no files.</summary>
internal static class VonageMessagesForm
{
    public static Provider Provider { get; } = Provider.Of<VonageMessagesOptions>("vonage-messages", "Vonage, Messages API", VonageMessagesOptions.Section, VonageMessagesSetup.AddVonageMessages,
        new("ApplicationId", "Application id", "Of the Vonage application that has the Messages capability."),
        new("PrivateKey", "Private key", "The application's, PEM, with its first and last line.") { IsSecret = true, Shape = SettingShape.Lines },
        new("SignatureSecret", "Signature secret", "The account's. Without it, signatures are not checked.") { IsSecret = true },
        new("ApiKey", "API key", "Signed calls must name it; empty: any."),
        new("SignatureMode", "Signatures", "Enforce refuses calls with a bad signature, Observe takes and counts them."),
        new("Version", "Version of the API") { IsRare = true },
        new("SignatureWindow", "Window of a signature", "How far its time may be from our clock; at most a day.") { IsRare = true },
        new("Timeout", "Time-out of a send", "At most 00:00:50.") { IsRare = true });
}
