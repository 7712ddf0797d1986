using System.Globalization;
using System.Text;
using SupportDesk.Consents;

namespace SupportDesk.Web.Features.Consents;

/// <summary>The ledger as a spreadsheet reads it: UTF-8 with its mark, lines ended by CR LF, fields in quotes (RFC 4180).</summary>
internal static class ConsentCsv
{
    private const int Flushed = 500;

    public static async Task WriteAsync(IAsyncEnumerable<Consent> consents, Stream stream, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line("Customer number", "Support number", "State now", "Time (UTC)", "Change", "By what", "Words", "Agent", "Text", "Ticket"));
        var lines = 0;
        await foreach (var consent in consents.WithCancellation(cancellation))
        {
            foreach (var change in consent.Ledger)
            {
                await writer.WriteLineAsync(Line(consent, change));
                if (++lines % Flushed == 0)
                    await writer.FlushAsync(cancellation);
            }
        }
    }

    private static string Line(Consent consent, ConsentChange change) => Line(
        consent.CustomerNumber,
        consent.SupportNumber,
        StateOf(consent.IsOptedOut),
        change.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        StateOf(change.OptedOut),
        change.Means.ToString().ToLowerInvariant(),
        change.Words,
        change.By?.Name,
        change.MessageId,
        change.TicketId);

    private static string StateOf(bool optedOut) => optedOut ? "opted out" : "opted in";

    private static string Line(params ReadOnlySpan<string?> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields)
            line.Append(line.Length > 0 ? "," : "").Append('"').Append(Harmless(field ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return line.ToString();
    }

    /// <summary>
    /// A spreadsheet runs what begins like a formula, wherever it came from; the apostrophe makes it text. A plus with digits is a number and nothing else, and stays as other programs expect it.
    /// </summary>
    private static string Harmless(string field) =>
        field.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || field is ['\t' or '\r' or '\n', ..] ? IsNumber(field) ? field : $"'{field}" : field;

    private static bool IsNumber(string field) => field is ['+', _, ..] && field.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
