using SupportDesk.Exchanges;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Messages;

/// <summary>One call as the page shows it.</summary>
/// <param name="Call">The call.</param>
/// <param name="Number">Its place on the page.</param>
/// <param name="LeftOutBehind">Calls behind it that are not kept.</param>
public sealed record CallView(Exchange Call, int Number, int LeftOutBehind)
{
    public string Words => Call.Kind switch
    {
        ExchangeKind.Text => "Webhook that brought the text",
        ExchangeKind.Report => "Webhook with a delivery report",
        _ => Call.Gateway is { } gateway ? $"Request to {gateway}" : "Request to the provider",
    };

    /// <summary>What came back; null for a webhook, which was taken.</summary>
    public string? Outcome => Call switch
    {
        { Kind: not ExchangeKind.Send } => null,
        { Status: { } status } => $"answered {status}",
        _ => "no answer",
    };

    /// <summary>The request, and what came back.</summary>
    public IEnumerable<PartView> Parts
    {
        get
        {
            yield return new($"call-{Number}", "Request", $"{Call.Method} {Call.Address}", Call.Asked, QueryOf(Call.Address));
            if (Call.Kind is ExchangeKind.Send)
                yield return new($"answer-{Number}", "Answer", Call.Status is { } status ? $"Status {status}" : "No answer came.", Call.Answered, null);
        }
    }

    private static string? QueryOf(string address) => address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? Readable.Pairs(address[(mark + 1)..]) : null;
}

/// <summary>A request or an answer: its first line, its body as it was, and the same in a form that is easier to read.</summary>
public sealed record PartView(string Id, string Title, string FirstLine, ExchangeBody? Body, string? Query)
{
    /// <summary>As it was, but for characters that hide or reorder others.</summary>
    public string Raw => Shown.Text(Body is null ? FirstLine : $"{FirstLine}\n{(Body.ContentType is { } type ? $"Content-Type: {type}\n" : "")}\n{Body.Text}");

    /// <summary>Null when there is nothing to make easier.</summary>
    public string? Easier => (Query, Body is null ? null : Readable.Of(Body)) switch
    {
        (null, null) => null,
        (var query, var body) => Shown.Text(string.Join("\n", new[] { query, body }.OfType<string>())),
    };
}
