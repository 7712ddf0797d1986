namespace SupportDesk.Storage;

/// <summary>What every storage engine promises. Each engine has one subclass that only says how to open it.</summary>
public abstract partial class DocumentStoreCompliance : IAsyncLifetime
{
    private IDocumentStore store = null!;

    private static CancellationToken None => CancellationToken.None;

    /// <summary>How many want the same at once in the longest races: the work grows with its square.</summary>
    protected virtual int Crowd => 100;

    /// <summary>Whether a save may be cut off so that nobody can know what became of it.</summary>
    protected virtual bool ConnectionsBreak => false;

    /// <summary>Opens the store that this test owns; again after <see cref="CloseAsync"/>, the same documents.</summary>
    protected abstract Task<IDocumentStore> OpenAsync(params DocumentType[] types);

    protected abstract Task CloseAsync();

    public virtual async Task InitializeAsync() => store = await OpenAsync(Note.Stored);

    public virtual Task DisposeAsync() => CloseAsync();

    private async Task<Note> InsertedAsync(Note note)
    {
        (await store.InsertAsync(note, None)).Should().BeTrue();
        return note with { Version = 1 };
    }

    private async Task<List<string>> IdsAsync(Query<Note> query) => [.. (await store.QueryAsync(query, None)).Select(note => note.Id)];
}
