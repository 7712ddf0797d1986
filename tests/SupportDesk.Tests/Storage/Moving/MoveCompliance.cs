using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Moving;

/// <summary>What a move promises, whatever engine it moves into. Each engine has one subclass that only says how to open it.</summary>
public abstract class MoveCompliance(SharedMongo? mongo) : MoveTest(mongo)
{
    private const int Notes = 1_000;

    /// <summary>Opens the one target of the test, as often as asked.</summary>
    protected abstract IMovableStore Target(bool forMove = true);

    [SkippableFact]
    public async Task Odd_documents_arrive_as_they_are_with_ids_versions_and_keys()
    {
        var source = Sqlite("source");
        await FillAsync(source, Notes);
        var target = Target();

        var proof = await MoveAsync(source.Contents, target.Contents);

        proof.IsGood.Should().BeTrue();
        foreach (var type in Types)
        {
            var (before, after) = (await AllAsync(source.Contents, type), await AllAsync(target.Contents, type));
            after.Select(document => document.Id).Should().Equal(before.Select(document => document.Id));
            after.Select(document => document.Version).Should().Equal(before.Select(document => document.Version));
            after.Zip(before).Should().OnlyContain(pair => pair.First.IsSameAs(pair.Second));
        }
        foreach (var odd in Odd.All.Where(odd => odd.Name is not null))
            (await target.QueryAsync(new Query<Odd>(Odd.ByName) { Below = odd.Name + "\0", Descending = true, Limit = 1 }, None)).Should().ContainSingle().Which.Should().BeEquivalentTo(odd with { Version = 1 });
        await target.Invoking(store => store.InsertAsync(new Odd { Id = "new", Name = "name 1\0" }, None)).Should().ThrowAsync<ConflictException>();
    }

    [SkippableFact]
    public async Task A_moved_document_is_saved_on_at_its_version()
    {
        var source = Sqlite("source");
        await FillAsync(source, 1);
        var target = Target();
        await MoveAsync(source.Contents, target.Contents);

        var note = await target.FindAsync<Note>("n000000", None);

        (await target.SaveAsync(note! with { Text = "next" }, None)).Version.Should().Be(3);
    }

    [SkippableTheory]
    [InlineData(Work.Copying, 1)]
    [InlineData(Work.Copying, Notes / 2)]
    [InlineData(Work.Checking, Notes / 2)]
    public async Task A_move_that_was_stopped_goes_on_when_it_is_run_again(Work work, int at)
    {
        var source = Sqlite("source");
        await FillAsync(source, Notes);
        using (var stop = new CancellationTokenSource())
        {
            Progress.At = step => Stop(stop, step.Work == work && step.Collection == "notes" && step.Done == at);
            await FluentActions.Awaiting(() => MoveAsync(source.Contents, Target().Contents, stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        }
        Progress.Steps.Clear();
        Progress.At = _ => { };
        Refused(() => Target(forMove: false)).Should().Throw<StoreUnavailableException>().WithMessage("The move from * is not finished; run it again.");

        (await MoveAsync(source.Contents, Target().Contents)).IsGood.Should().BeTrue();

        Progress.Steps.Should().Contain(step => step.Work == Work.Copying && step.Collection == "notes" && step.Done == Notes && step.Total == Notes);
        (await Target(forMove: false).CountAsync(new Query<Note>(Note.ByName).Take(2 * Notes), None)).Should().Be(Notes);
    }

    [SkippableFact]
    public async Task What_changed_in_the_source_since_a_stopped_move_is_moved_as_it_is_now()
    {
        var source = Sqlite("source");
        await FillAsync(source, 500);
        using (var stop = new CancellationTokenSource())
        {
            Progress.At = step => Stop(stop, step.Work == Work.Checking);
            await FluentActions.Awaiting(() => MoveAsync(source.Contents, Target().Contents, stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        }
        Progress.At = _ => { };
        var (last, gone) = ((await source.FindAsync<Note>("n000499", None))!, (await source.FindAsync<Note>("n000100", None))!);
        await source.SaveAsync(last with { Name = null }, None);
        await source.InsertAsync(new Note { Id = "a before all", Name = last.Name }, None);
        await source.DeleteAsync(gone, None);

        (await MoveAsync(source.Contents, Target().Contents)).IsGood.Should().BeTrue();

        var target = Target(forMove: false);
        (await target.FindAsync<Note>("a before all", None))!.Name.Should().Be(last.Name);
        (await target.FindAsync<Note>("n000499", None))!.Version.Should().Be(2);
        (await target.FindAsync<Note>("n000100", None)).Should().BeNull();
    }

    [SkippableFact]
    public async Task A_target_that_holds_anything_is_refused_and_left_as_it_was()
    {
        var source = Sqlite("source");
        await FillAsync(source, 5);
        await Target(forMove: false).InsertAsync(new Note { Id = "mine", Text = "mine" }, None);

        await FluentActions.Awaiting(() => MoveAsync(source.Contents, Target().Contents)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("* is not empty: it holds documents of notes. *");

        (await AllAsync(Target(forMove: false).Contents, Note.Stored)).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task The_unfinished_target_of_another_move_is_refused()
    {
        var (source, other) = (Sqlite("source"), Sqlite("other"));
        await FillAsync(source, 5);
        await FillAsync(other, 5);
        await Target().Contents.BeginAsync(other.Contents.Name, None);

        await FluentActions.Awaiting(() => MoveAsync(source.Contents, Target().Contents)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("* is the unfinished target of a move from *other*; *");
    }

    [SkippableFact]
    public async Task An_empty_source_is_refused_and_the_target_stays_free()
    {
        await FluentActions.Awaiting(() => MoveAsync(Sqlite("source").Contents, Target().Contents)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("There is nothing to move: *");

        Refused(() => Target(forMove: false)).Should().NotThrow();
    }

    [SkippableFact]
    public async Task What_was_changed_in_the_target_behind_the_moves_back_is_named_and_mended_by_another_run()
    {
        var source = Sqlite("source");
        await FillAsync(source, 500);
        var target = Target();
        Progress.At = step =>
        {
            if (step is not { Work: Work.Copying, Collection: "odd", Done: 1 })
                return;
            Progress.At = _ => { };
            ChangeAsync(target).GetAwaiter().GetResult();
        };

        var proof = await MoveAsync(source.Contents, target.Contents);

        proof.IsGood.Should().BeFalse();
        proof.Mismatches.Should().BeEquivalentTo(new Mismatch[]
        {
            new("notes", "added", Difference.Added), new("notes", "n000007", Difference.Changed), new("notes", "n000008", Difference.Missing),
        });
        proof.Collections.Select(collection => collection.IsSame).Should().Equal(false, true);
        Refused(() => Target(forMove: false)).Should().Throw<StoreUnavailableException>();
        (await MoveAsync(source.Contents, Target().Contents)).IsGood.Should().BeTrue();
        Refused(() => Target(forMove: false)).Should().NotThrow();
    }

    private static async Task ChangeAsync(IDocumentStore target)
    {
        await target.InsertAsync(new Note { Id = "added" }, None);
        await target.SaveAsync((await target.FindAsync<Note>("n000007", None))! with { Text = "changed" }, None);
        await target.DeleteAsync((await target.FindAsync<Note>("n000008", None))!, None);
    }

    private static void Stop(CancellationTokenSource stop, bool now)
    {
        if (now)
            stop.Cancel();
    }

    private static Action Refused(Func<IMovableStore> open) => () => open();
}
