namespace SupportDesk.Messages;

/// <summary>placeholder until the segment arithmetic is merged</summary>
public static class Segments
{
    public static IReadOnlyList<string> Split(string text, int mostSegments) => mostSegments > 0 ? [text] : [];
}
