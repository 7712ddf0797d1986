namespace SupportDesk.Gateways.Nexmo;

/// <summary>What the codes of Nexmo's SMS API mean, in words for an agent.</summary>
internal static class NexmoErrors
{
    /// <summary>Statuses of a part whose provider may take it later: throttled, its own error, too many binds, communication failed.</summary>
    private static readonly HashSet<string> Passing = ["1", "5", "10", "13"];

    private static readonly Dictionary<string, string> Sending = new(StringComparer.Ordinal)
    {
        ["1"] = "too many texts at once",
        ["2"] = "a parameter is missing",
        ["3"] = "a parameter is wrong",
        ["4"] = "the key and secret are not accepted",
        ["5"] = "an error of its own",
        ["6"] = "the text cannot be sent to this number",
        ["7"] = "the number is barred",
        ["8"] = "the account is barred",
        ["9"] = "not enough credit",
        ["10"] = "too many connections",
        ["11"] = "the account is not enabled for HTTP",
        ["12"] = "the text is too long",
        ["13"] = "communication failed",
        ["14"] = "the signature is not accepted",
        ["15"] = "the sender is not allowed",
        ["16"] = "the time to live is wrong",
        ["19"] = "the account lacks this facility",
        ["20"] = "the message class is wrong",
        ["22"] = "the network code is wrong",
        ["23"] = "the callback address is wrong",
        ["29"] = "a trial account may send to listed numbers only",
        ["32"] = "signature and secret were both given",
        ["33"] = "the number is deactivated",
        ["34"] = "the number is wrong",
    };

    private static readonly Dictionary<string, string> Delivering = new(StringComparer.Ordinal)
    {
        ["2"] = "The phone was absent for a time.",
        ["3"] = "The number is no longer in use.",
        ["4"] = "The customer's subscription bars texts.",
        ["5"] = "The number is being moved to another carrier.",
        ["6"] = "The carrier took it for spam.",
        ["7"] = "The phone was busy.",
        ["8"] = "The network failed.",
        ["9"] = "The customer has opted out, or the number is not allowed.",
        ["10"] = "The text could not be delivered as it is.",
        ["11"] = "There is no route to the number.",
        ["12"] = "The destination could not be reached.",
        ["13"] = "The subscriber is too young for this text.",
        ["14"] = "The number is blocked by its carrier.",
        ["15"] = "The prepaid subscription has no funds.",
        ["16"] = "The carrier's quota is exceeded.",
        ["50"] = "A carrier's filter refused the sender's registration.",
        ["51"] = "A carrier's filter refused the sender.",
        ["52"] = "A carrier's filter refused the text.",
        ["53"] = "A carrier's filter found no consent.",
        ["54"] = "A regulation forbids it.",
    };

    public static bool Passes(string? status) => status is not null && Passing.Contains(status);

    /// <summary>Nexmo says nothing more exact of a customer who has opted out.</summary>
    public static bool IsOptOut(string? deliveryCode) => deliveryCode is "9";

    /// <summary>Why a part was not taken. The provider's own words say more than the table where there are some.</summary>
    public static string OfSending(string? status, string? words) => (status is null ? null : Sending.GetValueOrDefault(status), words) switch
    {
        ({ } meaning, { } said) => $"{meaning} ({said})",
        ({ } meaning, null) => meaning,
        (null, { } said) => said,
        _ => $"status {status}",
    };

    /// <summary>Why a part was not delivered.</summary>
    public static string OfDelivering(string provider, string? code, string? status) =>
        (code is null ? null : Delivering.GetValueOrDefault(code)) ?? status switch
        {
            "expired" => "The phone could not be reached in time.",
            "rejected" => $"{provider} or the carrier rejected it.",
            _ => $"{provider} could not deliver it.",
        };
}
