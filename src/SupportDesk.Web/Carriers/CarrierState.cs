using SupportDesk.Gateways;

namespace SupportDesk.Web.Carriers;

/// <summary>The carriers' stored settings as the desk read them last.</summary>
/// <param name="Settings">Full keys and what they hold, secrets among them.</param>
/// <param name="Lost">Full keys of secrets that cannot be decrypted.</param>
/// <param name="Problems">By gateway: why what is stored for it is not used.</param>
public sealed record CarrierState(IReadOnlyDictionary<string, string> Settings, IReadOnlyList<string> Lost, IReadOnlyDictionary<string, IReadOnlyList<string>> Problems)
{
    public static CarrierState Empty { get; } = new(new Dictionary<string, string>(), [], new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>Whether what was read now is what was read before.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> lost) =>
        settings.Count == Settings.Count && settings.All(setting => Settings.TryGetValue(setting.Key, out var known) && known == setting.Value) && lost.SequenceEqual(Lost);

    /// <summary>What is stored for one provider.</summary>
    public IEnumerable<KeyValuePair<string, string>> Of(Provider provider) =>
        Settings.Where(setting => setting.Key.StartsWith(provider.Section + ":", StringComparison.OrdinalIgnoreCase));
}
