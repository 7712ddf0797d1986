namespace SupportDesk.Gateways;

/// <summary>What all gateways' settings must be. Each check answers a sentence that names the setting, or nothing. A secret is never repeated.</summary>
internal static class SettingChecks
{
    /// <summary>The outbox's claim on a text lasts longer than any gateway may wait.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(50);

    public static IEnumerable<string> Address(string setting, string value, string example, bool mayBeEmpty = false)
    {
        if (!(mayBeEmpty && value.Length == 0) && !(Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return $"{setting} must be an address such as {example}, not \"{value}\".";
    }

    /// <summary>What goes into a header or an address must be printable ASCII.</summary>
    public static IEnumerable<string> Key(string setting, string value)
    {
        if (value.Any(letter => char.IsControl(letter) || letter > '~'))
            yield return $"{setting} has characters that no such key has.";
    }

    public static IEnumerable<string> Needed(string setting, string value, string why)
    {
        if (string.IsNullOrWhiteSpace(value))
            yield return $"{setting} is missing: {why}.";
    }

    public static IEnumerable<string> Choice<TChoice>(string setting, TChoice value)
        where TChoice : struct, Enum
    {
        if (!Enum.IsDefined(value))
            yield return $"{setting} must be one of {string.Join(", ", Enum.GetNames<TChoice>())}.";
    }

    public static IEnumerable<string> Timeout(string setting, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > LongestTimeout)
            yield return $"{setting} must be longer than zero and at most 00:00:50, less than a claim's lease.";
    }

    /// <summary>"5" is five days: a window that wide is hardly meant, but where a provider may call again with the signature of the first time.</summary>
    public static IEnumerable<string> Window(string setting, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            yield return $"{setting} must be longer than zero and at most a day (1.00:00:00).";
    }
}
