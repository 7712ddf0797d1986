namespace SupportDesk.Storage;

public abstract partial class DocumentStoreCompliance
{
    private static readonly string[] OddParts = ["", "|", "\\", "\\p", "a", "a\0", "a\0b", "a|b", "ab", "b", "~", "é", "\u202Eabc", "שלום", "\uFFFD", "👍", "👩‍🚒"];

    [SkippableFact]
    public async Task A_query_gives_the_keys_in_the_order_of_their_bytes()
    {
        foreach (var part in OddParts.Reverse())
            await InsertedAsync(Note.At($"id {part}", part, "x"));
        var expected = OddParts.Select(part => IndexKey.Of(part, "x")).OrderBy(key => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal).ToList();

        var ascending = await store.QueryAsync(new Query<Note>(Note.ByPlace), None);
        var descending = await store.QueryAsync(new Query<Note>(Note.ByPlace).NewestFirst(), None);

        ascending.Select(note => note.Place).Should().Equal(expected);
        descending.Select(note => note.Place).Should().Equal(expected.AsEnumerable().Reverse());
    }

    [SkippableFact]
    public async Task What_cannot_be_read_fails_a_query_unless_it_may_be_passed_over()
    {
        for (var place = 1; place < 10; place += 2)
            await InsertedAsync(Note.At($"n{place}", $"{place}"));
        await CloseAsync();
        store = await OpenAsync(StrangeNote.Stored);
        foreach (var place in new[] { "0", "2", "20", "21", "22", "6" })
            (await store.InsertAsync(new StrangeNote { Id = $"s{place}", Place = IndexKey.Of(place) }, None)).Should().BeTrue();
        await CloseAsync();
        store = await OpenAsync(Note.Stored);
        var all = new Query<Note>(Note.ByPlace);
        var readable = all.Take(3).PassingOverUnreadable();

        (await IdsAsync(readable)).Should().Equal("n1", "n3", "n5");
        (await IdsAsync(readable.After(IndexKey.Of("5")))).Should().Equal("n7", "n9");
        (await IdsAsync(readable.NewestFirst())).Should().Equal("n9", "n7", "n5");
        (await IdsAsync(readable.Take(0))).Should().BeEmpty();
        (await store.CountAsync(readable, None)).Should().Be(3);
        await FluentActions.Awaiting(() => store.QueryAsync(all, None)).Should().ThrowAsync<StoreUnavailableException>();
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_by_key_show_every_document_once_though_their_times_tie(bool descending)
    {
        var ids = OddParts.Concat(Enumerable.Range(0, 30).Select(at => $"{at:00}")).Select(part => $"n{part}").ToList();
        foreach (var id in ids)
            await InsertedAsync(Note.At(id, "here", "2026-01-01", id));
        await InsertedAsync(Note.At("elsewhere", "there", "2026-01-01"));

        var shown = new List<Note>();
        var page = Query<Note>.Under(Note.ByPlace, "here") with { Descending = descending, Limit = 7 };
        for (var read = await store.QueryAsync(page, None); read.Count > 0; read = await store.QueryAsync(page.After(read[^1].Place!), None))
            shown.AddRange(read);

        shown.Select(note => note.Id).Should().BeEquivalentTo(ids).And.OnlyHaveUniqueItems();
        shown.Select(note => note.Place).Should().Equal((await store.QueryAsync(page with { Limit = 100 }, None)).Select(note => note.Place));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_index_can_be_paged_without_bounds(bool descending)
    {
        foreach (var key in (string[])["a", "b", "c"])
            await InsertedAsync(new Note { Id = key, Place = key });
        var page = new Query<Note>(Note.ByPlace) { Descending = descending, Limit = 2 };

        (await IdsAsync(page.After("b"))).Should().Equal(descending ? "a" : "c");
    }

    [SkippableFact]
    public async Task A_prefix_finds_what_begins_with_these_parts_and_nothing_else()
    {
        foreach (var part in OddParts)
            await InsertedAsync(Note.At($"of {part}", part, "1"));
        await InsertedAsync(Note.At("alone", "a"));

        foreach (var part in OddParts)
            (await IdsAsync(Query<Note>.Under(Note.ByPlace, part))).Should().Equal($"of {part}");
    }

    [SkippableFact]
    public async Task Bounds_are_exclusive_and_may_be_left_out()
    {
        foreach (var key in (string[])["", "a", "b", "b\0", "c"])
            await InsertedAsync(new Note { Id = $"k{key}", Place = key });

        (await IdsAsync(new Query<Note>(Note.ByPlace))).Should().Equal("k", "ka", "kb", "kb\0", "kc");
        (await IdsAsync(new Query<Note>(Note.ByPlace) { Above = "" })).Should().Equal("ka", "kb", "kb\0", "kc");
        (await IdsAsync(new Query<Note>(Note.ByPlace) { Above = "b" })).Should().Equal("kb\0", "kc");
        (await IdsAsync(new Query<Note>(Note.ByPlace) { Below = "b" })).Should().Equal("k", "ka");
        (await IdsAsync(new Query<Note>(Note.ByPlace) { Above = "a", Below = "c", Descending = true })).Should().Equal("kb\0", "kb");
        (await IdsAsync(new Query<Note>(Note.ByPlace) { Above = "c", Below = "a" })).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_document_without_a_key_is_not_in_the_index()
    {
        var note = await InsertedAsync(new Note { Id = "n1", Place = "here" });
        await InsertedAsync(new Note { Id = "n2" });

        (await IdsAsync(new Query<Note>(Note.ByPlace))).Should().Equal("n1");
        await store.SaveAsync(note with { Place = null }, None);
        (await IdsAsync(new Query<Note>(Note.ByPlace))).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_saved_document_moves_in_its_indexes()
    {
        var note = await InsertedAsync(new Note { Id = "n1", Place = "b", Name = "x" });
        await InsertedAsync(new Note { Id = "n2", Place = "c" });

        await store.SaveAsync(note with { Place = "d" }, None);

        (await IdsAsync(new Query<Note>(Note.ByPlace))).Should().Equal("n2", "n1");
        (await IdsAsync(new Query<Note>(Note.ByName))).Should().Equal("n1");
    }

    [SkippableFact]
    public async Task Documents_may_share_a_key_of_a_plain_index()
    {
        await InsertedAsync(new Note { Id = "n1", Place = "here" });
        await InsertedAsync(new Note { Id = "n2", Place = "here" });

        (await IdsAsync(new Query<Note>(Note.ByPlace))).Should().BeEquivalentTo("n1", "n2");
    }

    [SkippableTheory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(100, 5)]
    public async Task A_count_goes_no_further_than_its_limit(int limit, int counted)
    {
        for (var at = 0; at < 5; at++)
            await InsertedAsync(Note.At($"n{at}", "here", $"{at}"));
        await InsertedAsync(Note.At("elsewhere", "there", "1"));

        (await store.CountAsync(Query<Note>.Under(Note.ByPlace, "here").Take(limit), None)).Should().Be(counted);
        (await store.QueryAsync(Query<Note>.Under(Note.ByPlace, "here").Take(limit), None)).Should().HaveCount(counted);
    }

    [SkippableFact]
    public async Task An_index_that_is_declared_later_holds_the_documents_stored_before()
    {
        await CloseAsync();
        store = await OpenAsync(Memo.Before);
        foreach (var at in (int[])[3, 1, 2])
            await store.InsertAsync(new Memo { Id = $"m{at}", Rank = at }, None);
        await store.InsertAsync(new Memo { Id = "unranked" }, None);
        await CloseAsync();

        Memo.Declared = Memo.After;
        store = await OpenAsync(Memo.After);

        (await store.QueryAsync(new Query<Memo>(Memo.ByRank), None)).Select(memo => memo.Id).Should().Equal("m1", "m2", "m3");
        await FluentActions.Awaiting(() => store.InsertAsync(new Memo { Id = "m4", Rank = 3 }, None)).Should().ThrowAsync<ConflictException>();
    }
}
