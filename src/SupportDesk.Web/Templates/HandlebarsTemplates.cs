using System.Collections.Concurrent;
using System.Globalization;
using HandlebarsDotNet;
using SupportDesk.Automation;
using Template = HandlebarsDotNet.HandlebarsTemplate<System.IO.TextWriter, object, object>;

namespace SupportDesk.Web.Templates;

/// <summary>
/// Fills in rules' templates with Handlebars, as plain text. Three things keep it harmless: <see cref="TemplateTags"/> lets nothing through that loops, reads
/// files or calls anything; values are only ever values; and no more is written than is sent.
/// </summary>
public sealed class HandlebarsTemplates : IReplyTemplates
{
    private const string Cut = "...";

    /// <summary>Administrators try more templates than they keep.</summary>
    private const int MostCompiled = 256;

    private readonly IHandlebars engine = Handlebars.Create(new HandlebarsConfiguration
    {
        NoEscape = true,
        ThrowOnUnresolvedBindingExpression = true,
        FormatProvider = CultureInfo.InvariantCulture,
    });

    /// <summary>The engine's compiler makes no promise to several callers at once.</summary>
    private readonly Lock compiling = new();

    private readonly ConcurrentDictionary<string, Template?> compiled = new(StringComparer.Ordinal);

    public string? Check(string template) =>
        TemplateTags.Problem(template) ?? (Compiled(template) is null ? "The template cannot be read." : null);

    public string? Fill(string template, IReadOnlyDictionary<string, string> fields)
    {
        if (Compiled(template) is not { } known)
            return null;
        using var answer = new BoundedWriter(ReplyFields.LongestAnswer + 1);
        try
        {
            known(answer, fields);
            return Shortened(answer.ToString());
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A text that waits for its answer must be filed, whatever the engine makes of a template.
            return null;
        }
    }

    private Template? Compiled(string template)
    {
        if (compiled.TryGetValue(template, out var known))
            return known;
        if (compiled.Count >= MostCompiled)
            compiled.Clear();
        return compiled[template] = Compile(template);
    }

    private Template? Compile(string template)
    {
        if (TemplateTags.Problem(template) is not null)
            return null;
        try
        {
            using var text = new StringReader(template);
            lock (compiling)
                return engine.Compile(text);
        }
        catch (HandlebarsException)
        {
            return null;
        }
    }

    /// <summary>Three dots, and no sign for them: that one would double the price of the whole text.</summary>
    private static string Shortened(string answer)
    {
        if (answer.Length <= ReplyFields.LongestAnswer)
            return answer;
        var end = ReplyFields.LongestAnswer - Cut.Length;
        return string.Concat(answer.AsSpan(0, char.IsHighSurrogate(answer[end - 1]) ? end - 1 : end), Cut);
    }
}
