using System.Runtime.CompilerServices;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Consents;

/// <summary>Lists who has opted out. Every cost is bounded by the page.</summary>
public sealed class ConsentList(IDocumentStore store)
{
    private const int Batch = 500;

    /// <summary>Newest change first.</summary>
    /// <param name="optedOut">False: those who opted in again.</param>
    /// <param name="after">Where an older page goes on.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Task<Page<Consent>> PageAsync(bool optedOut, string? after, CancellationToken cancellation) =>
        store.PageAsync(Query<Consent>.Under(Consent.ByState, optedOut ? "out" : "in").NewestFirst(), after, cancellation);

    /// <summary>What a customer's number, written in any way, has consented to; one entry for each support number.</summary>
    public async Task<IReadOnlyList<Consent>> SearchAsync(string words, CancellationToken cancellation)
    {
        var customer = PhoneNumber.TryRead(words, out var number, out _) ? number : Originator.Read(words)?.Value;
        return customer is null ? [] : await store.QueryAsync(Query<Consent>.Under(Consent.ByCustomer, customer).Take(Page.Size), cancellation);
    }

    /// <summary>All there are, by customer: in this order nothing that changes meanwhile is left out or comes twice.</summary>
    public async IAsyncEnumerable<Consent> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new Query<Consent>(Consent.ByCustomer).Take(Batch);
        while (await store.QueryAsync(query, cancellation) is { Count: > 0 } page)
        {
            foreach (var consent in page)
                yield return consent;
            query = query.After(Consent.ByCustomer.KeyOf(page[^1])!);
        }
    }
}
