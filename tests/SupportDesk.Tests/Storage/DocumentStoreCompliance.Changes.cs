namespace SupportDesk.Storage;

/// <summary>A program is followed by one that declares other indexes.</summary>
public abstract partial class DocumentStoreCompliance
{
    [SkippableFact]
    public async Task An_index_that_is_no_longer_declared_is_dropped_and_filled_anew_when_it_comes_back()
    {
        await OpenAsAsync(Memo.Before);
        await store.InsertAsync(new Memo { Id = "m1", Rank = 1 }, None);
        await OpenAsAsync(Memo.After);
        await store.SaveAsync((await store.FindAsync<Memo>("m1", None))! with { Rank = 7 }, None);
        await OpenAsAsync(Memo.Before);
        await store.InsertAsync(new Memo { Id = "m2", Rank = 5 }, None);

        await OpenAsAsync(Memo.After);

        (await store.QueryAsync(new Query<Memo>(Memo.ByRank), None)).Select(memo => memo.Id).Should().Equal("m2", "m1");
    }

    [SkippableFact]
    public async Task An_index_that_becomes_unique_over_documents_that_share_a_key_is_refused_by_name()
    {
        await OpenAsAsync(Memo.Before);
        await store.InsertAsync(new Memo { Id = "m1", Rank = 1 }, None);
        await store.InsertAsync(new Memo { Id = "m2", Rank = 1 }, None);
        await CloseAsync();

        await FluentActions.Awaiting(() => OpenAsync(Memo.After)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("The index by_rank of memos is declared unique, but *");

        await OpenAsAsync(Memo.Before);
        (await store.CountAsync(new Query<Memo>(Memo.ByText), None)).Should().Be(2);
    }

    [SkippableFact]
    public async Task Keys_that_are_computed_otherwise_than_before_are_all_computed_anew()
    {
        await OpenAsAsync(Memo.After);
        for (var at = 1; at <= 30; at++)
            await store.InsertAsync(new Memo { Id = $"m{at:D2}", Rank = at }, None);

        await OpenAsAsync(Memo.Later);

        (await store.QueryAsync(new Query<Memo>(Memo.ByRankReversed).Take(100), None)).Select(memo => memo.Rank).Should().Equal(Enumerable.Range(1, 30).Reverse().Select(rank => (int?)rank));
        await FluentActions.Awaiting(() => store.InsertAsync(new Memo { Id = "m31", Rank = 30 }, None)).Should().ThrowAsync<ConflictException>();
    }

    /// <summary>The next program starts on the same documents. What it declares is told before anything is awaited, so that the test sees it too.</summary>
    private Task OpenAsAsync(DocumentType<Memo> declared)
    {
        Memo.Declared = declared;
        return ReopenAsync(declared);
    }

    private async Task ReopenAsync(DocumentType<Memo> declared)
    {
        await CloseAsync();
        store = await OpenAsync(declared);
    }
}
