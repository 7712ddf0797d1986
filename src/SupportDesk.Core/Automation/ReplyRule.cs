namespace SupportDesk.Automation;

/// <summary>Where a keyword must stand in a text.</summary>
public enum KeywordPlace
{
    /// <summary>The text is nothing else.</summary>
    WholeText,

    /// <summary>The text begins with it.</summary>
    FirstWord,

    /// <summary>It stands somewhere in the text, as a word of its own.</summary>
    Anywhere,
}

/// <summary>When a rule answers.</summary>
public enum RuleHours
{
    Always,

    /// <summary>While the opening hours are.</summary>
    Within,

    /// <summary>While they are not.</summary>
    Outside,
}

/// <summary>Answers customers' texts that it matches by a template.</summary>
public sealed partial record ReplyRule
{
    /// <summary>The keywords taken apart, in their order: each text is compared with them.</summary>
    private readonly IReadOnlyList<TextWords> sought = [];

    public int Id { get; init; }

    /// <summary>Counts its changes, so that nobody overwrites what they have not seen.</summary>
    public int Revision { get; init; }

    public bool Enabled { get; init; }

    /// <summary>What agents see at its answers; no two rules have the same.</summary>
    public required string Name { get; init; }

    /// <summary>The support numbers that it is for, canonical; none: all.</summary>
    public IReadOnlyList<string> Numbers { get; init => field = value ?? []; } = [];

    /// <summary>It matches texts with one of these; none: every text.</summary>
    public IReadOnlyList<string> Keywords
    {
        get;
        init
        {
            field = value ?? [];
            sought = [.. field.Select(TextWords.Of)];
        }
    } = [];

    public KeywordPlace Place { get; init; }

    public RuleHours Hours { get; init; }

    /// <summary>The hours that <see cref="Hours"/> speaks of. Their time zone is also that of the date and time in the answer.</summary>
    public OpeningHours Opening { get; init => field = value ?? new(); } = new();

    /// <summary>See <see cref="IReplyTemplates"/>.</summary>
    public required string Template { get; init; }

    /// <summary>True: only the text that opens a ticket is answered; false: every text.</summary>
    public bool OnlyFirst { get; init; }

    /// <summary>True: when it has answered the text that opens a ticket, the ticket's confirmation is not sent too.</summary>
    public bool InsteadOfConfirmation { get; init; }

    /// <summary>Name of the administrator who added or changed it last.</summary>
    public required string ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}
