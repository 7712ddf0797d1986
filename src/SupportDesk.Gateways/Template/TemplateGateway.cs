using System.Text;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.Template;

/// <summary>Sends by any HTTP SMS API, as the settings describe it.</summary>
internal sealed class TemplateGateway(IHttpClientFactory clients, IOptions<TemplateOptions> options, Redaction redaction, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "template";

    private const string Provider = "The provider";

    private readonly ProviderLine line = new(clients, GatewayName, Provider, redaction, time);

    public string Name => GatewayName;

    public int MostSegments => options.Value.MostSegments;

    public Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        var template = options.Value;
        string Value(string name) => name switch
        {
            "from" => Number(text.From),
            "to" => Number(text.To),
            "text" => text.Text,
            "reference" => text.Reference,
            "encoding" => Segments.Count(text.Text).Encoding is SmsEncoding.Ucs2 ? template.Unicode : template.Gsm,
            _ => AddressToken.AddTo(template.ReportUrl, template.WebhookToken),
        };
        var escape = Placeholders.EscapeFor(template.ContentType)!;
        var request = new HttpRequestMessage(new HttpMethod(template.Method), Placeholders.Fill(template.Url, name => Uri.EscapeDataString(Value(name))));
        foreach (var (name, value) in template.Headers)
            request.Headers.TryAddWithoutValidation(name, Placeholders.Fill(value, Value));
        var body = Encoding.UTF8.GetBytes(Placeholders.Fill(template.Body, name => escape(Value(name))));
        return line.SendAsync(request, new WatchedBody(body, template.ContentType), template.Timeout, Read, cancellation);
    }

    private string Number(string number) => options.Value.Plus ? number : number.TrimStart('+');

    private bool IsOptOut(string? words) => words?.IsOneOf(options.Value.OptedOut) is true;

    private SendResult Read(HttpResponseMessage response, string? answer)
    {
        var (fields, says) = (Fields.OfJson(answer), options.Value.Answer);
        var words = fields?.At(says.Error);
        if (!response.IsSuccessStatusCode)
            return new SendResult.Refused(words is { Length: > 0 } ? $"{Provider}: {words}" : $"{Provider} answered {(int)response.StatusCode}.") { OptedOut = IsOptOut(words) };
        if (says.Ok.Length > 0)
        {
            if (fields?.At(says.Ok) is not { } ok)
                return new SendResult.Uncertain($"{Provider}'s answer could not be understood. It may or may not have taken the text.");
            if (!ok.IsOneOf(says.OkValues))
                return new SendResult.Refused($"{Provider}: {words ?? ok}") { OptedOut = IsOptOut(words ?? ok) };
        }

        return new SendResult.Accepted(fields?.At(says.Id) is { Length: > 0 } id ? id : null);
    }
}

internal static class WordLists
{
    /// <summary>True when the word is in a list that commas part; case does not matter.</summary>
    public static bool IsOneOf(this string word, string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Contains(word, StringComparer.OrdinalIgnoreCase);
}
