namespace SupportDesk.Storage;

public abstract partial class DocumentStoreCompliance
{
    [SkippableFact]
    public async Task A_unique_key_belongs_to_one_document()
    {
        await InsertedAsync(new Note { Id = "n1", Name = "only" });
        var other = await InsertedAsync(new Note { Id = "n2", Name = "other" });

        await FluentActions.Awaiting(() => store.InsertAsync(new Note { Id = "n3", Name = "only" }, None)).Should().ThrowAsync<ConflictException>();
        await FluentActions.Awaiting(() => store.SaveAsync(other with { Name = "only" }, None)).Should().ThrowAsync<ConflictException>();

        (await store.FindAsync<Note>("n3", None)).Should().BeNull();
        (await store.FindAsync<Note>("n2", None)).Should().Be(other);
    }

    [SkippableFact]
    public async Task A_unique_key_that_was_given_up_may_be_taken()
    {
        var first = await InsertedAsync(new Note { Id = "n1", Name = "only" });
        await store.SaveAsync(first with { Name = null }, None);

        await InsertedAsync(new Note { Id = "n2", Name = "only" });
    }

    [SkippableFact]
    public async Task Many_documents_may_have_no_unique_key()
    {
        await InsertedAsync(new Note { Id = "n1" });
        await InsertedAsync(new Note { Id = "n2" });
    }

    [SkippableFact]
    public async Task Of_50_documents_that_race_for_a_unique_key_one_is_stored()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(at => Task.Run(() => TryAsync(new Note { Id = $"n{at}", Name = "only", Place = "here" }))));

        outcomes.Count(won => won).Should().Be(1);
        (await IdsAsync(new Query<Note>(Note.ByPlace))).Should().HaveCount(1);
    }

    [SkippableFact]
    public async Task Of_50_inserts_that_race_for_an_id_one_is_stored()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(at => Task.Run(() => store.InsertAsync(new Note { Id = "n1", Count = at }, None))));

        outcomes.Count(won => won).Should().Be(1);
        (await store.FindAsync<Note>("n1", None))!.Count.Should().Be(Array.IndexOf(outcomes, true));
    }

    [SkippableFact]
    public async Task A_refused_write_leaves_its_neighbours_alone()
    {
        await InsertedAsync(new Note { Id = "first", Name = "only" });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(at =>
            Task.Run(() => TryAsync(new Note { Id = $"n{at}", Name = at % 2 is 0 ? "only" : null, Place = "here" }))));

        outcomes.Count(stored => stored).Should().Be(50);
        (await IdsAsync(new Query<Note>(Note.ByPlace) { Limit = 200 })).Should().HaveCount(50);
    }

    [SkippableFact]
    public async Task Revisions_at_once_are_all_counted()
    {
        await InsertedAsync(new Note { Id = "n1" });

        var told = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => Task.Run(() => IsUncertainAsync(() =>
            store.ReviseAsync<Note>("n1", note => note with { Count = note.Count + 1 }, None)))));

        var counted = await store.FindAsync<Note>("n1", None);
        counted!.Count.Should().BeInRange(Crowd - told.Count(uncertain => uncertain), Crowd);
        counted.Version.Should().Be(counted.Count + 1);
    }

    /// <summary>True when the caller was told that nobody knows, which only a broken connection excuses.</summary>
    private async Task<bool> IsUncertainAsync(Func<Task> revise)
    {
        try
        {
            await revise();
            return false;
        }
        catch (StoreUnavailableException) when (ConnectionsBreak)
        {
            return true;
        }
    }

    [SkippableFact]
    public async Task A_revision_that_would_take_another_documents_unique_key_is_refused()
    {
        await InsertedAsync(new Note { Id = "n1", Name = "only" });
        await InsertedAsync(new Note { Id = "n2" });

        await FluentActions.Awaiting(() => store.ReviseAsync<Note>("n2", note => note with { Name = "only" }, None)).Should().ThrowAsync<ConflictException>();
    }

    [SkippableFact]
    public async Task What_was_written_is_read_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var time = 0; time < Crowd / 5; time++)
            {
                var note = await InsertedAsync(new Note { Id = $"{caller}-{time}", Place = $"{caller}-{time}" });
                (await store.FindAsync<Note>(note.Id, None)).Should().Be(note);
                (await IdsAsync(new Query<Note>(Note.ByPlace) { Above = note.Place![..^1], Below = note.Place + "~", Descending = true })).Should().Contain(note.Id);
            }
        })));
    }

    private async Task<bool> TryAsync(Note note)
    {
        try
        {
            return await store.InsertAsync(note, None);
        }
        catch (ConflictException)
        {
            return false;
        }
    }
}
