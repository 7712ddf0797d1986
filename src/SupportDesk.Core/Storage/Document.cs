namespace SupportDesk.Storage;

/// <summary>Anything the desk keeps: an immutable record with an id that never changes.</summary>
public abstract record Document
{
    /// <summary>Unique within its type; at most 128 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Counts the saves. 0 until stored; set by the store alone.</summary>
    public long Version { get; init; }
}

/// <summary>A document that says how it is stored: its collection's name, its JSON shape and its declared indexes.</summary>
public interface IStored<TSelf>
    where TSelf : Document, IStored<TSelf>
{
    static abstract DocumentType<TSelf> Stored { get; }
}
