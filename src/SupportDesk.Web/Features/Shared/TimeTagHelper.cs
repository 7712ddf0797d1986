using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SupportDesk.Web.Features.Shared;

/// <summary>
/// &lt;time at="..."&gt;: a moment that reads right without scripts (in UTC) and that times.js turns into the reader's own time.
/// </summary>
[HtmlTargetElement("time", Attributes = "at")]
public sealed class TimeTagHelper(TimeProvider time) : TagHelper
{
    public DateTimeOffset At { get; set; }

    /// <summary>True: how long ago ("12 min"), kept fresh by times.js.</summary>
    public bool Ago { get; set; }

    /// <summary>True: with its date and seconds, even today.</summary>
    public bool Exact { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var stamp = Moment.Stamp(At);
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Moment.Machine(At));
        output.Attributes.SetAttribute("data-time", Ago ? "ago" : Exact ? "exact" : "stamp");
        output.Attributes.SetAttribute("title", stamp);
        output.Content.SetContent(Ago ? Shared.Ago.Brief(At, time.GetUtcNow()) : Exact ? Moment.Exact(At) : stamp);
    }
}
