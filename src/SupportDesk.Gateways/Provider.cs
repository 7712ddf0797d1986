using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SupportDesk.Gateways;

/// <summary>How a setting is written.</summary>
public enum SettingShape
{
    Text,

    /// <summary>Several lines.</summary>
    Lines,

    /// <summary>Several lines, each a name, a colon and a value.</summary>
    Pairs,

    /// <summary>One of <see cref="ProviderSetting.Choices"/>.</summary>
    Choice,
}

/// <summary>One setting of a provider as a person fills it in.</summary>
/// <param name="Key">As in the configuration, without the section.</param>
/// <param name="Label">What it is called, as the provider calls it.</param>
/// <param name="Help">What it is for and where it is found; may be empty.</param>
public sealed record ProviderSetting(string Key, string Label, string Help = "")
{
    /// <summary>It is kept encrypted and never shown again.</summary>
    public bool IsSecret { get; init; }

    /// <summary>It goes to the address that this other setting holds: when that changes, it must be written again.</summary>
    public string? SentTo { get; init; }

    /// <summary>Few need it.</summary>
    public bool IsRare { get; init; }

    public SettingShape Shape { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What holds when it is not set.</summary>
    public string Default { get; init; } = "";
}

/// <summary>A provider as the pages and the composition know it. The first setting is the one whose presence says that the provider is used.</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="Title">The provider's name in words.</param>
/// <param name="Section">Its section of the configuration.</param>
/// <param name="Settings">What a person may set.</param>
/// <param name="Add">Adds its parts as a configuration says; the last argument is where delivery reports go when nothing else is set.</param>
public sealed record Provider(string Gateway, string Title, string Section, IReadOnlyList<ProviderSetting> Settings, Action<IServiceCollection, IConfiguration, string> Add)
{
    /// <summary>The setting with the word that the address of our webhooks must carry; null when there is none.</summary>
    public string? AddressToken { get; init; }

    /// <summary>Once it is set up, numbers can be bought over its API.</summary>
    public bool SellsNumbers { get; init; }

    public string KeyOf(ProviderSetting setting) => $"{Section}:{setting.Key}";

    /// <summary>Completes what is written about the settings with what their class says.</summary>
    internal static Provider Of<TOptions>(string gateway, string title, string section, Func<IServiceCollection, IConfiguration, IServiceCollection> add, params ReadOnlySpan<ProviderSetting> settings)
        where TOptions : class, new()
    {
        var completed = new List<ProviderSetting>();
        foreach (var setting in settings)
            completed.Add(Complete(setting, new TOptions()));
        return new(gateway, title, section, completed, (services, configuration, reportUrl) =>
        {
            add(services, configuration);
            services.PostConfigure<TOptions>(options =>
            {
                if (options is IReportsBack { ReportUrl.Length: 0 } back)
                    back.ReportUrl = reportUrl;
            });
        });
    }

    private static ProviderSetting Complete(ProviderSetting setting, object options)
    {
        PropertyInfo? property = null;
        object? value = options;
        foreach (var name in setting.Key.Split(':').Where(name => !char.IsAsciiDigit(name[0])))
        {
            property = value!.GetType().GetProperty(name) ?? throw new ArgumentException($"{options.GetType().Name} has no setting {setting.Key}.");
            value = property.GetValue(value);
        }

        return property!.PropertyType switch
        {
            { IsEnum: true } choice => setting with { Shape = SettingShape.Choice, Choices = Enum.GetNames(choice), Default = $"{value}" },
            var type when type == typeof(bool) => setting with { Shape = SettingShape.Choice, Choices = ["true", "false"], Default = value is true ? "true" : "false" },
            { IsGenericType: true } => setting,
            _ => setting with { Default = $"{value}" },
        };
    }
}
