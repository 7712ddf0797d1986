namespace SupportDesk.Gateways.VonageMessages;

/// <summary>Codes of Vonage's Messages API in words for an agent.</summary>
internal static class MessagesErrors
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["1000"] = "Too many texts at once.",
        ["1020"] = "A parameter is wrong.",
        ["1040"] = "The text cannot be sent to this number.",
        ["1050"] = "The number is barred.",
        ["1060"] = "The account is barred.",
        ["1070"] = "Not enough credit.",
        ["1090"] = "The text is too long.",
        ["1120"] = "The sender is not allowed.",
        ["1160"] = "A trial account may send to listed numbers only.",
        ["1170"] = "The number is not valid.",
        ["1180"] = "The phone was absent for a time.",
        ["1190"] = "The number is no longer in use.",
        ["1200"] = "The number is being moved to another carrier.",
        ["1210"] = "The carrier took it for spam.",
        ["1220"] = "The phone was busy.",
        ["1230"] = "The network failed.",
        ["1240"] = "The customer has opted out, or the number is not allowed.",
        ["1241"] = "Too many texts at once.",
        ["1250"] = "There is no route to the number.",
        ["1260"] = "The destination could not be reached.",
        ["1270"] = "The subscriber is too young for this text.",
        ["1280"] = "The number is blocked by its carrier.",
        ["1290"] = "The prepaid subscription has no funds.",
        ["1300"] = "The number is not in the network.",
        ["1360"] = "The phone could not be reached in time.",
    };

    /// <summary>Too much at once: it may be taken later.</summary>
    public static bool Passes(string? code) => code is "1000" or "1241";

    /// <summary>Vonage says nothing more exact of a customer who has opted out.</summary>
    public static bool IsOptOut(string? code) => code is "1240";

    /// <summary>The code of an error, wherever the version writes it: code, title, or the end of the type's address.</summary>
    public static string? CodeOf(Fields? error)
    {
        if (error is null)
            return null;
        string?[] places = [error.Filled("code"), error.Filled("title"), error.Filled("type")?.Split('#')[^1]];
        return places.FirstOrDefault(place => place is { Length: 4 } && place.All(char.IsAsciiDigit));
    }

    public static string InWords(Fields? error)
    {
        var code = CodeOf(error);
        return (code is null ? null : Known.GetValueOrDefault(code)) ?? (error?.Filled("detail", "reason", "title"), code) switch
        {
            ({ } words, { } number) when words != number => $"Vonage: {words} ({number})",
            ({ } words, _) => $"Vonage: {words}",
            _ => "Vonage could not deliver it.",
        };
    }
}
