using System.Globalization;
using SupportDesk.Numbers;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Features.Numbers;

/// <summary>A support number as its form sends it. An empty field: as the whole desk.</summary>
public sealed class NumberForm
{
    public string? Number { get; set; }

    public string? Name { get; set; }

    public string? Gateway { get; set; }

    public string? SecondGateway { get; set; }

    public string? Confirmation { get; set; }

    public bool NoConfirmation { get; set; }

    public string? ReopenDays { get; set; }

    public string? SendsPerSecond { get; set; }

    public string? SilentHours { get; set; }

    public string? HelpAnswer { get; set; }

    /// <summary>"true" or "false".</summary>
    public string? CarrierAnswersKeywords { get; set; }

    /// <summary>A <see cref="SupportDesk.Webhooks.SignatureMode"/>.</summary>
    public string? SignatureMode { get; set; }

    /// <summary>The version that the page showed.</summary>
    public long Version { get; set; }

    public static NumberForm Of(StoredNumber stored) => new()
    {
        Number = stored.Number,
        Name = stored.Settings.Name,
        Gateway = stored.Settings.Gateway,
        SecondGateway = stored.Settings.SecondGateway,
        Confirmation = stored.Settings.Confirmation,
        NoConfirmation = stored.Settings.Confirmation is "",
        ReopenDays = Written(stored.Settings.ReopenWindow?.TotalDays),
        SendsPerSecond = Written(stored.Settings.SendsPerSecond),
        SilentHours = Written(stored.Settings.SilentAfter?.TotalHours),
        HelpAnswer = stored.Settings.HelpAnswer,
        CarrierAnswersKeywords = stored.Settings.CarrierAnswersKeywords switch { true => "true", false => "false", null => null },
        SignatureMode = stored.Settings.SignatureMode?.ToString(),
        Version = stored.Version,
    };

    /// <summary>What the form says; fields that cannot be read are told.</summary>
    public SupportNumberOptions Read(Action<string, string> tell)
    {
        if (Filled(Gateway) is null)
            tell(nameof(Gateway), "Choose the carrier that this number belongs to.");
        return new()
        {
            Name = Filled(Name),
            Gateway = Filled(Gateway),
            SecondGateway = Filled(SecondGateway),
            Confirmation = NoConfirmation ? "" : Filled(Confirmation),
            ReopenWindow = Fraction(nameof(ReopenDays), ReopenDays, tell) is { } days ? TimeSpan.FromDays(days) : null,
            SendsPerSecond = Fraction(nameof(SendsPerSecond), SendsPerSecond, tell),
            SilentAfter = Fraction(nameof(SilentHours), SilentHours, tell) is { } hours ? TimeSpan.FromHours(hours) : null,
            HelpAnswer = Filled(HelpAnswer),
            CarrierAnswersKeywords = Choice<bool>(nameof(CarrierAnswersKeywords), CarrierAnswersKeywords, tell, bool.TryParse),
            SignatureMode = Choice<SignatureMode>(nameof(SignatureMode), SignatureMode, tell, TryReadMode),
        };
    }

    /// <summary>The field that a setting stands in.</summary>
    public static string FieldOf(string setting) => setting switch
    {
        nameof(SupportNumberOptions.ReopenWindow) => nameof(ReopenDays),
        nameof(SupportNumberOptions.SilentAfter) => nameof(SilentHours),
        _ => setting,
    };

    public static string InWords(NumberProblem problem) => problem.Setting switch
    {
        nameof(SupportNumberOptions.Gateway) => $"The carrier {problem.Sentence}",
        nameof(SupportNumberOptions.SecondGateway) => $"The second carrier {problem.Sentence}",
        nameof(SupportNumberOptions.ReopenWindow) => "The time must not be negative.",
        nameof(SupportNumberOptions.SilentAfter) => "The time must be at least five minutes (0.1) and at most a year (8760).",
        nameof(SupportNumberOptions.SendsPerSecond) => $"The rate {problem.Sentence}",
        _ => $"The {problem.Setting.ToLowerInvariant()} {problem.Sentence}",
    };

    public static string? Written(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    private static string? Filled(string? field) => string.IsNullOrWhiteSpace(field) ? null : field.Trim();

    private delegate bool Reads<T>(string text, out T value);

    private static bool TryReadMode(string text, out SignatureMode mode) => Enum.TryParse(text, out mode) && Enum.IsDefined(mode);

    private static T? Choice<T>(string name, string? field, Action<string, string> tell, Reads<T> reads)
        where T : struct
    {
        if (Filled(field) is not { } text)
            return null;
        if (reads(text, out var value))
            return value;
        tell(name, "Choose one of these.");
        return null;
    }

    /// <summary>With a point or a comma, whatever the language of the machine.</summary>
    private static double? Fraction(string name, string? field, Action<string, string> tell)
    {
        const double Most = 100_000;
        if (Filled(field) is not { } text)
            return null;
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= Most)
            return value;
        tell(name, "Write a number, such as 7 or 0.5.");
        return null;
    }
}
