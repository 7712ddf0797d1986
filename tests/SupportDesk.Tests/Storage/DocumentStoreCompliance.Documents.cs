namespace SupportDesk.Storage;

public abstract partial class DocumentStoreCompliance
{
    [SkippableFact]
    public async Task A_document_comes_back_as_it_was_stored_with_version_1()
    {
        await InsertedAsync(new Note { Id = "n1", Text = "Grüße, 你好, 👩‍🚒, \"quoted\" <b>\u202Eright to left", Count = 3, Place = "here" });

        var found = await store.FindAsync<Note>("n1", None);

        found.Should().Be(new Note { Id = "n1", Version = 1, Text = "Grüße, 你好, 👩‍🚒, \"quoted\" <b>\u202Eright to left", Count = 3, Place = "here" });
    }

    [SkippableFact]
    public async Task What_was_never_stored_is_not_found() => (await store.FindAsync<Note>("none", None)).Should().BeNull();

    [SkippableFact]
    public async Task Inserting_an_id_again_changes_nothing_and_says_so()
    {
        await InsertedAsync(new Note { Id = "n1", Text = "first" });

        (await store.InsertAsync(new Note { Id = "n1", Text = "second" }, None)).Should().BeFalse();

        (await store.FindAsync<Note>("n1", None))!.Text.Should().Be("first");
    }

    [SkippableFact]
    public async Task The_id_counts_before_the_unique_keys()
    {
        var note = new Note { Id = "n1", Name = "only" };
        await InsertedAsync(note);

        (await store.InsertAsync(note, None)).Should().BeFalse();
    }

    [SkippableFact]
    public async Task An_inserted_document_has_version_1_whatever_it_said() =>
        (await store.InsertAsync(new Note { Id = "n1", Version = 9 }, None)
            ? (await store.FindAsync<Note>("n1", None))!.Version
            : 0).Should().Be(1);

    [SkippableTheory]
    [InlineData("a|b")]
    [InlineData("back\\slash")]
    [InlineData("nul\0inside")]
    [InlineData("'; DROP TABLE notes; --")]
    [InlineData("👩‍🚒")]
    [InlineData("\u202Egnitirw")]
    public async Task Ids_may_have_any_characters(string id)
    {
        await InsertedAsync(new Note { Id = id, Text = "odd" });
        await InsertedAsync(new Note { Id = id + "x", Text = "longer" });

        (await store.FindAsync<Note>(id, None))!.Text.Should().Be("odd");
    }

    [SkippableFact]
    public async Task A_saved_document_replaces_the_one_that_was_read()
    {
        var note = await InsertedAsync(new Note { Id = "n1", Text = "old" });

        var saved = await store.SaveAsync(note with { Text = "new" }, None);

        saved.Should().Be(note with { Text = "new", Version = 2 });
        (await store.FindAsync<Note>("n1", None)).Should().Be(saved);
    }

    [SkippableFact]
    public async Task Saving_over_somebody_elses_change_is_refused()
    {
        var read = await InsertedAsync(new Note { Id = "n1" });
        await store.SaveAsync(read with { Text = "theirs" }, None);

        await FluentActions.Awaiting(() => store.SaveAsync(read with { Text = "mine" }, None)).Should().ThrowAsync<ConflictException>();

        (await store.FindAsync<Note>("n1", None))!.Text.Should().Be("theirs");
    }

    [SkippableFact]
    public async Task Saving_what_is_gone_or_never_was_is_refused()
    {
        var note = await InsertedAsync(new Note { Id = "n1" });
        await store.DeleteAsync(note, None);

        await FluentActions.Awaiting(() => store.SaveAsync(note, None)).Should().ThrowAsync<ConflictException>();
        await FluentActions.Awaiting(() => store.SaveAsync(new Note { Id = "new" }, None)).Should().ThrowAsync<ConflictException>();

        (await store.FindAsync<Note>("new", None)).Should().BeNull();
    }

    [SkippableFact]
    public async Task A_deleted_document_is_gone_from_its_indexes_and_may_be_deleted_again()
    {
        var note = await InsertedAsync(new Note { Id = "n1", Place = "here", Name = "only" });

        await store.DeleteAsync(note, None);
        await store.DeleteAsync(note, None);

        (await store.FindAsync<Note>("n1", None)).Should().BeNull();
        (await IdsAsync(new Query<Note>(Note.ByPlace))).Should().BeEmpty();
        await InsertedAsync(note with { Id = "n2" });
    }

    [SkippableFact]
    public async Task Deleting_what_somebody_else_changed_is_refused()
    {
        var read = await InsertedAsync(new Note { Id = "n1" });
        await store.SaveAsync(read with { Text = "theirs" }, None);

        await FluentActions.Awaiting(() => store.DeleteAsync(read, None)).Should().ThrowAsync<ConflictException>();

        (await store.FindAsync<Note>("n1", None)).Should().NotBeNull();
    }

    [SkippableFact]
    public async Task A_large_document_comes_back_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 200_000).Select(at => $"{at} é👍 "));
        await InsertedAsync(new Note { Id = "large", Text = text });

        (await store.FindAsync<Note>("large", None))!.Text.Should().Be(text);
    }

    [SkippableFact]
    public async Task Everything_is_there_after_opening_again()
    {
        var saved = await store.SaveAsync(await InsertedAsync(new Note { Id = "n1", Place = "here", Name = "only" }), None);
        await CloseAsync();
        store = await OpenAsync(Note.Stored);

        (await store.FindAsync<Note>("n1", None)).Should().Be(saved);
        (await IdsAsync(new Query<Note>(Note.ByPlace))).Should().Equal("n1");
        await FluentActions.Awaiting(() => store.InsertAsync(new Note { Id = "n2", Name = "only" }, None)).Should().ThrowAsync<ConflictException>();
    }

    [SkippableFact]
    public Task A_store_that_is_well_proves_that_it_can_be_written() => store.CheckWritableAsync(None);
}
