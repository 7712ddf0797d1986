using SupportDesk.Messages;

namespace SupportDesk.Nodes;

/// <summary>This process among the nodes of a desk.</summary>
/// <param name="id">Unique to this run of the process; null when the desk has one process only.</param>
public sealed class ThisNode(string? id)
{
    /// <summary>Long enough for the node that has a text in its hands to do what is to do with it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Null when the desk has one process only.</summary>
    public string? Id { get; } = id;

    /// <summary>How many nodes are at work, this one included; they share each support number's rate.</summary>
    public int Nodes { get; internal set; } = 1;

    /// <summary>
    /// Whether another node has the text in its hands. The work could be done by both, as the store lets only one save through, but twice is in vain.
    /// A text that was left lying, because that node died, is anybody's.
    /// </summary>
    public bool LeavesToAnother(Message text, DateTimeOffset waitsSince, DateTimeOffset now) =>
        text.Node is { } node && node != Id && now - waitsSince < Patience;

    /// <summary>Whether no other node works on the text: this one has it in its hands, or is the only one.</summary>
    public bool LeavesToUs(Message text, DateTimeOffset waitsSince, DateTimeOffset now) =>
        Id is null || (text.Node == Id && now - waitsSince < Patience);
}
