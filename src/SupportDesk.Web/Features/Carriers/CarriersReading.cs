using SupportDesk.Carriers;
using SupportDesk.Gateways;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Web.Carriers;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Carriers;

/// <summary>Reads what the pages about carriers show.</summary>
public sealed class CarriersReading(CarrierDesk desk, SupportNumbers numbers, Breakers breakers, DeskClock clock)
{
    public CarriersPage All()
    {
        var (state, settings) = (desk.State ?? CarrierState.Empty, desk.Settings);
        return new([.. Providers.All.Select(provider => new CarrierRow(
            provider,
            !string.IsNullOrEmpty(settings[provider.KeyOf(provider.Settings[0])]),
            provider.Settings.Any(setting => desk.IsConfigured(provider.KeyOf(setting))),
            state.Of(provider).Any(),
            LostOf(provider, state),
            state.Problems.GetValueOrDefault(provider.Gateway) ?? [],
            NumbersOf(provider),
            OutageView.Of(provider.Gateway, breakers, clock.Now)))]);
    }

    /// <summary>The form as it is stored, or as somebody filled it in.</summary>
    public CarrierPage Page(Provider provider, StoredCarrier? stored, CarrierForm? form = null)
    {
        var state = desk.State ?? CarrierState.Empty;
        var fields = provider.Settings.Select(setting => new CarrierField(
            setting,
            IsFixed(provider, setting),
            setting.IsSecret ? "" : form?.Text(setting.Key) ?? stored?.Values.GetValueOrDefault(setting.Key) ?? (setting.Shape is SettingShape.Choice ? setting.Default : ""),
            setting.IsSecret && stored?.Secrets.ContainsKey(setting.Key) is true,
            state.Lost.Contains(provider.KeyOf(setting)),
            form?.Remove.Contains(setting.Key) is true));
        return new(provider, [.. fields], stored, state.Problems.GetValueOrDefault(provider.Gateway) ?? []);
    }

    public RemovalPage Removal(Provider provider, StoredCarrier stored) => new(provider, stored, NumbersOf(provider));

    /// <summary>The configuration sets it, or sets what would be sent to where it says.</summary>
    public bool IsFixed(Provider provider, ProviderSetting setting) =>
        desk.IsConfigured(provider.KeyOf(setting))
        || provider.Settings.Any(other => other.SentTo == setting.Key && desk.IsConfigured(provider.KeyOf(other)));

    private List<string> NumbersOf(Provider provider) => [.. numbers.All.Where(number => number.Gateways.Contains(provider.Gateway)).Select(number => number.Number)];

    private static List<string> LostOf(Provider provider, CarrierState state) =>
        [.. provider.Settings.Where(setting => state.Lost.Contains(provider.KeyOf(setting))).Select(setting => setting.Label)];
}

/// <summary>The list of carriers.</summary>
public sealed record CarriersPage(IReadOnlyList<CarrierRow> Carriers);

/// <summary>One carrier in the list.</summary>
/// <param name="Provider">Which one.</param>
/// <param name="IsSetUp">The setting is there that says that it is used.</param>
/// <param name="IsConfigured">The configuration sets some of it.</param>
/// <param name="IsStored">Some of it was set in these pages.</param>
/// <param name="Lost">Labels of secrets that cannot be decrypted.</param>
/// <param name="Problems">Why what is stored is not used.</param>
/// <param name="Numbers">Support numbers that it carries, or sends from as the second.</param>
/// <param name="Outage">Why it is not asked for now; null while it is.</param>
public sealed record CarrierRow(Provider Provider, bool IsSetUp, bool IsConfigured, bool IsStored, IReadOnlyList<string> Lost, IReadOnlyList<string> Problems, IReadOnlyList<string> Numbers, OutageView? Outage);

/// <summary>The form of one carrier.</summary>
public sealed record CarrierPage(Provider Provider, IReadOnlyList<CarrierField> Fields, StoredCarrier? Stored, IReadOnlyList<string> Problems);

/// <summary>One field of the form.</summary>
/// <param name="Setting">What it holds.</param>
/// <param name="IsFixed">The configuration decides it.</param>
/// <param name="Value">Empty for a secret, whatever it is.</param>
/// <param name="IsSet">A secret is stored.</param>
/// <param name="IsLost">It cannot be decrypted.</param>
/// <param name="Remove">The administrator wants it forgotten.</param>
public sealed record CarrierField(ProviderSetting Setting, bool IsFixed, string Value, bool IsSet, bool IsLost, bool Remove)
{
    /// <summary>An id that a page may have.</summary>
    public string Id => "f-" + Setting.Key.Replace(':', '-');
}

/// <summary>The question whether what is stored for a carrier is to be forgotten.</summary>
public sealed record RemovalPage(Provider Provider, StoredCarrier Stored, IReadOnlyList<string> Numbers);
