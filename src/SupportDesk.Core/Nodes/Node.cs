using SupportDesk.Storage;

namespace SupportDesk.Nodes;

/// <summary>One running process of a desk that has several, and what it changed of late: by reading each other's, all nodes hear of every change.</summary>
public sealed record Node : Document, IStored<Node>
{
    /// <summary>When it last said that it is there.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>How much news it has told in all.</summary>
    public long Told { get; init; }

    /// <summary>The newest of it, oldest first: the codes of tickets that changed.</summary>
    public IReadOnlyList<string> News { get; init => field = value ?? []; } = [];

    private static readonly TimeSpan SilentWhenGone = TimeSpan.FromMinutes(1);

    public static readonly DocumentIndex<Node> All = new("all_nodes", node => IndexKey.Of("node", node.Id));

    public static DocumentType<Node> Stored { get; } = new("nodes", DeskJson.Shape.Node, All);

    /// <summary>Says that it is there, and what changed; at most <paramref name="most"/> items are remembered.</summary>
    public Node Tell(IReadOnlyCollection<string> news, DateTimeOffset now, int most) => this with
    {
        SeenAt = now,
        Told = Told + news.Count,
        News = news.Count == 0 ? News : [.. News.Concat(news).TakeLast(most)],
    };

    /// <summary>A node that has been silent for a minute has ended, one way or the other.</summary>
    public bool IsAtWork(DateTimeOffset now) => now - SeenAt < SilentWhenGone;

    /// <summary>What it told since it had told so much; null when it no longer remembers all of that.</summary>
    public IReadOnlyList<string>? Since(long told) => Told - told is var count && count <= News.Count ? [.. News.TakeLast((int)count)] : null;
}
