using Microsoft.Extensions.Options;

namespace SupportDesk.Numbers;

/// <summary>Settings of the desk and of its support numbers (section "Desk").</summary>
public sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>The support number of webhooks that do not say which number was texted. Also the first number of the desk.</summary>
    public string DefaultNumber { get; set; } = "";

    /// <summary>The gateway that sends; null: the simulator, or MessageBird once its API key is set.</summary>
    public string? Gateway { get; set; }

    public string Confirmation { get; set; } = "Thanks for contacting customer support! Your ticket ID is {code}.";

    public TimeSpan ReopenWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Texts per second that leave from one support number.</summary>
    public double SendsPerSecond { get; set; } = 20;

    /// <summary>How long the missing parts of a text are waited for, from the last part that came. Then it is shown without them.</summary>
    public TimeSpan PartWait { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>At most this many automatic answers go to one customer within an hour, so that two machines never talk to each other for long.</summary>
    public int AutomaticRepliesPerHour { get; set; } = 3;

    /// <summary>Further support numbers, and what differs on them; the key is the number in E.164 form.</summary>
    public Dictionary<string, SupportNumberOptions> Numbers { get; init; } = [];
}

/// <summary>What differs on one support number; null: as for the whole desk.</summary>
public sealed class SupportNumberOptions
{
    public string? Name { get; set; }

    public string? Gateway { get; set; }

    public string? Confirmation { get; set; }

    public TimeSpan? ReopenWindow { get; set; }

    public double? SendsPerSecond { get; set; }

    public string? HelpAnswer { get; set; }

    public bool? CarrierAnswersKeywords { get; set; }
}

/// <summary>The desk's own numbers. A number that nobody configured behaves as the desk's settings say, so that no text is lost for want of a setting.</summary>
public sealed class SupportNumbers
{
    private readonly DeskOptions desk;
    private readonly Dictionary<string, SupportNumber> known;

    public SupportNumbers(IOptions<DeskOptions> options)
    {
        desk = options.Value;
        Default = Originator.Stored(desk.DefaultNumber).Value;
        known = desk.Numbers.ToDictionary(entry => Originator.Stored(entry.Key).Value, entry => Number(Originator.Stored(entry.Key).Value, entry.Value), StringComparer.Ordinal);
        known.TryAdd(Default, Number(Default, new()));
    }

    /// <summary>Canonical.</summary>
    public string Default { get; }

    public IReadOnlyCollection<SupportNumber> All => known.Values;

    public bool IsOurs(string number) => known.ContainsKey(number);

    public SupportNumber For(string number) => known.TryGetValue(number, out var found) ? found : Number(number, new());

    private SupportNumber Number(string number, SupportNumberOptions own) => new()
    {
        Number = number,
        Name = own.Name ?? number,
        Gateway = own.Gateway ?? desk.Gateway!,
        Confirmation = own.Confirmation ?? desk.Confirmation,
        ReopenWindow = own.ReopenWindow ?? desk.ReopenWindow,
        SendsPerSecond = own.SendsPerSecond ?? desk.SendsPerSecond,
        HelpAnswer = own.HelpAnswer,
        CarrierAnswersKeywords = own.CarrierAnswersKeywords,
    };
}
