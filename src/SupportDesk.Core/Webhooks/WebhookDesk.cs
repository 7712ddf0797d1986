using Microsoft.Extensions.Logging;
using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.Numbers;

namespace SupportDesk.Webhooks;

/// <summary>What a provider is told.</summary>
public abstract record WebhookAnswer
{
    private WebhookAnswer()
    {
    }

    /// <summary>Everything in it is durable.</summary>
    public sealed record Taken : WebhookAnswer;

    /// <summary>It could not be understood; it is durable, and an administrator sees it.</summary>
    public sealed record Kept(string Reason) : WebhookAnswer;

    /// <summary>It could not be understood, and is not kept: nobody vouches for it, and very many wait already. The provider should call again.</summary>
    public sealed record NotKept : WebhookAnswer;

    /// <summary>Its signature is bad; it is counted and, unless very many wait already, durable for an administrator to see.</summary>
    public sealed record Refused(string Reason) : WebhookAnswer
    {
        /// <summary>The provider should call again: it may sign then.</summary>
        public bool MayComeAgain { get; init; }
    }

    /// <summary>Somebody let the kept call in or dismissed it before; nothing was done.</summary>
    public sealed record Settled : WebhookAnswer;
}

/// <summary>Takes providers' calls: who sent it, what it says, and everything that it says stored before the answer.</summary>
public sealed class WebhookDesk(
    Gateways gateways,
    Reception reception,
    LongTexts longTexts,
    ReportDesk reports,
    WebhookShelf shelf,
    SignatureWatch signatures,
    SignatureModes modes,
    NumberWatch watch,
    Redaction redaction,
    DeskClock clock,
    ILogger<WebhookDesk> log)
{
    private const string NothingToCheckWith = "The number that it was sent to takes only calls with a good signature, and no key is set to check them with.";

    public IReadOnlyCollection<IWebhookReader> Readers => gateways.Readers;

    public bool Knows(string gateway) => gateways.Knows(gateway);

    /// <summary>What the gateway's provider reads in an answer; null: nothing.</summary>
    public WebhookReply? ReplyTo(string gateway) => gateways.ReaderFor(gateway).Reply;

    public SignatureCheck Verify(WebhookRequest request) => gateways.ReaderFor(request.Gateway).Verify(request);

    /// <summary>Takes a call in, whatever it says. What the provider is told is true when this returns.</summary>
    /// <param name="request">The call; its gateway is known.</param>
    /// <param name="check">What <see cref="Verify"/> found.</param>
    /// <param name="cancellation">Ends the waiting, not a write that has begun.</param>
    public async Task<WebhookAnswer> TakeAsync(WebhookRequest request, SignatureCheck check, CancellationToken cancellation)
    {
        watch.Called(request.Gateway, request.Kind);
        var reader = gateways.ReaderFor(request.Gateway);
        var content = reader.Read(request);
        if (check is not SignatureCheck.Verified && Refusal(reader, check, content) is { } refused)
        {
            await KeepAsync(request, refused.Reason, check, isRefused: true, cancellation);
            return refused;
        }

        return await TakeContentAsync(request, content, check, cancellation);
    }

    /// <summary>Null when the call is taken all the same. Bad signatures are counted wherever they are looked at.</summary>
    private WebhookAnswer.Refused? Refusal(IWebhookReader reader, SignatureCheck check, WebhookContent content)
    {
        var mode = modes.For(reader, content);
        if (check is not SignatureCheck.Bad bad)
            return mode is SignatureMode.Enforce && content is not WebhookContent.Nothing ? new(NothingToCheckWith) : null;
        if (mode is not SignatureMode.Off)
            signatures.Note(reader.Gateway, mode, bad.Reason);
        return mode is SignatureMode.Enforce ? new(bad.Reason) { MayComeAgain = bad.MayComeAgain } : null;
    }

    /// <summary>An administrator lets a kept call in, signature or not, as the desk understands it today. The answer says what came of it.
    /// One that is settled is not let in again: a text without an id of the provider's would be there twice.</summary>
    public async Task<WebhookAnswer> ReplayAsync(KeptWebhook kept, string by, CancellationToken cancellation)
    {
        if (!kept.IsWaiting)
            return new WebhookAnswer.Settled();
        var content = gateways.ReaderFor(kept.Gateway).Read(kept.AsRequest());
        var problem = await StoreAsync(kept.Gateway, content, new(kept.AsRequest(), kept.At, redaction), cancellation);
        if (problem is not null)
            return new WebhookAnswer.Kept(problem);
        await shelf.SettleAsync(kept.Id, by, "Replayed.", cancellation);
        return new WebhookAnswer.Taken();
    }

    private async Task<WebhookAnswer> TakeContentAsync(WebhookRequest request, WebhookContent content, SignatureCheck check, CancellationToken cancellation)
    {
        var problem = await StoreAsync(request.Gateway, content, new(request, clock.Now, redaction), cancellation);
        if (problem is null)
            return new WebhookAnswer.Taken();
        return await KeepAsync(request, problem, check, isRefused: false, cancellation) ? new WebhookAnswer.Kept(problem) : new WebhookAnswer.NotKept();
    }

    /// <summary>Null when all of it is stored; else why it must be kept.</summary>
    private async Task<string?> StoreAsync(string gateway, WebhookContent content, ArrivedCall call, CancellationToken cancellation)
    {
        switch (content)
        {
            case WebhookContent.Texts texts when texts.Items.FirstOrDefault(text => Originator.Read(text.From) is null) is not null:
                return "The sender is empty or unreadable.";
            case WebhookContent.Texts texts:
                foreach (var text in texts.Items.Select(text => text with { Calls = [call.As(ExchangeKind.Text, content.Own)] }))
                    await (text.Part is { } part ? longTexts.TakeAsync(gateway, text, part, cancellation) : reception.TakeAsync(gateway, text, cancellation));
                return null;
            case WebhookContent.Reports found:
                var unknown = 0;
                foreach (var report in found.Items)
                    unknown += await reports.NoteAsync(gateway, report with { Call = call.As(ExchangeKind.Report, content.Own) }, cancellation) ? 0 : 1;
                return unknown == 0 ? null : "The delivery report names no text that is known here.";
            case WebhookContent.Several several:
                string? first = null;
                foreach (var item in several.Items)
                    first = await StoreAsync(gateway, item, call, cancellation) is { } problem ? first ?? problem : first;
                return first;
            case WebhookContent.Unreadable unreadable:
                return unreadable.Reason;
            default:
                return null;
        }
    }

    private async Task<bool> KeepAsync(WebhookRequest request, string reason, SignatureCheck check, bool isRefused, CancellationToken cancellation)
    {
        if (await shelf.KeepAsync(request, reason, check, isRefused, cancellation) is not { } id)
            return false;
        DeskMetrics.WebhooksKept.Add(1, new KeyValuePair<string, object?>("gateway", request.Gateway));
        log.WebhookKept(id, request.Gateway, reason);
        return true;
    }
}
