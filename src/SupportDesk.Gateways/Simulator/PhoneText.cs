using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>Which way a text goes, as its handset sees it.</summary>
public enum PhoneDirection
{
    Sent,
    Received,
}

/// <summary>How far the carrier has come with a text.</summary>
public enum PhoneTextState
{
    /// <summary>The carrier has it, and has not handed it over yet.</summary>
    OnItsWay,

    /// <summary>The desk took it, or it reached the handset.</summary>
    Arrived,

    /// <summary>It reached nobody.</summary>
    Failed,
}

/// <summary>A text that a handset sent, or that the carrier took for it. While it is on its way the document is the carrier's queue entry.</summary>
public sealed record PhoneText : Document, IStored<PhoneText>
{
    /// <summary>Number of the handset.</summary>
    public required string Handset { get; init; }

    /// <summary>The support number.</summary>
    public required string Other { get; init; }

    public required PhoneDirection Direction { get; init; }

    public required string Text { get; init; }

    /// <summary>Types of the pictures that travel with it (<see cref="PhoneFile"/>).</summary>
    public IReadOnlyList<string> Pictures { get; init => field = value ?? []; } = [];

    /// <summary>When it was sent, or reached the handset; strictly increasing.</summary>
    public required DateTimeOffset At { get; init; }

    public PhoneTextState State { get; init; }

    /// <summary>Why it failed, in words.</summary>
    public string? Problem { get; init; }

    /// <summary>The desk's id of a text that it sent; reports bring it back.</summary>
    public string? Reference { get; init; }

    /// <summary>A text to a handset is seen only once it is there; one from it always.</summary>
    [JsonIgnore]
    public bool IsSeen => Direction is PhoneDirection.Sent || State is PhoneTextState.Arrived;

    public PhoneText Arrive(DateTimeOffset? at = null) => State is PhoneTextState.OnItsWay ? this with { State = PhoneTextState.Arrived, At = at ?? At } : this;

    public PhoneText Fail(string problem) => State is PhoneTextState.OnItsWay ? this with { State = PhoneTextState.Failed, Problem = problem } : this;

    /// <summary>handset | time | id of what the handset shows.</summary>
    public static readonly DocumentIndex<PhoneText> Conversation = new("conversation", text =>
        text.IsSeen ? IndexKey.Of(text.Handset, IndexKey.Time(text.At), text.Id) : null);

    /// <summary>handset | id of everything that is the handset's.</summary>
    public static readonly DocumentIndex<PhoneText> ByHandset = new("by_handset", text => IndexKey.Of(text.Handset, text.Id));

    /// <summary>time | id of what a carrier that stopped must go on with.</summary>
    public static readonly DocumentIndex<PhoneText> OnItsWay = new("on_its_way", text =>
        text.State is PhoneTextState.OnItsWay ? IndexKey.Of(IndexKey.Time(text.At), text.Id) : null);

    public static DocumentType<PhoneText> Stored { get; } = new("simulator_texts", SimulatorJson.Shape.PhoneText, Conversation, ByHandset, OnItsWay);
}
