using Microsoft.Extensions.Options;
using SupportDesk.Storage;
using SupportDesk.Webhooks;

namespace SupportDesk.Numbers;

/// <summary>Settings of the desk and of its support numbers (section "Desk").</summary>
public sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>The support number of webhooks that do not say which number was texted. Also the first number of the desk.</summary>
    public string DefaultNumber { get; set; } = "";

    /// <summary>The gateway that sends; null: the simulator, or MessageBird once its API key is set.</summary>
    public string? Gateway { get; set; }

    /// <summary>The gateway that sends what the first one certainly did not take; null: none. Of the numbers that name no gateway of their own.</summary>
    public string? SecondGateway { get; set; }

    public string Confirmation { get; set; } = "Thanks for contacting customer support! Your ticket ID is {code}.";

    public TimeSpan ReopenWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Texts per second that leave from one support number.</summary>
    public double SendsPerSecond { get; set; } = 20;

    /// <summary>How long the missing parts of a text are waited for, from the last part that came. Then it is shown without them.</summary>
    public TimeSpan PartWait { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>At most this many automatic answers go to one customer within an hour, so that two machines never talk to each other for long.</summary>
    public int AutomaticRepliesPerHour { get; set; } = 3;

    /// <summary>After an answer by a rule, no other by a rule goes to the same customer on the same number for so long: a burst of texts gets one. Zero: each gets its own.</summary>
    public TimeSpan AnswerPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A customer who writes the same again within so long, or writes back what the desk answered by itself, is taken for a machine. Zero: nobody is.</summary>
    public TimeSpan RepeatWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A text with one of these in it is taken for a machine's; separated by commas. Case, accents and punctuation do not matter.</summary>
    public string MachinePhrases { get; set; } =
        "AUTOMATIC REPLY, AUTOMATED REPLY, AUTO REPLY, AUTOREPLY, AUTOMATIC RESPONSE, AUTOMATED RESPONSE, AUTO RESPONSE, AUTOMATIC MESSAGE, AUTOMATED MESSAGE, OUT OF OFFICE, OUT OF THE OFFICE, "
        + "DO NOT REPLY TO THIS, NOT MONITORED, DO NOT DISTURB WHILE DRIVING, DRIVING FOCUS, I'M DRIVING RIGHT NOW, AUTOMATISCH ANTWOORD, AUTOMATISCH BERICHT, AFWEZIGHEIDSBERICHT, "
        + "AUTOMATISCHE ANTWORT, AUTOMATISCHE NACHRICHT, ABWESENHEITSNOTIZ, REPONSE AUTOMATIQUE, MESSAGE AUTOMATIQUE, RESPUESTA AUTOMATICA, MENSAJE AUTOMATICO, FUERA DE LA OFICINA, "
        + "RISPOSTA AUTOMATICA, MESSAGGIO AUTOMATICO, FUORI UFFICIO, RESPOSTA AUTOMATICA, MENSAGEM AUTOMATICA";

    /// <summary>Further support numbers, and what differs on them; the key is the number in E.164 form.</summary>
    public Dictionary<string, SupportNumberOptions> Numbers { get; init; } = [];
}

/// <summary>What differs on one support number; null: as for the whole desk.</summary>
public sealed record SupportNumberOptions
{
    public string? Name { get; init; }

    public string? Gateway { get; init; }

    /// <summary>Null: none, or as for the whole desk where <see cref="Gateway"/> is null too.</summary>
    public string? SecondGateway { get; init; }

    public string? Confirmation { get; init; }

    public TimeSpan? ReopenWindow { get; init; }

    public double? SendsPerSecond { get; init; }

    public string? HelpAnswer { get; init; }

    public bool? CarrierAnswersKeywords { get; init; }

    /// <summary>An alarm is raised when nobody texts it for so long; null: never.</summary>
    public TimeSpan? SilentAfter { get; init; }

    /// <summary>What to do with its texts when their signature is bad; null: as its carrier.</summary>
    public SignatureMode? SignatureMode { get; init; }
}

/// <summary>
/// The desk's own numbers: those of the configuration, and those that administrators stored. A number that nobody knows behaves as the desk's settings say,
/// so that no text is lost for want of a setting.
/// </summary>
public sealed class SupportNumbers
{
    private readonly DeskOptions desk;
    private readonly Dictionary<string, SupportNumber> configured;
    private volatile IReadOnlyDictionary<string, SupportNumber>? stored;

    public SupportNumbers(IOptions<DeskOptions> options)
    {
        desk = options.Value;
        Default = Originator.Stored(desk.DefaultNumber).Value;
        configured = desk.Numbers.ToDictionary(entry => Originator.Stored(entry.Key).Value, entry => Number(Originator.Stored(entry.Key).Value, entry.Value), StringComparer.Ordinal);
        configured.TryAdd(Default, Number(Default, new()));
    }

    /// <summary>False while nobody could read what administrators stored.</summary>
    public bool AreRead => stored is not null;

    /// <summary>Canonical.</summary>
    public string Default { get; }

    public IReadOnlyCollection<SupportNumber> All => [.. configured.Values, .. (stored?.Values ?? []).Where(number => !IsConfigured(number.Number))];

    public bool IsOurs(string number) => IsConfigured(number) || stored?.ContainsKey(number) is true;

    /// <summary>What the configuration says about a number wins.</summary>
    public bool IsConfigured(string number) => configured.ContainsKey(number);

    /// <summary>How the desk behaves on a number.</summary>
    /// <param name="number">Canonical.</param>
    /// <param name="cameBy">The gateway that brought the text; it answers on a number that nobody knows.</param>
    /// <exception cref="StoreUnavailableException">The stored numbers could not be read yet, so nobody can tell.</exception>
    public SupportNumber For(string number, string? cameBy = null) =>
        configured.GetValueOrDefault(number)
        ?? (stored ?? throw new StoreUnavailableException("The support numbers could not be read yet.")).GetValueOrDefault(number)
        ?? Number(number, new() { Gateway = cameBy });

    /// <summary>How the desk behaves on a number of which nothing is set.</summary>
    public SupportNumber Elsewhere => Number("", new());

    /// <summary>The number that a text was sent to, canonical.</summary>
    /// <param name="gateway">The gateway that brought it.</param>
    /// <param name="to">As its provider wrote it; null when it did not say.</param>
    public string NumberOf(string gateway, string? to) => Originator.Read(to) is { } named ? named.Value : DefaultFor(gateway);

    /// <summary>The number of a text whose provider does not say which one was texted: the desk's default, or the only one of another gateway.</summary>
    private string DefaultFor(string gateway) =>
        configured[Default].Gateway != gateway && All.Where(number => number.Gateway == gateway).Take(2).ToList() is [var only] ? only.Number : Default;

    /// <summary>Takes the stored numbers into use, in place of those before.</summary>
    internal void Take(IEnumerable<StoredNumber> numbers) =>
        stored = numbers.ToDictionary(number => number.Number, number => Number(number.Number, number.Settings), StringComparer.Ordinal);

    private SupportNumber Number(string number, SupportNumberOptions own) => new()
    {
        Number = number,
        Name = own.Name ?? number,
        Gateway = own.Gateway ?? desk.Gateway!,
        SecondGateway = own.SecondGateway ?? (own.Gateway is null ? desk.SecondGateway : null),
        Confirmation = own.Confirmation ?? desk.Confirmation,
        ReopenWindow = own.ReopenWindow ?? desk.ReopenWindow,
        SendsPerSecond = own.SendsPerSecond ?? desk.SendsPerSecond,
        HelpAnswer = own.HelpAnswer,
        CarrierAnswersKeywords = own.CarrierAnswersKeywords,
        SilentAfter = own.SilentAfter,
        SignatureMode = own.SignatureMode,
    };
}
