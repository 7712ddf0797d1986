using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>The handsets and their texts, as the store keeps them.</summary>
public sealed class Handsets(IDocumentStore store, IPhoneEvents events, DeskClock clock, Random chance)
{
    /// <summary>More than a page can show side by side; the desk's texts to further numbers still get handsets of their own.</summary>
    public const int Most = 50;

    /// <summary>Texts that a handset shows.</summary>
    public const int MostTexts = 100;

    private const int Batch = 500;

    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<Handset>> AllAsync(CancellationToken cancellation) =>
        store.QueryAsync(Query<Handset>.Under(Handset.ByAge, "handset").Take(Most), cancellation);

    public Task<Handset?> FindAsync(string number, CancellationToken cancellation) => store.FindAsync<Handset>(number, cancellation);

    /// <summary>What a handset shows: its newest texts, the oldest first.</summary>
    public async Task<IReadOnlyList<PhoneText>> TextsAsync(string number, CancellationToken cancellation) =>
        [.. (await store.QueryAsync(Query<PhoneText>.Under(PhoneText.Conversation, number).NewestFirst().Take(MostTexts), cancellation)).Reverse()];

    /// <summary>Adds a handset; false when there is one of that number.</summary>
    public async Task<bool> AddAsync(string number, CancellationToken cancellation)
    {
        if (!await store.InsertAsync(new Handset { Id = number, Name = number, AddedAt = clock.Stamp() }, cancellation))
            return false;
        await events.PhoneChangedAsync(null, cancellation);
        return true;
    }

    /// <summary>Adds a handset with a number that is reserved for drama (Ofcom: +44 7700 900000 to 900999), so that no real phone is ever meant.</summary>
    public async Task<string> AddRandomAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var number = $"+447700900{chance.Next(1000):000}";
            if (await AddAsync(number, cancellation))
                return number;
        }
    }

    /// <summary>Removes a handset and all its texts. Harmless when it is gone.</summary>
    public async Task RemoveAsync(string number, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is { } handset)
            await store.DeleteAsync(handset, cancellation);
        var its = Query<PhoneText>.Under(PhoneText.ByHandset, number).Take(Batch);
        while (await store.QueryAsync(its, cancellation) is { Count: > 0 } texts)
        {
            foreach (var text in texts)
                await DropAsync(text, cancellation);
        }

        await events.PhoneChangedAsync(null, cancellation);
    }

    /// <summary>Null when there is none, or not any more.</summary>
    public Task<PhoneFile?> PictureAsync(string id, CancellationToken cancellation) => store.FindAsync<PhoneFile>(id, cancellation);

    internal async Task<PhoneText> KeepAsync(PhoneText text, IReadOnlyList<PhonePicture> pictures, CancellationToken cancellation)
    {
        for (var place = 0; place < pictures.Count; place++)
            await store.InsertAsync(new PhoneFile { Id = PhoneFile.IdOf(text.Id, place), ContentType = pictures[place].ContentType, Bytes = pictures[place].Bytes }, cancellation);
        text = text with { Pictures = [.. pictures.Select(picture => picture.ContentType)] };
        await store.InsertAsync(text, cancellation);
        if (text.IsSeen)
            await events.PhoneChangedAsync(text.Handset, cancellation);
        return text;
    }

    /// <summary>Null when the text is gone with its handset.</summary>
    internal async Task<PhoneText?> ReviseAsync(PhoneText text, Func<PhoneText, PhoneText> verb, CancellationToken cancellation)
    {
        var revised = await store.ReviseAsync(text.Id, verb, cancellation);
        if (revised is { Changed: true, Document.IsSeen: true })
            await events.PhoneChangedAsync(text.Handset, cancellation);
        return revised.Document;
    }

    private async Task DropAsync(PhoneText text, CancellationToken cancellation)
    {
        try
        {
            for (var place = 0; place < text.Pictures.Count; place++)
            {
                if (await PictureAsync(PhoneFile.IdOf(text.Id, place), cancellation) is { } picture)
                    await store.DeleteAsync(picture, cancellation);
            }

            await store.DeleteAsync(text, cancellation);
        }
        catch (ConflictException)
        {
            // It went on meanwhile; the next look finds it as it is now.
        }
    }
}
