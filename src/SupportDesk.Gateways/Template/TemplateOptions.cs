using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;

namespace SupportDesk.Gateways.Template;

/// <summary>
/// Settings of any HTTP SMS API (section "Template"). In address, headers and body, {from}, {to}, {text}, {reference}, {encoding} and {reportUrl} are filled in, each
/// escaped as its place needs. Names of fields may be paths into JSON, such as messages.0.id.
/// </summary>
public sealed class TemplateOptions : IReportsBack, IHoldsSecrets
{
    public const string Section = "Template";

    /// <summary>Where a send goes. Empty: the template gateway is not used.</summary>
    public string Url { get; set; } = "";

    /// <summary>POST, PUT or GET.</summary>
    public string Method { get; set; } = "POST";

    public Dictionary<string, string> Headers { get; init; } = [];

    public string Body { get; set; } = "";

    /// <summary>How the body is written: JSON, form, XML or plain text.</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>False: numbers are sent without their plus.</summary>
    public bool Plus { get; set; } = true;

    /// <summary>What {encoding} says for a text in GSM 03.38.</summary>
    public string Gsm { get; set; } = "gsm";

    /// <summary>What {encoding} says for any other text.</summary>
    public string Unicode { get; set; } = "unicode";

    /// <summary>The most SMS that one send may have.</summary>
    public int MostSegments { get; set; } = 6;

    /// <summary>What the error of an answer, or the reason of a report, says when the customer has opted out; separated by commas.</summary>
    public string OptedOut { get; set; } = "";

    public string ReportUrl { get; set; } = "";

    /// <summary>A long random word in the address of our webhooks.</summary>
    public string WebhookToken { get; set; } = "";

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public TemplateAnswer Answer { get; init; } = new();

    public TemplateInbound Inbound { get; init; } = new();

    public TemplateStatus Status { get; init; } = new();

    IEnumerable<string> IHoldsSecrets.Secrets => TemplateSecrets.Of(this);
}

/// <summary>Where a send's answer says what.</summary>
public sealed class TemplateAnswer
{
    public string Id { get; set; } = "id";

    /// <summary>The field that says yes or no within a 2xx; empty: every 2xx is a yes.</summary>
    public string Ok { get; set; } = "";

    /// <summary>Its values that mean yes, separated by commas.</summary>
    public string OkValues { get; set; } = "";

    /// <summary>The field with the words of a refusal.</summary>
    public string Error { get; set; } = "message";
}

/// <summary>The fields of a customer's text.</summary>
public sealed class TemplateInbound
{
    public string From { get; set; } = "from";

    public string To { get; set; } = "to";

    public string Text { get; set; } = "text";

    public string Id { get; set; } = "id";

    public string Time { get; set; } = "time";
}

/// <summary>The fields of a delivery report, and what its states are called.</summary>
public sealed class TemplateStatus
{
    public string Id { get; set; } = "id";

    public string Reference { get; set; } = "reference";

    public string State { get; set; } = "status";

    public string Reason { get; set; } = "reason";

    /// <summary>Words for each state, separated by commas.</summary>
    public string Sent { get; set; } = "accepted,queued,sent";

    public string Delivered { get; set; } = "delivered";

    public string Failed { get; set; } = "failed,rejected,expired,undelivered,undeliverable";
}

internal sealed class TemplateOptionsCheck : IValidateOptions<TemplateOptions>
{
    public ValidateOptionsResult Validate(string? name, TemplateOptions options)
    {
        var problems = options.Url.Length == 0 ? [] : Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TemplateOptions options) =>
    [
        .. SettingChecks.Needed("Template:WebhookToken (TEMPLATE_WEBHOOK_TOKEN)", options.WebhookToken, "without it anybody could post texts"),
        .. SettingChecks.Address("Template:ReportUrl", options.ReportUrl, "https://desk.example.org/webhooks/template/status", mayBeEmpty: true),
        .. SettingChecks.Timeout("Template:Timeout", options.Timeout),
        .. IsBad("Template:Url must begin with http:// or https:// and a host. It is not shown, because it may hold a key.", !Uri.TryCreate(Placeholders.Fill(options.Url, _ => "1"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")),
        .. IsBad("Template:Method must be POST, PUT or GET.", options.Method is not ("POST" or "PUT" or "GET")),
        .. IsBad("Template:ContentType must be application/json, application/x-www-form-urlencoded, application/xml, text/xml or text/plain.", Placeholders.EscapeFor(options.ContentType) is null),
        .. IsBad("Template:MostSegments must be from 1 to 255.", options.MostSegments is < 1 or > 255),
        .. IsBad("Template:Answer:OkValues is missing: Template:Answer:Ok needs to know what means yes.", options.Answer.Ok.Length > 0 && options.Answer.OkValues.Length == 0),
        .. IsBad("Template:Url and Template:Body have no {to}.", !$"{options.Url}{options.Body}".Contains("{to}", StringComparison.Ordinal)),
        .. IsBad("Template:Url and Template:Body have no {text}.", !$"{options.Url}{options.Body}".Contains("{text}", StringComparison.Ordinal)),
        .. options.Headers.Where(header => header.Value.Contains("{text}", StringComparison.Ordinal) || header.Value.Any(letter => char.IsControl(letter) || letter > '~') || !IsName(header.Key))
            .Select(header => $"Template:Headers:{header.Key} must be a header's name with printable ASCII and without {{text}}."),
    ];

    private static IEnumerable<string> IsBad(string problem, bool isSo) => isSo ? [problem] : [];

    private static bool IsName(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
