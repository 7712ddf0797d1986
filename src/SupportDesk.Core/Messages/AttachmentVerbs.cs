namespace SupportDesk.Messages;

/// <summary>What can happen to what came with a text.</summary>
public sealed partial record Message
{
    /// <summary>Whoever fetches its attachments has until then.</summary>
    public Message ClaimMedia(DateTimeOffset until) => MediaDueAt is null ? this : this with { MediaDueAt = until };

    /// <summary>What became of one attachment.</summary>
    /// <param name="place">Which one, from 0.</param>
    /// <param name="result">What came of fetching it.</param>
    /// <param name="next">When it is tried again; null: no more.</param>
    public Message AfterFetching(int place, MediaResult result, DateTimeOffset? next)
    {
        if (!Attachments[place].IsWaiting)
            return this;
        var tried = Attachments[place] with { Attempts = Attachments[place].Attempts + 1 };
        var after = result switch
        {
            MediaResult.Fetched fetched => tried with { State = AttachmentState.Stored, ContentType = fetched.ContentType, Size = fetched.Bytes.Length, Failure = null },
            MediaResult.TryLater later when next is not null => tried with { Failure = later.Reason },
            MediaResult.TryLater later => tried with { State = AttachmentState.Failed, Failure = FormattableString.Invariant($"Given up after {tried.Attempts} tries. {later.Reason}") },
            MediaResult.Refused refused => tried with { State = AttachmentState.Failed, Failure = refused.Reason },
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };
        return Put(place, after, next);
    }

    /// <summary>An agent asks for an attachment once more.</summary>
    public Message FetchAgain(int place, DateTimeOffset now) =>
        Attachments[place].State is AttachmentState.Failed ? Put(place, new(Attachments[place].Address), now) : this;

    private Message Put(int place, Attachment attachment, DateTimeOffset? due)
    {
        Attachment[] all = [.. Attachments];
        all[place] = attachment;
        return this with { Attachments = all, MediaDueAt = all.Any(one => one.IsWaiting) ? due ?? MediaDueAt : null };
    }
}
