using SupportDesk.Carriers;
using SupportDesk.Gateways;
using SupportDesk.Web.Carriers;

namespace SupportDesk.Web.Features.Carriers;

/// <summary>A carrier's settings as their form sends them. An empty secret: as it was.</summary>
public sealed class CarrierForm
{
    private const int Longest = 10_000;

    /// <summary>By key, without the section.</summary>
    public Dictionary<string, string?> Fields { get; init; } = [];

    /// <summary>Keys of secrets that are to be forgotten.</summary>
    public IList<string> Remove { get; init; } = [];

    /// <summary>The version that the page showed; 0: nothing was stored.</summary>
    public long Version { get; set; }

    public string Text(string key) => (Fields.GetValueOrDefault(key) ?? "").Trim();

    /// <summary>What is to be stored when the form is taken.</summary>
    /// <param name="provider">Whose settings they are.</param>
    /// <param name="seen">What is stored now.</param>
    /// <param name="isFixed">Settings that the configuration decides; what is stored of them stays.</param>
    /// <param name="secrets">Encrypts.</param>
    /// <param name="tell">Is told what is wrong, by key.</param>
    public (Dictionary<string, string> Values, Dictionary<string, string> Secrets) Read(
        Provider provider, StoredCarrier? seen, Predicate<ProviderSetting> isFixed, CarrierSecrets secrets, Action<string, string> tell)
    {
        var (values, hidden) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var setting in provider.Settings)
        {
            var text = Text(setting.Key);
            if (text.Length > Longest)
                tell(setting.Key, $"{setting.Label} must not be longer than {Longest} characters.");
            if (isFixed(setting))
                Keep(setting, seen, values, hidden);
            else if (!setting.IsSecret && text.Length > 0 && text != setting.Default)
                values[setting.Key] = text;
            else if (setting.IsSecret && !Remove.Contains(setting.Key))
                ReadSecret(provider, setting, text, seen, hidden, secrets, tell);
        }

        return (values, hidden);
    }

    private void ReadSecret(Provider provider, ProviderSetting setting, string text, StoredCarrier? seen, Dictionary<string, string> hidden, CarrierSecrets secrets, Action<string, string> tell)
    {
        if (text.Length > 0)
            hidden[setting.Key] = secrets.Protect(provider.Gateway, setting.Key, text);
        else if (seen?.Secrets.TryGetValue(setting.Key, out var known) is not true)
            return;
        else if (setting.SentTo is { } target && Text(target).Length > 0)
            tell(setting.Key, "Write it again, or remove it: it would go to another address.");
        else
            hidden[setting.Key] = known!;
    }

    private static void Keep(ProviderSetting setting, StoredCarrier? seen, Dictionary<string, string> values, Dictionary<string, string> hidden)
    {
        if (seen?.Values.TryGetValue(setting.Key, out var value) is true)
            values[setting.Key] = value;
        if (seen?.Secrets.TryGetValue(setting.Key, out var secret) is true)
            hidden[setting.Key] = secret;
    }
}
