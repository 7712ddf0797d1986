namespace SupportDesk.Messages;

/// <summary>The configured gateways by name.</summary>
public sealed class Gateways(IEnumerable<ISmsGateway> gateways)
{
    private readonly Dictionary<string, ISmsGateway> byName = gateways.ToDictionary(gateway => gateway.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>A text may outlive its gateway's configuration; then sending it is refused in words, not lost.</summary>
    public ISmsGateway For(string name) => byName.GetValueOrDefault(name) ?? new Missing(name);

    private sealed class Missing(string name) : ISmsGateway
    {
        public string Name => name;

        public int MostSegments => int.MaxValue;

        public Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation) =>
            Task.FromResult<SendResult>(new SendResult.Refused($"The gateway \"{name}\" is not configured."));
    }
}
