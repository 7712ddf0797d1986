using SupportDesk.Messages;

namespace SupportDesk.Gateways.Nexmo;

/// <summary>Nexmo's SMS API, which Vonage and KPN both speak: what a send is made of, and what its answer means.</summary>
internal static class NexmoSms
{
    /// <summary>Of 3200 characters, six parts are recommended at most.</summary>
    public const int MostSegments = 6;

    /// <summary>The parameters of one text. The API does not look at the text: what GSM 03.38 lacks is mangled unless the type says unicode.</summary>
    public static List<(string Name, string Value)> Parameters(OutboundText text, string reportUrl)
    {
        List<(string Name, string Value)> parameters =
        [
            ("from", text.From.TrimStart('+')), ("to", text.To.TrimStart('+')), ("text", text.Text), ("client-ref", text.Reference), ("status-report-req", "1"),
        ];
        if (Segments.Count(text.Text).Encoding is SmsEncoding.Ucs2)
            parameters.Add(("type", "unicode"));
        if (reportUrl.Length > 0)
            parameters.Add(("callback", reportUrl));
        return parameters;
    }

    /// <summary>The status is 200 whatever became of the text; each of its parts has its own.</summary>
    public static SendResult Read(string provider, Fields? answer)
    {
        var parts = answer?.Each("messages") ?? [];
        if (parts.Count == 0 || parts.Any(part => part?.Filled("status") is null))
            return new SendResult.Uncertain($"{provider}'s answer could not be understood. It may or may not have taken the text.");
        var refused = parts.Where(part => part!.Filled("status") != "0").ToList();
        if (refused.Count == 0)
            return new SendResult.Accepted(parts[0]!.Filled("message-id")) { Parts = parts.Count };
        var reason = string.Join("; ", refused.Select(part => NexmoErrors.OfSending(part!.Filled("status"), part.Filled("error-text"))).Distinct());
        if (refused.Count < parts.Count)
            return new SendResult.Refused($"{provider} took {parts.Count - refused.Count} of {parts.Count} parts: {reason}");
        return refused.All(part => NexmoErrors.Passes(part!.Filled("status"))) ? new SendResult.TryLater($"{provider}: {reason}") : new SendResult.Refused($"{provider}: {reason}");
    }
}
