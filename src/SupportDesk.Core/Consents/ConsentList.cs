using System.Runtime.CompilerServices;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Consents;

/// <summary>One page of consents, newest change first.</summary>
public sealed record ConsentPage(IReadOnlyList<Consent> Consents, string? Next);

/// <summary>Lists who has opted out. Every cost is bounded by the page.</summary>
public sealed class ConsentList(IDocumentStore store)
{
    public const int PageSize = 50;

    private const int Batch = 500;

    /// <param name="optedOut">False: those who opted in again.</param>
    /// <param name="after">Where an older page goes on.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<ConsentPage> PageAsync(bool optedOut, string? after, CancellationToken cancellation)
    {
        var query = Query<Consent>.Under(Consent.ByState, optedOut ? "out" : "in").NewestFirst().Take(PageSize + 1);
        var found = await store.QueryAsync(after is null ? query : query.After(after), cancellation);
        return found.Count <= PageSize ? new(found, null) : new([.. found.Take(PageSize)], Consent.ByState.KeyOf(found[PageSize - 1]));
    }

    /// <summary>What a customer's number, written in any way, has consented to; one entry for each support number.</summary>
    public async Task<IReadOnlyList<Consent>> SearchAsync(string words, CancellationToken cancellation)
    {
        var customer = PhoneNumber.TryRead(words, out var number, out _) ? number : Originator.Read(words)?.Value;
        return customer is null ? [] : await store.QueryAsync(Query<Consent>.Under(Consent.ByCustomer, customer).Take(PageSize), cancellation);
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
