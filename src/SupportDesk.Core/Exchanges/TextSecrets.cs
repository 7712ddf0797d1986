using System.Buffers;
using System.Text.RegularExpressions;

namespace SupportDesk.Exchanges;

/// <summary>
/// Takes secrets out of any other text: addresses in it, XML, JSON that is broken or cut off, and sentences. It would rather take too much.
/// Every pattern begins only where a word does, so that the cost grows with the text's length and no faster.
/// </summary>
internal static partial class TextSecrets
{
    /// <summary>How everything begins that the desk itself has encrypted with Data Protection, such as the address of a picture.</summary>
    private const string Protected = "CfDJ8";

    private static readonly SearchValues<string> Schemes = SearchValues.Create(["Bearer", "Basic", "AccessKey"], StringComparison.Ordinal);

    /// <summary>Each pattern is tried only where the sign stands without which it finds nothing: this is on the way of every text.</summary>
    public static string Remove(string text, Func<string, string> clean)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            text = UserInfo().Replace(text, $"{Redaction.Mark}@");
        if (text.AsSpan().ContainsAny('"', '\''))
            text = Quoted().Replace(text, match => SecretNames.Has(Name(match)) ? Without(match) : match.Value);
        if (text.Contains('<', StringComparison.Ordinal))
            text = Element().Replace(text, match => SecretNames.Has(Name(match)) ? Without(match) : match.Value);
        if (text.Contains('=', StringComparison.Ordinal))
            text = Assigned().Replace(text, match => PairSecrets.IsSecret(Name(match)) ? Without(match) : Within(match, clean));
        if (text.Contains(':', StringComparison.Ordinal))
            text = Said().Replace(text, match => SecretNames.IsTelling(Name(match)) ? Without(match) : match.Value);
        if (text.Contains("eyJ", StringComparison.Ordinal))
            text = Token().Replace(text, Redaction.Mark);
        text = WithoutProtected(text);
        return text.AsSpan().ContainsAny(Schemes) ? Scheme().Replace(text, Without) : text;
    }

    /// <summary>A text without what the desk itself has encrypted.</summary>
    public static string WithoutProtected(string text) => text.Contains(Protected, StringComparison.Ordinal) ? ProtectedWord().Replace(text, Redaction.Mark) : text;

    private static string Name(Match match) => match.Groups["name"].Value;

    /// <summary>The match with the mark in place of its value.</summary>
    private static string Without(Match match) => With(match, Redaction.Mark);

    private static string Within(Match match, Func<string, string> clean) => With(match, PairSecrets.Value(match.Groups["value"].Value, clean));

    private static string With(Match match, string value)
    {
        var (whole, group) = (match.Value, match.Groups["value"]);
        var start = group.Index - match.Index;
        return group.Length == 0 ? whole : $"{whole[..start]}{value}{whole[(start + group.Length)..]}";
    }

    /// <summary>https://user:password@host</summary>
    [GeneratedRegex(@"(?<=//|\\/\\/)[^/?#\s""'<>\\]*@")]
    private static partial Regex UserInfo();

    /// <summary>"name": "value" and name='value', whether or not the quotation ends.</summary>
    [GeneratedRegex(@"(?<![\w.\-])(?<name>[\w.\-]+)[""']?\s{0,20}[:=]\s{0,20}(?<mark>[""'])(?<value>(?:\\.|(?!\k<mark>).)*)", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    /// <summary>&lt;name …&gt;value</summary>
    [GeneratedRegex(@"<(?<name>[\w:.\-]+)[^<>]*>(?<value>(?:<!\[CDATA\[(?:(?!\]\]>).)*|[^<])+)", RegexOptions.Singleline)]
    private static partial Regex Element();

    /// <summary>name=value</summary>
    [GeneratedRegex(@"(?<![\w.\-\[\]%~+])(?<name>[\w.\-\[\]%~+]+)=(?<value>[^&\s""'<>]*)")]
    private static partial Regex Assigned();

    /// <summary>Name: value, to the end of the line.</summary>
    [GeneratedRegex(@"(?<![\w\-])(?<name>[\w\-]+)[""']?[ \t]{0,20}:[ \t]{0,20}(?<value>[^""'\s][^\r\n,}\]]*)")]
    private static partial Regex Said();

    /// <summary>A signed token (JWT).</summary>
    [GeneratedRegex(@"(?<![\w\-])eyJ[\w\-]+\.[\w\-]+(?:\.[\w\-]*)?")]
    private static partial Regex Token();

    /// <summary>What the desk has encrypted, whole or cut off.</summary>
    [GeneratedRegex(@"CfDJ8[\w\-]*")]
    private static partial Regex ProtectedWord();

    /// <summary>Bearer and Basic, as they stand in the header Authorization.</summary>
    [GeneratedRegex(@"(?<!\w)(?:Bearer|Basic|AccessKey)\s{1,20}(?<value>(?=\S*[0-9=A-Z])[\w.~+/=\-]{8,})")]
    private static partial Regex Scheme();
}
