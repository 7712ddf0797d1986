using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tickets;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Background;

/// <summary>Puts stored texts on their tickets.</summary>
internal sealed class FilingWorker(Filing filing, WakeUp<Filing> wakeUp, TimeProvider time, ILogger<FilingWorker> log)
    : Worker<Filing>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(2);

    protected override Task PassAsync(CancellationToken cancellation) => filing.FileWaitingAsync(cancellation);
}

/// <summary>Shows texts whose missing parts did not come.</summary>
internal sealed class LongTextWorker(LongTexts texts, WakeUp<LongTexts> wakeUp, TimeProvider time, ILogger<LongTextWorker> log)
    : Worker<LongTexts>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(4);

    protected override Task PassAsync(CancellationToken cancellation) => texts.LookAtDueAsync(cancellation);
}

/// <summary>Sends what is due. No pass waits for a slow provider; the desk's end does.</summary>
internal sealed class OutboxWorker(Sending sending, IHostApplicationLifetime desk, WakeUp<Outbox> wakeUp, TimeProvider time, IOptions<OutboxOptions> options, ILogger<OutboxWorker> log)
    : Worker<Outbox>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => options.Value.PollInterval;

    /// <summary>It begins nothing from the moment that the desk is asked to end, though the other workers go on until the last request is answered: the sends that are under way have all that time too.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, desk.ApplicationStopping);
        await base.ExecuteAsync(ends.Token);
    }

    protected override Task PassAsync(CancellationToken cancellation) => sending.SendDueAsync(cancellation);

    protected override Task FinishAsync() => sending.FinishAsync();
}

/// <summary>Looks after texts that a clock that was ahead left waiting.</summary>
internal sealed class TextsAheadWorker(TextsAhead texts, WakeUp<TextsAhead> wakeUp, TimeProvider time, ILogger<TextsAheadWorker> log)
    : Worker<TextsAhead>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromMinutes(3);

    protected override Task PassAsync(CancellationToken cancellation) => texts.BringBackAsync(cancellation);
}

/// <summary>Fetches the pictures that came with texts.</summary>
internal sealed class AttachmentWorker(AttachmentDesk desk, WakeUp<AttachmentDesk> wakeUp, TimeProvider time, ILogger<AttachmentWorker> log)
    : Worker<AttachmentDesk>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(7);

    protected override Task PassAsync(CancellationToken cancellation) => desk.FetchDueAsync(cancellation);
}

/// <summary>Removes pictures of answers that were never given.</summary>
internal sealed class UploadWorker(OutgoingMedia media, WakeUp<OutgoingMedia> wakeUp, TimeProvider time, ILogger<UploadWorker> log)
    : Worker<OutgoingMedia>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromMinutes(17);

    protected override Task PassAsync(CancellationToken cancellation) => media.SweepAsync(cancellation);
}

/// <summary>Queues answers that were stored, but not queued before the process died.</summary>
internal sealed class AnswerWorker(TicketDesk desk, WakeUp<TicketDesk> wakeUp, TimeProvider time, ILogger<AnswerWorker> log)
    : Worker<TicketDesk>(wakeUp, time, log)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override TimeSpan PollInterval => Interval;

    protected override Task PassAsync(CancellationToken cancellation) => desk.HandOverWaitingAsync(cancellation);
}

/// <summary>Saves the counts of bad signatures.</summary>
internal sealed class SignatureWorker(SignatureWatch signatures, WakeUp<SignatureWatch> wakeUp, TimeProvider time, ILogger<SignatureWorker> log)
    : Worker<SignatureWatch>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(5);

    protected override Task PassAsync(CancellationToken cancellation) => signatures.SaveAsync(cancellation);

    protected override Task FinishAsync() => signatures.SaveAsync(CancellationToken.None);
}

/// <summary>Saves when each number was last seen, and notices those that have fallen silent.</summary>
internal sealed class NumberWatchWorker(NumberWatch watch, SilenceAlarm alarm, WakeUp<NumberWatch> wakeUp, TimeProvider time, ILogger<NumberWatchWorker> log)
    : Worker<NumberWatch>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(7);

    protected override async Task PassAsync(CancellationToken cancellation)
    {
        await watch.SaveAsync(stops: false, cancellation);
        await alarm.LookAsync(cancellation);
    }

    protected override Task FinishAsync() => watch.SaveAsync(stops: true, CancellationToken.None);
}
