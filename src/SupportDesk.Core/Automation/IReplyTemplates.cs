namespace SupportDesk.Automation;

/// <summary>
/// Fills in the templates of rules: text with {{fields}} in double braces, and {{#if field}}…{{else}}…{{/if}}. Nothing else can be done in one,
/// and what a field holds is never read as a template.
/// </summary>
public interface IReplyTemplates
{
    /// <summary>What is wrong with a template, in a sentence; null when nothing is. A field that there is not is wrong.</summary>
    string? Check(string template);

    /// <summary>The template with its fields filled in, at most <see cref="ReplyFields.LongestAnswer"/> characters; null when the template is wrong.</summary>
    /// <param name="template">The template.</param>
    /// <param name="fields">A value for every one of <see cref="ReplyFields.All"/>.</param>
    string? Fill(string template, IReadOnlyDictionary<string, string> fields);
}
