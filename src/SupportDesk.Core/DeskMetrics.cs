using System.Diagnostics.Metrics;

namespace SupportDesk;

/// <summary>The desk's own instruments, on the meter "SupportDesk".</summary>
public static class DeskMetrics
{
    public const string MeterName = "SupportDesk";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Counter<long> TextsReceived = Meter.CreateCounter<long>("supportdesk.texts.received", "{text}", "Texts stored, duplicates not counted.");

    public static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("supportdesk.texts.duplicates", "{text}", "Texts that had been stored before.");

    public static readonly Counter<long> Sends = Meter.CreateCounter<long>("supportdesk.sends", "{send}", "Sends by gateway and result.");

    public static readonly Counter<long> Detours = Meter.CreateCounter<long>("supportdesk.sends.detours", "{send}", "Sends by another gateway than the first, by it and the one that did not take the text.");

    public static readonly Gauge<int> OpenBreakers = Meter.CreateGauge<int>("supportdesk.gateways.open", "{gateway}", "1 while a gateway is not asked because it did not take one text after the other, by gateway.");

    public static readonly Counter<long> Reports = Meter.CreateCounter<long>("supportdesk.reports", "{report}", "Delivery reports by gateway and state.");

    public static readonly Counter<long> WebhooksKept = Meter.CreateCounter<long>("supportdesk.webhooks.kept", "{webhook}", "Webhooks kept because they could not be understood or verified.");

    public static readonly Counter<long> BadSignatures = Meter.CreateCounter<long>("supportdesk.webhooks.bad_signatures", "{webhook}", "Webhooks whose signature was bad, by gateway and mode.");

    public static readonly Gauge<int> SilentNumbers = Meter.CreateGauge<int>("supportdesk.numbers.silent", "{number}", "Support numbers that nobody has texted for longer than their setting says.");

    public static readonly Counter<long> AnswersWithheld = Meter.CreateCounter<long>("supportdesk.answers.withheld", "{text}", "Automatic answers that the guard against loops and floods held back, by reason.");

    public static readonly Histogram<double> FilingDelay = Meter.CreateHistogram<double>("supportdesk.filing.delay", "s", "From storing a text to having it on its ticket.");
}
