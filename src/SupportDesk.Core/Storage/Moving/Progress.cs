namespace SupportDesk.Storage.Moving;

/// <summary>What a move is at.</summary>
public enum Work
{
    /// <summary>Going through what an interrupted move left in the target.</summary>
    Resuming,
    Copying,
    Checking,
}

/// <summary>How far a move is.</summary>
/// <param name="Work">Of the three passes.</param>
/// <param name="Collection">By name.</param>
/// <param name="Done">Documents of the collection, those that were there already included.</param>
/// <param name="Total">Documents of the collection in the source.</param>
public readonly record struct Progress(Work Work, string Collection, long Done, long Total);
