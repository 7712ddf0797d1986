namespace SupportDesk.Web.Hosting;

/// <summary>How many changes of tickets this node has heard of, its own and others'. What was read at one count is out of date at the next.</summary>
public sealed class ChangeCount
{
    private long value;

    public long Value => Volatile.Read(ref value);

    public void Add() => Interlocked.Increment(ref value);
}
