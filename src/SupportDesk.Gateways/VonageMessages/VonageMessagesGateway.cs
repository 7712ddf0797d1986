using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.VonageMessages;

/// <summary>Sends by Vonage's Messages API: JSON, numbers without a plus, a token of the application, answered 202.</summary>
internal sealed class VonageMessagesGateway(IHttpClientFactory clients, IOptions<VonageMessagesOptions> options, Redaction redaction, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "vonage-messages";

    private readonly ProviderLine line = new(clients, GatewayName, "Vonage", redaction, time);

    public string Name => GatewayName;

    /// <summary>Version 0.1 takes 1000 characters; six segments have 918.</summary>
    public int MostSegments => 6;

    public Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        var vonage = options.Value;
        if (Token(vonage) is not { } token)
            return Task.FromResult<SendResult>(new SendResult.Refused("VonageMessages:PrivateKeyFile (VONAGE_PRIVATE_KEY_FILE) cannot be read any more."));
        var version = vonage.Version is MessagesVersion.V1 ? "v1" : "v0.1";
        var request = new HttpRequestMessage(HttpMethod.Post, $"{vonage.ApiUrl.TrimEnd('/')}/{version}/messages");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return line.SendAsync(request, new WatchedBody(vonage.Version is MessagesVersion.V1 ? V1(text) : V01(text), "application/json"), vonage.Timeout, Read, cancellation);
    }

    /// <summary>The key is read each time, so that its file may be replaced. Null when there is none any more.</summary>
    private string? Token(VonageMessagesOptions vonage)
    {
        try
        {
            return ApplicationToken.Make(vonage.ApplicationId, vonage.Pem, time.GetUtcNow(), Guid.NewGuid());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] V1(OutboundText text)
    {
        var encoding = Segments.Count(text.Text).Encoding is SmsEncoding.Ucs2 ? "unicode" : "text";
        return JsonSerializer.SerializeToUtf8Bytes(new V1Send("sms", "text", Digits(text.To), Digits(text.From), text.Text, text.Reference, new(encoding), "v1"), MessagesJson.Default.V1Send);
    }

    private static byte[] V01(OutboundText text) => JsonSerializer.SerializeToUtf8Bytes(
        new V01Send(new("sms", Digits(text.From)), new("sms", Digits(text.To)), new(new("text", text.Text)), text.Reference), MessagesJson.Default.V01Send);

    private static string Digits(string number) => number.TrimStart('+');

    private static SendResult Read(HttpResponseMessage response, string? answer)
    {
        var fields = Fields.OfJson(answer);
        if (response.IsSuccessStatusCode)
            return new SendResult.Accepted(fields?.Filled("message_uuid"));
        if (fields?.Filled("title", "detail", "type", "code") is null)
            return new SendResult.Refused($"Vonage answered {(int)response.StatusCode}.");
        var reason = (fields.Filled("title"), fields.Filled("detail")) switch
        {
            _ when MessagesErrors.CodeOf(fields) is not null => MessagesErrors.InWords(fields),
            ({ } title, { } detail) => $"Vonage: {title}: {detail}",
            var (title, detail) => $"Vonage: {title ?? detail ?? fields.Filled("type")}",
        };
        return MessagesErrors.Passes(MessagesErrors.CodeOf(fields)) ? new SendResult.TryLater(reason) : new SendResult.Refused(reason) { OptedOut = MessagesErrors.IsOptOut(MessagesErrors.CodeOf(fields)) };
    }
}
