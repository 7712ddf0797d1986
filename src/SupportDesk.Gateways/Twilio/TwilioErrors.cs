namespace SupportDesk.Gateways.Twilio;

/// <summary>Twilio's error codes in words for an agent.</summary>
internal static class TwilioErrors
{
    /// <summary>Too many requests, and a full queue: it may take the text later.</summary>
    private static readonly HashSet<string> Passing = ["20429", "21611"];

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["20003"] = "The account or its token is not accepted.",
        ["20429"] = "Too many requests at once.",
        ["21211"] = "The number is not valid.",
        ["21606"] = "This support number cannot send texts.",
        ["21608"] = "A trial account may send to verified numbers only.",
        ["21610"] = "The customer has opted out.",
        ["21611"] = "Too many texts of this number wait already.",
        ["21612"] = "There is no route to the number.",
        ["21614"] = "The number is no mobile number.",
        ["21617"] = "The text is too long.",
        ["30003"] = "The phone could not be reached.",
        ["30004"] = "The message was blocked.",
        ["30005"] = "The number is unknown.",
        ["30006"] = "The number is a landline, or its carrier cannot be reached.",
        ["30007"] = "A carrier's filter refused the text.",
        ["30008"] = "The carrier gave no reason.",
    };

    public static bool Passes(string? code) => code is not null && Passing.Contains(code);

    /// <summary>The customer has texted STOP, and Twilio blocks the pair of numbers.</summary>
    public static bool IsOptOut(string? code) => code is "21610";

    /// <summary>Null when the code is not known.</summary>
    public static string? InWords(string? code) => code is null ? null : Known.GetValueOrDefault(code);
}
