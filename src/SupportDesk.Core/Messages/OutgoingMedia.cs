using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Messages;

/// <summary>What can be sent beside words from a ticket's number.</summary>
/// <param name="Limits">What its gateway takes.</param>
/// <param name="WhyNot">Why nothing can be sent all the same, in words; null when it can.</param>
public sealed record MediaOffer(MediaLimits Limits, string? WhyNot);

/// <summary>
/// Pictures that agents send: stored before the answer that they go with, and fetched by the provider from addresses that are made anew for each try.
/// </summary>
public sealed class OutgoingMedia(IDocumentStore store, Gateways gateways, SupportNumbers numbers, IMediaLinks links, DeskClock clock)
{
    /// <summary>Longer than an answer may take from its files to its ticket.</summary>
    public static readonly TimeSpan UploadLasts = TimeSpan.FromHours(1);

    private const string NoAddress = "Pictures cannot be sent: the provider fetches them from the desk, and Web:PublicOrigin (PUBLIC_ORIGIN) does not say where that is.";
    private const int Batch = 50;

    /// <summary>Null when the ticket's number has a gateway that sends words alone.</summary>
    public MediaOffer? OfferFor(Ticket ticket) =>
        gateways.For(numbers.For(ticket.SupportNumber, ticket.Gateway).Gateway).Media is { } limits ? new(limits, links.CanReach(limits.IsHere) ? null : NoAddress) : null;

    /// <summary>Why these files cannot go out from the ticket's number, in sentences; none when they can, or there are none.</summary>
    public IReadOnlyList<string> Problems(Ticket ticket, IReadOnlyList<OutgoingFile> files) => (files.Count, OfferFor(ticket)) switch
    {
        (0, _) => [],
        (_, null) => ["This number cannot send pictures."],
        (_, { WhyNot: { } reason }) => [reason],
        (_, var offer) => offer.Limits.Problems(files),
    };

    /// <summary>Stores files for an answer. What it gets back goes into the answer; <see cref="KeepAsync"/> is to be called when that is kept.</summary>
    public async Task<Upload> StoreAsync(Ticket ticket, ReplyDraft draft, CancellationToken cancellation)
    {
        var upload = new Upload
        {
            Id = Guid.NewGuid().ToString("N"),
            TicketId = ticket.Id,
            MessageId = draft.Id,
            Files = [.. draft.Files.Select(_ => Guid.NewGuid().ToString("N"))],
            At = clock.Now,
        };
        await store.InsertAsync(upload, cancellation);
        foreach (var (id, file) in upload.Files.Zip(draft.Files))
            await store.InsertAsync(new MediaFile { Id = id, ContentType = file.Type!, Bytes = file.Bytes }, cancellation);
        return upload with { Version = 1 };
    }

    /// <summary>The answer is kept. What dies before this is found out by the next sweep.</summary>
    public Task KeepAsync(Upload upload, CancellationToken cancellation) => store.DeleteAsync(upload, cancellation);

    /// <summary>Removes files that were stored for answers which were never given.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var old = new Query<Upload>(Upload.ByAge).Take(Batch) with { Below = IndexKey.Of(IndexKey.Time(clock.Now - UploadLasts)) };
        while (await store.QueryAsync(old, cancellation) is { Count: > 0 } uploads)
        {
            foreach (var upload in uploads)
                await SweepAsync(upload, cancellation);
        }
    }

    /// <summary>Why a text with pictures must not be handed to its gateway now, in words; null when it may.</summary>
    public string? WhyNot(Message text)
    {
        if (text.Attachments.Count == 0)
            return null;
        if (gateways.For(text.Gateway).Media is { } limits)
            return links.CanReach(limits.IsHere) ? null : NoAddress;
        return gateways.AreRead ? $"Pictures cannot be sent by \"{text.Gateway}\"." : null;
    }

    /// <summary>A text as its gateway gets it, with new addresses of its pictures.</summary>
    public OutboundText Outbound(Message text)
    {
        var outbound = new OutboundText(text.SupportNumber, text.CustomerNumber, text.Text, text.Id);
        if (text.Attachments.Count == 0)
            return outbound;
        var here = gateways.For(text.Gateway).Media?.IsHere is true;
        return outbound with { Media = [.. text.Attachments.Select(picture => links.LinkTo(picture.File!, here))] };
    }

    private async Task SweepAsync(Upload upload, CancellationToken cancellation)
    {
        // No request is at it any more, and its files are nobody else's: what is not on an answer now never will be.
        var held = (await store.FindAsync<Ticket>(upload.TicketId, cancellation))?.Unqueued ?? [];
        var message = held.FirstOrDefault(text => text.Id == upload.MessageId) ?? await store.FindAsync<Message>(upload.MessageId, cancellation);
        var kept = (message?.Attachments ?? []).Select(picture => picture.File).ToHashSet();
        foreach (var id in upload.Files.Where(id => !kept.Contains(id)))
        {
            if (await store.FindAsync<MediaFile>(id, cancellation) is { } file)
                await store.DeleteAsync(file, cancellation);
        }

        await store.DeleteAsync(upload, cancellation);
    }
}
