using System.Text;
using SupportDesk.Storage;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Features.Webhooks;

/// <summary>
/// The addresses that providers call. Below MVC on purpose: this is the busiest path of the desk, and it needs the bytes as they came.
/// </summary>
internal static class WebhookEndpoints
{
    /// <summary>Our own trouble: the provider is to try again.</summary>
    private const string TryAgain = "The desk cannot store anything now. Try again.";
    private const string TryAgainSeconds = "10";
    private const string ShelfIsFull = "It could not be understood, and so many calls wait for an administrator that the desk keeps no more. Try again.";

    public static void MapWebhooks(this WebApplication app)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Head];
        app.MapMethods("/webhook", methods, (HttpContext context, WebhookDesk desk) => AnswerAsync(context, desk, "messagebird", WebhookKind.Inbound));

        // Addresses of other systems, so that one who comes from there can leave the dashboard as it is.
        foreach (var path in new[] { "/inbound-sms", "/sms" })
            app.MapMethods(path, methods, (HttpContext context, WebhookDesk desk) => AnswerAsync(context, desk, "vonage", WebhookKind.Inbound));
        app.MapMethods("/webhooks/inbound-message", methods, (HttpContext context, WebhookDesk desk) => AnswerAsync(context, desk, "vonage-messages", WebhookKind.Inbound));
        app.MapMethods("/webhooks/message-status", methods, (HttpContext context, WebhookDesk desk) => AnswerAsync(context, desk, "vonage-messages", WebhookKind.Status));
        app.MapMethods("/webhooks/{gateway}/inbound", methods, (HttpContext context, WebhookDesk desk, string gateway) => AnswerAsync(context, desk, gateway, WebhookKind.Inbound));
        app.MapMethods("/webhooks/{gateway}/status", methods, (HttpContext context, WebhookDesk desk, string gateway) => AnswerAsync(context, desk, gateway, WebhookKind.Status));
    }

    private static async Task AnswerAsync(HttpContext context, WebhookDesk desk, string gateway, WebhookKind kind)
    {
        if (!context.RequestServices.GetRequiredService<SupportDesk.Messages.Gateways>().AreRead)
        {
            var (later, why) = ComeAgain(context, TryAgain);
            await SayAsync(context, later, why);
            return;
        }

        if (!desk.Knows(gateway))
        {
            await SayAsync(context, StatusCodes.Status404NotFound, "There is no such gateway.");
            return;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            // A provider that looks whether somebody is there.
            await SayAsync(context, StatusCodes.Status200OK, "OK");
            return;
        }

        if (await RawRequest.ReadAsync(context, gateway, kind) is not { } request)
        {
            await SayAsync(context, StatusCodes.Status413PayloadTooLarge, "The body is too large.");
            return;
        }

        var (status, words) = await TakeAsync(context, desk, request);
        await SayAsync(context, status, words, status < StatusCodes.Status300MultipleChoices ? desk.ReplyTo(gateway) : null);
    }

    private static async Task<(int Status, string Words)> TakeAsync(HttpContext context, WebhookDesk desk, WebhookRequest request)
    {
        try
        {
            var check = desk.Verify(request);
            if (check is not SignatureCheck.Verified && !context.RequestServices.GetRequiredService<UnverifiedLimit>().Allows(context.Connection.RemoteIpAddress))
                return (StatusCodes.Status429TooManyRequests, "Too many unverified calls.");
            return await desk.TakeAsync(request, check, context.RequestAborted) switch
            {
                WebhookAnswer.Refused { MayComeAgain: true } refused => (StatusCodes.Status503ServiceUnavailable, refused.Reason),
                WebhookAnswer.Refused refused => (StatusCodes.Status401Unauthorized, refused.Reason),
                WebhookAnswer.NotKept => ComeAgain(context, ShelfIsFull),
                WebhookAnswer.Kept kept => (StatusCodes.Status202Accepted, $"Kept for an administrator: {kept.Reason}"),
                _ => (StatusCodes.Status200OK, "OK"),
            };
        }
        catch (StoreUnavailableException)
        {
            return ComeAgain(context, TryAgain);
        }
    }

    private static (int Status, string Words) ComeAgain(HttpContext context, string why)
    {
        context.Response.Headers.RetryAfter = TryAgainSeconds;
        return (StatusCodes.Status503ServiceUnavailable, why);
    }

    private static Task SayAsync(HttpContext context, int status, string words, WebhookReply? instead = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = instead?.ContentType ?? "text/plain; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(instead?.Body ?? words);
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
