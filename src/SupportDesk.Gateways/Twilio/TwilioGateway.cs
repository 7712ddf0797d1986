using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.Twilio;

/// <summary>Sends by Twilio's REST API: POST …/Messages.json, a form, numbers with a plus, answered 201.</summary>
internal sealed class TwilioGateway(IHttpClientFactory clients, IOptions<TwilioOptions> options, Redaction redaction, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "twilio";

    /// <summary>Twilio brings no reference of ours back, but it calls exactly the address that it was given.</summary>
    public const string Reference = "reference";

    private const string Provider = "Twilio";

    /// <summary>Asks Twilio, which gives up at once otherwise, to call up to three times; the part behind the # is not sent and not signed.</summary>
    private const string Patience = "#rc=3&rp=5xx,ct,rt";

    private readonly ProviderLine line = new(clients, GatewayName, Provider, redaction, time);
    private readonly MediaLine fetching = new(clients, GatewayName, Provider, time);

    public string Name => GatewayName;

    /// <summary>Twilio takes 1600 characters; ten segments have 1530.</summary>
    public int MostSegments => 10;

    public bool AnswersKeywords => true;

    /// <summary>Twilio takes ten files, 5 MB together.</summary>
    public MediaLimits Media { get; } = MediaLimits.Desk with { MostBytesTogether = 5_000_000 };

    public Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        var twilio = options.Value;
        var request = new HttpRequestMessage(HttpMethod.Post, $"{twilio.ApiUrl.TrimEnd('/')}/2010-04-01/Accounts/{twilio.AccountSid}/Messages.json");
        request.Headers.Authorization = Credentials(twilio);
        List<(string Name, string Value)> parameters = [("To", text.To), ("From", text.From)];
        if (text.Text.Length > 0 || text.Media.Count == 0)
            parameters.Add(("Body", text.Text));
        parameters.AddRange(text.Media.Select(link => ("MediaUrl", link)));
        if (twilio.ReportUrl.Length > 0)
            parameters.Add(("StatusCallback", $"{twilio.ReportUrl}{(twilio.ReportUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Reference}={Uri.EscapeDataString(text.Reference)}{Patience}"));
        return line.SendAsync(request, WatchedBody.Form(parameters), twilio.Timeout, Read, cancellation);
    }

    /// <summary>Twilio asks for the account's credentials on every media address, and leads from there to where the bytes are.</summary>
    public Task<MediaResult> FetchAsync(string address, CancellationToken cancellation) =>
        fetching.FetchAsync(address, options.Value.ApiUrl, Credentials(options.Value), cancellation);

    private static AuthenticationHeaderValue Credentials(TwilioOptions twilio) => twilio.ApiKeySid.Length > 0
        ? BasicCredentials.Of(twilio.ApiKeySid, twilio.ApiKeySecret)
        : BasicCredentials.Of(twilio.AccountSid, twilio.AuthToken);

    private static SendResult Read(HttpResponseMessage response, string? answer)
    {
        var fields = Fields.OfJson(answer);
        if (response.IsSuccessStatusCode)
            return new SendResult.Accepted(fields?.Filled("sid"));
        var (code, words) = (fields?.Filled("code"), fields?.Filled("message"));
        var reason = TwilioErrors.InWords(code) is { } known
            ? $"Twilio: {known} ({code})"
            : words is null ? $"Twilio answered {(int)response.StatusCode}." : $"Twilio: {words} ({code})";
        return TwilioErrors.Passes(code) ? new SendResult.TryLater(reason) : new SendResult.Refused(reason) { OptedOut = TwilioErrors.IsOptOut(code) };
    }
}
