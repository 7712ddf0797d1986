using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace SupportDesk.Web.Features.Shared;

/// <summary>A moment as a page writes it: right without scripts (in UTC), and for times.js to turn into the reader's own time.</summary>
public static class Moment
{
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The day (UTC) as a file's name has it.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>How long ago ("12 min"), kept fresh by times.js. Nothing in it needs encoding.</summary>
    public static IHtmlContent Ago(DateTimeOffset at, DateTimeOffset now) => new HtmlString(
        $"""<time datetime="{Machine(at)}" data-time="ago" title="{Stamp(at)}">{Shared.Ago.Brief(at, now).Replace("<", "&lt;", StringComparison.Ordinal)}</time>""");
}
