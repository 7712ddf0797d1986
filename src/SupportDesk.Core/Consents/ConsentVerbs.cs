using System.Globalization;
using SupportDesk.Messages;

namespace SupportDesk.Consents;

/// <summary>What can happen to a customer's consent. Every verb returns the next state and is harmless when said twice.</summary>
public sealed partial record Consent
{
    private const int MostRepeats = 50;

    /// <summary>A consent that nothing has happened to yet.</summary>
    public static Consent Of(string supportNumber, string customerNumber) => new()
    {
        Id = IdOf(supportNumber, customerNumber),
        SupportNumber = supportNumber,
        CustomerNumber = customerNumber,
    };

    /// <summary>Notes a change. A text that was heard before says nothing new, and what is so already is no change.</summary>
    public Consent Note(ConsentChange change)
    {
        if (change.MessageId is { } id && Heard(id))
            return this;
        if (change.OptedOut != IsOptedOut || (Last is null && !change.OptedOut))
            return this with { Ledger = [.. Ledger, change] };
        return change is { Means: ConsentMeans.Keyword, MessageId: { } repeat } ? this with { Repeats = [.. Repeats.TakeLast(MostRepeats - 1), repeat] } : this;
    }

    /// <summary>A provider's word on a text that left before the customer opted in again is out of date.</summary>
    public Consent Learn(ConsentChange change, DateTimeOffset left) => Last is { OptedOut: false } optedIn && optedIn.At >= left ? this : Note(change);

    /// <summary>An agent opts the customer in, unless something has happened since the agent looked.</summary>
    public Consent OptIn(ConsentChange change, DateTimeOffset seen) => IsOptedOut && Last!.At == seen ? Note(change) : this;

    /// <summary>True when this text made a change.</summary>
    public bool ChangedBy(string messageId) => Ledger.Any(change => change.MessageId == messageId);

    /// <summary>Why this text must not be sent, in words; null when it may. To a customer who opted out goes only the answer to that, once.</summary>
    public string? WhyNot(Message text) => Last is { OptedOut: true } optOut && !IsAnswerTo(optOut, text) ? optOut.InWords() : null;

    private bool Heard(string messageId) => ChangedBy(messageId) || Repeats.Contains(messageId);

    private static bool IsAnswerTo(ConsentChange optOut, Message text) =>
        optOut is { Means: ConsentMeans.Keyword, MessageId: { } id } && text.Id.Split('.')[0] == AnswerId(id);
}

/// <summary>A change in words for agents.</summary>
public static class ConsentWords
{
    /// <summary>"The customer opted out on 6 May 2026 with STOP." The day is UTC's.</summary>
    public static string InWords(this ConsentChange change) => change.InWords(change.At.UtcDateTime.ToString("' on 'd MMMM yyyy", CultureInfo.InvariantCulture));

    /// <summary>"The customer opted out with STOP."</summary>
    public static string Undated(this ConsentChange change) => change.InWords("");

    private static string InWords(this ConsentChange change, string when) => (change.Means, change.OptedOut) switch
    {
        (ConsentMeans.Keyword, true) => $"The customer opted out{when} with {change.Words}.",
        (ConsentMeans.Keyword, false) => $"The customer opted in{when} with {change.Words}.",
        (ConsentMeans.Provider, _) => $"The carrier said{when} that the customer has opted out.",
        (_, true) => $"{change.By?.Name} opted the customer out{when}.",
        _ => $"{change.By?.Name} opted the customer in{when}.",
    };
}
