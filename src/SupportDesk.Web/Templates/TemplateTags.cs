using System.Text.RegularExpressions;
using SupportDesk.Automation;

namespace SupportDesk.Web.Templates;

/// <summary>
/// Lets through what a template may hold: fields, and if, unless and else around them. All else that the engine can do (loops, partials, helpers,
/// paths into objects) is refused by its mere look, so the engine never sees it.
/// </summary>
internal static partial class TemplateTags
{
    private const string Allowed = "A template can hold {{field}}, {{#if field}}, {{#unless field}}, {{else}}, {{/if}} and {{/unless}}.";

    /// <summary>What is wrong, in a sentence; null when nothing is.</summary>
    public static string? Problem(string template)
    {
        var words = Tag().Replace(template, " ");
        if (Braces().Match(words) is { Success: true } strange)
            return $"“{strange.Value.Trim()}” cannot be read. {Allowed}";
        if (template.Contains("\\{{", StringComparison.Ordinal))
            return "There must be no backslash before {{.";
        if (words.Length > ReplyFields.LongestAnswer)
            return $"Without its fields the answer has {words.Length} characters already; at most {ReplyFields.LongestAnswer} are sent.";
        var tags = Tag().Matches(template);
        return tags.Select(UnknownField).FirstOrDefault(problem => problem is not null) ?? Nesting(tags);
    }

    private static string? UnknownField(Match tag) => tag.Groups["field"] is { Success: true } field && ReplyFields.All.All(known => known.Name != field.Value)
        ? $"There is no field {field.Value}. There are {string.Join(", ", ReplyFields.All.Select(known => known.Name))}."
        : null;

    private static string? Nesting(MatchCollection tags)
    {
        var open = new Stack<(string Block, bool Turned)>();
        foreach (Match tag in tags)
        {
            if (tag.Groups["open"] is { Success: true } opened)
                open.Push((opened.Value, false));
            else if (tag.Groups["close"] is { Success: true } closed && !(open.TryPop(out var block) && block.Block == closed.Value))
                return $"{{{{/{closed.Value}}}}} closes nothing.";
            else if (tag.Groups["else"].Success && !Turn(open))
                return "{{else}} must stand between {{#if field}} and {{/if}}, once.";
        }

        return open.TryPeek(out var unclosed) ? $"{{{{#{unclosed.Block} …}}}} is not closed: {{{{/{unclosed.Block}}}}} is missing." : null;
    }

    private static bool Turn(Stack<(string Block, bool Turned)> open)
    {
        if (!open.TryPop(out var block))
            return false;
        open.Push((block.Block, true));
        return !block.Turned;
    }

    [GeneratedRegex(@"(?<!\{)\{\{~?\s*(?:(?<else>else)|#(?<open>if|unless)\s+(?<field>\w+)|/(?<close>if|unless)|(?<field>\w+))\s*~?\}\}(?!\})|(?<!\{)\{\{\{\s*(?<field>\w+)\s*\}\}\}(?!\})")]
    private static partial Regex Tag();

    /// <summary>Double braces, and some of what stands in them.</summary>
    [GeneratedRegex(@"\{\{[^}]{0,40}\}*|\}\}")]
    private static partial Regex Braces();
}
