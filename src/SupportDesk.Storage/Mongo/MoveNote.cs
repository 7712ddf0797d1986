using System.Text;
using SupportDesk.Storage.Mongo.Bson;

namespace SupportDesk.Storage.Mongo;

/// <summary>The note in the database that a move into it is not finished.</summary>
internal sealed class MoveNote(Calls calls)
{
    private const string Id = "move";

    /// <summary>The name of the move's source; null when there is no note.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellation) =>
        await calls.StoredAsync(MongoSchema.NotesCollection, Id, cancellation) is not { } note
            ? null
            : BsonReader.Find(note, "Source"u8, out var source) ? Encoding.UTF8.GetString(source.Value) : "";

    public Task PutAsync(string source, CancellationToken cancellation) => calls.InsertAsync(MongoSchema.NotesCollection, Document(source), Id, cancellation);

    public Task RemoveAsync(CancellationToken cancellation) => calls.DeleteAsync(MongoSchema.NotesCollection, Id, 1, cancellation);

    private static byte[] Document(string source) => new BsonWriter().String("_id"u8, Id).Int64("Version"u8, 1).String("Source"u8, source).ToArray();
}
