namespace SupportDesk.Webhooks;

public enum WebhookKind
{
    /// <summary>Customers' texts.</summary>
    Inbound,

    /// <summary>Delivery reports.</summary>
    Status,
}

/// <summary>A provider's call as it came, free of any web framework.</summary>
public sealed record WebhookRequest
{
    /// <summary>Name of the gateway whose address was called.</summary>
    public required string Gateway { get; init; }

    public required WebhookKind Kind { get; init; }

    /// <summary>Upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The full public address exactly as the provider called it: origin from the settings, path and query undecoded.</summary>
    public required string Url { get; init; }

    /// <summary>Names compare without case; several values are joined by ", ".</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body's bytes, unread.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType => Headers.GetValueOrDefault("Content-Type");

    /// <summary>The query without its question mark, undecoded; empty when there is none.</summary>
    public string Query => Url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? Url[(at + 1)..] : "";
}
