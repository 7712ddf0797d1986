using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SupportDesk.Exchanges;
using SupportDesk.Storage;

namespace SupportDesk.Webhooks;

/// <summary>Where webhooks wait that could not be understood or verified.</summary>
public sealed partial class WebhookShelf(IDocumentStore store, DeskClock clock)
{
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cookie", "MessageBird-Signature", "MessageBird-Signature-JWT", "X-Twilio-Signature",
    };

    /// <summary>
    /// Keeps a call; the same call again is the same entry, which waits again if it was settled. Returns its id; null when it is not kept because nobody vouches for it and so many wait already:
    /// whoever can send anything must not be able to fill the disk.
    /// </summary>
    /// <param name="request">The call.</param>
    /// <param name="reason">Why it is kept.</param>
    /// <param name="check">Whether its provider sent it.</param>
    /// <param name="isRefused">True when it is kept because of its signature.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<string?> KeepAsync(WebhookRequest request, string reason, SignatureCheck check, bool isRefused, CancellationToken cancellation)
    {
        var id = IdOf(request);
        if (check is not SignatureCheck.Verified && await CountWaitingAsync(cancellation) >= Page.CountLimit && await FindAsync(id, cancellation) is null)
            return null;
        var kept = new KeptWebhook
        {
            Id = id,
            Gateway = request.Gateway,
            Kind = request.Kind,
            Method = request.Method,
            Url = WithoutToken().Replace(request.Url, "$1…"),
            Headers = request.Headers.Where(header => !Secret.Contains(header.Key)).ToDictionary(),
            Body = WithoutLinks(request.Body),
            At = clock.Stamp(),
            Reason = reason,
            Unverified = isRefused,
        };
        if (!await store.InsertAsync(kept, cancellation))
            await store.ReviseAsync<KeptWebhook>(kept.Id, known => known.ComeAgain(kept), cancellation);
        return kept.Id;
    }

    public Task<KeptWebhook?> FindAsync(string id, CancellationToken cancellation) => store.FindAsync<KeptWebhook>(id, cancellation);

    /// <summary>Newest first.</summary>
    public Task<Page<KeptWebhook>> PageAsync(bool waiting, string? after, CancellationToken cancellation) =>
        store.PageAsync(QueryFor(waiting).NewestFirst(), after, cancellation);

    public Task<int> CountWaitingAsync(CancellationToken cancellation) => store.CountedAsync(QueryFor(true), cancellation);

    public Task DismissAsync(string id, string by, CancellationToken cancellation) => SettleAsync(id, by, "Dismissed.", cancellation);

    internal Task SettleAsync(string id, string by, string outcome, CancellationToken cancellation) =>
        store.ReviseAsync<KeptWebhook>(id, kept => kept.Settle(by, clock.Now, outcome), cancellation);

    private static Query<KeptWebhook> QueryFor(bool waiting) => Query<KeptWebhook>.Under(KeptWebhook.ByState, waiting ? "waiting" : "settled");

    /// <summary>The secret that stands in the address of a provider that signs nothing.</summary>
    [GeneratedRegex("([?&]token=)[^&]*", RegexOptions.IgnoreCase)]
    private static partial Regex WithoutToken();

    /// <summary>Providers repeat the addresses of our pictures in their calls; these need no sign-in. Nobody reads them when the call is let in later.</summary>
    private static byte[] WithoutLinks(ReadOnlyMemory<byte> body) => Encoding.Latin1.GetBytes(Redaction.Words(Encoding.Latin1.GetString(body.Span))!);

    private static string IdOf(WebhookRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Gateway} {request.Kind} {request.Method} {request.Url}\n"));
        hash.AppendData(request.Body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
