namespace SupportDesk.Gateways.Bandwidth;

/// <summary>Bandwidth's delivery codes in words for an agent. V1's are V2's without the thousands.</summary>
internal static class BandwidthErrors
{
    private static readonly Dictionary<int, string> Known = new()
    {
        [4301] = "The text's encoding is not accepted.",
        [4302] = "The support number is malformed.",
        [4303] = "The customer's number is malformed.",
        [4350] = "The text is malformed for this destination.",
        [4360] = "The text has expired.",
        [4401] = "There is no route to the number.",
        [4403] = "Sending from this support number is forbidden.",
        [4404] = "Sending to this number is forbidden.",
        [4405] = "The support number does not belong to the account.",
        [4406] = "The customer's number is not in use.",
        [4432] = "Texts to this country are not allowed.",
        [4470] = "Bandwidth took it for spam.",
        [4481] = "The support number is blocked.",
        [4482] = "The customer's number is blocked.",
        [4492] = "The number is an emergency number.",
        [4493] = "The account may not send this.",
        [4701] = "The carrier's service is not available.",
        [4702] = "The phone could not be reached.",
        [4720] = "The number is not valid.",
        [4721] = "The number is no longer in use.",
        [4730] = "The carrier has no route to the number.",
        [4740] = "The carrier does not accept the support number.",
        [4750] = "The carrier rejected it.",
        [4753] = "The phone rejected it.",
        [4770] = "The carrier took it for spam.",
        [4771] = "The carrier does not accept shortened addresses.",
        [4772] = "The carrier blocked it.",
        [4773] = "The sending campaign is not active.",
        [4775] = "The customer has opted out.",
        [4780] = "The carrier's volume limit is reached.",
        [4781] = "The carrier's volume limit is reached.",
        [4785] = "The carrier's volume limit is reached.",
        [4795] = "The toll-free number is not verified.",
        [5231] = "A part of it is missing.",
        [5600] = "The carrier's queue is full.",
    };

    /// <summary>Nobody knows: no receipt came, and the text may have reached the phone.</summary>
    public static bool IsOpen(int? code) => code is 9902 or 902;

    /// <summary>The customer has texted STOP.</summary>
    public static bool IsOptOut(int? code) => code is 4775 or 775;

    public static string InWords(int? code, string? description)
    {
        if (code is { } number && Known.TryGetValue(number < 1000 ? number + 4000 : number, out var words))
            return words;
        return (description, code) switch
        {
            ({ } said, { } known) => $"Bandwidth: {said} ({known})",
            ({ } said, null) => $"Bandwidth: {said}",
            (null, { } known) => $"Bandwidth could not deliver it (error {known}).",
            _ => "Bandwidth could not deliver it.",
        };
    }
}
