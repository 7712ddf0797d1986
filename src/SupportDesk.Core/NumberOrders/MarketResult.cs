namespace SupportDesk.NumberOrders;

/// <summary>What became of one question to a provider about numbers.</summary>
public abstract record MarketResult<T>
{
    private MarketResult()
    {
    }

    /// <summary>The provider did it, or knows it.</summary>
    public sealed record Done(T Value) : MarketResult<T>;

    /// <summary>The provider will not do it. The reason is in its words.</summary>
    public sealed record Refused(string Reason) : MarketResult<T>;

    /// <summary>The provider certainly did not do it, and may later (busy, or no connection).</summary>
    public sealed record TryLater(string Reason) : MarketResult<T>;

    /// <summary>The question was written and no answer came, or none that says anything: it may have been done.</summary>
    public sealed record Uncertain(string Reason) : MarketResult<T>;
}
