namespace SupportDesk.Storage;

/// <summary>A document as an engine keeps it, whatever its type: what is copied when everything moves.</summary>
/// <param name="Id">Unique within its collection.</param>
/// <param name="Version">As in its JSON.</param>
/// <param name="Json">All of it, id and version too.</param>
/// <param name="Canonical">
/// The one form in which copies are compared: what the program reads from the document, times in UTC. Engines may keep the same document in other words.
/// </param>
/// <param name="Keys">One per declared index in their order; null where the document is not in the index.</param>
public sealed record StoredDocument(string Id, long Version, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Canonical, IReadOnlyList<string?> Keys)
{
    /// <summary>Whether the program reads the same from both.</summary>
    public bool IsSameAs(StoredDocument other) => Canonical.Span.SequenceEqual(other.Canonical.Span);
}
