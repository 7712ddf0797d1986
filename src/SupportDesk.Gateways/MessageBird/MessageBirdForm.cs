namespace SupportDesk.Gateways.MessageBird;

/// <summary>MessageBird's settings as a person fills them in.</summary>
internal static class MessageBirdForm
{
    public static Provider Provider { get; } = Provider.Of<MessageBirdOptions>("messagebird", "MessageBird", MessageBirdOptions.Section, MessageBirdSetup.AddMessageBird,
        new("ApiKey", "Access key", "The live key of the account. Sending needs it.") { IsSecret = true },
        new("SigningKeys:0", "Signing key", "Without one, signatures are not checked: anybody can post texts.") { IsSecret = true },
        new("SigningKeys:1", "Next signing key", "Valid too, while keys are changed.") { IsSecret = true },
        new("SignatureMode", "Signatures", "Enforce refuses calls with a bad signature, Observe takes and counts them."),
        new("Leeway", "Leeway of clocks", "At most 00:10:00.") { IsRare = true },
        new("LegacyWindow", "Window of the older signature", "How old such a call may be; at most a day.") { IsRare = true },
        new("Timeout", "Time-out of a send", "At most 00:00:50.") { IsRare = true })
        with
    { SellsNumbers = true };
}
