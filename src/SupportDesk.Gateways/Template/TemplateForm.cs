namespace SupportDesk.Gateways.Template;

/// <summary>The settings of any HTTP SMS API as a person fills them in. Address, headers and body may hold a key, so none of them is shown again.</summary>
internal static class TemplateForm
{
    private const string Url = nameof(TemplateOptions.Url);

    public static Provider Provider { get; } = Provider.Of<TemplateOptions>("template", "Any other HTTP SMS API", TemplateOptions.Section, TemplateSetup.AddTemplate,
        new(Url, "Address of a send", "With {from}, {to}, {text}, {reference} where they belong. Not shown again: it may hold a key.") { IsSecret = true },
        new("WebhookToken", "Word in our address", "A long random word. Needed: without it anybody could post texts. The number's set-up check shows it in the address.") { IsSecret = true },
        new("Method", "Method", "POST, PUT or GET."),
        new("Headers", "Headers", "One per line, such as Authorization: Bearer …; not shown again.") { IsSecret = true, Shape = SettingShape.Pairs, SentTo = Url },
        new("Body", "Body", "With {from}, {to}, {text}, {reference}, {encoding} and {reportUrl}. Not shown again.") { IsSecret = true, Shape = SettingShape.Lines, SentTo = Url },
        new("ContentType", "Type of the body", "JSON, form, XML or plain text."),
        new("Plus", "Numbers with their plus"),
        new("Answer:Id", "Answer: field with the text's id"),
        new("Answer:Ok", "Answer: field that says yes or no", "Empty: every 2xx is a yes."),
        new("Answer:OkValues", "Answer: values that mean yes", "Separated by commas."),
        new("Answer:Error", "Answer: field with the words of a refusal"),
        new("Inbound:From", "Text: field with the sender"),
        new("Inbound:To", "Text: field with our number"),
        new("Inbound:Text", "Text: field with its words"),
        new("Inbound:Id", "Text: field with its id"),
        new("Inbound:Time", "Text: field with its time"),
        new("Status:Id", "Report: field with the text's id"),
        new("Status:Reference", "Report: field with our reference"),
        new("Status:State", "Report: field with the state"),
        new("Status:Reason", "Report: field with the reason"),
        new("Status:Sent", "Report: words for sent", "Separated by commas."),
        new("Status:Delivered", "Report: words for delivered"),
        new("Status:Failed", "Report: words for failed"),
        new("Gsm", "What {encoding} says for plain texts") { IsRare = true },
        new("Unicode", "What {encoding} says for other texts") { IsRare = true },
        new("MostSegments", "The most SMS in one send", "1 to 255.") { IsRare = true },
        new("Timeout", "Time-out of a send", "At most 00:00:50.") { IsRare = true })
        with
    { AddressToken = nameof(TemplateOptions.WebhookToken) };
}
