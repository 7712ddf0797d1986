using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Webhooks;

public sealed class SignatureWatchTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();
    private SignatureWatch watch = null!;

    public Task InitializeAsync()
    {
        watch = ActivatorUtilities.CreateInstance<SignatureWatch>(desk.Services);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Counts_that_were_to_be_saved_while_the_desk_stops_are_saved_at_its_end()
    {
        watch.Note("messagebird", SignatureMode.Observe, "The call is not signed.");

        await FluentActions.Awaiting(() => watch.SaveAsync(new CancellationToken(canceled: true))).Should().ThrowAsync<OperationCanceledException>();
        await watch.SaveAsync(default);

        (await SavedAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Counts_whose_save_had_begun_when_the_desk_was_stopped_count_once()
    {
        using var stop = new CancellationTokenSource();
        desk.FullStore.Saving = document => document is SignatureTally ? stop.CancelAsync() : Task.CompletedTask;
        watch.Note("messagebird", SignatureMode.Observe, "The call is not signed.");

        await watch.SaveAsync(stop.Token);
        await watch.SaveAsync(default);

        (await SavedAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Counts_that_a_full_disk_refused_are_saved_when_there_is_room()
    {
        watch.Note("messagebird", SignatureMode.Observe, "The call is not signed.");
        desk.FullStore.IsFull = true;
        await FluentActions.Awaiting(() => watch.SaveAsync(default)).Should().ThrowAsync<StoreUnavailableException>();
        desk.FullStore.IsFull = false;

        await watch.SaveAsync(default);

        (await SavedAsync()).Should().Be(1);
    }

    private async Task<long?> SavedAsync() => (await desk.Store.FindAsync<SignatureTally>("messagebird", default))?.Observed;
}
