using System.Buffers;

namespace SupportDesk.Exchanges;

/// <summary>
/// The one place where secrets are taken out of what is kept of a call: values under telling names (<see cref="SecretNames"/>) in queries, forms, JSON and XML, however
/// deep one is within another; user and password in addresses; and, wherever they stand, the secrets that the settings hold. It would rather take too much.
/// </summary>
public sealed class Redaction(IEnumerable<IHoldsSecrets> holders)
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mark = "[removed]";

    /// <summary>The most characters that are kept of an address or a body.</summary>
    public const int Longest = 4096;

    /// <summary>A shorter secret would be found in every other word; it goes where a name tells.</summary>
    private const int ShortestSecret = 5;

    /// <summary>One thing encoded within another, deeper than anybody means.</summary>
    private const int Deepest = 8;

    private static readonly SearchValues<char> NoForm = SearchValues.Create(" \t\r\n:;,\"'<");

    private KnownSecrets known = new([]);

    /// <summary>A provider calls the same address again and again.</summary>
    private CleanAddress last = new("", new([]), "");

    /// <summary>The same, and one secret more.</summary>
    public Redaction And(string? secret) => secret is null ? this : new([.. holders, new One(secret)]);

    /// <summary>A provider's words, which may repeat the address of a picture, without it.</summary>
    public static string? Words(string? words) => words is null ? null : TextSecrets.WithoutProtected(words);

    /// <summary>An address without what is secret.</summary>
    public string Address(string address)
    {
        var (secrets, before) = (Current(), last);
        if (before.Address != address || before.Secrets != secrets)
            last = before = new(address, secrets, Address(address, secrets));
        return before.Clean;
    }

    private static string Address(string address, KnownSecrets secrets)
    {
        address = secrets.Remove(address);
        var mark = address.IndexOfAny(['?', '#']);
        var path = mark < 0 ? address : address[..mark];
        var query = mark < 0 ? "" : address[mark..(mark + 1)] + PairSecrets.Remove(address[(mark + 1)..], text => Clean(text, secrets, 1));
        return Cut(secrets.Remove(Clean(path, secrets, 1) + query)).Text;
    }

    /// <summary>A body without what is secret, and its length cut; null when there is none.</summary>
    public ExchangeBody? Body(string? contentType, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return null;
        var secrets = Current();
        var text = secrets.Remove(ReadableBytes.Of(body));
        var (kept, leftOut) = Cut(secrets.Remove(Whole(text, secrets)));
        return new(contentType is null ? null : Clean(contentType, secrets, 1), kept, leftOut);
    }

    /// <summary>The first sign tells what it is; content types do not always. What is neither JSON nor XML is a form.</summary>
    private static string Whole(string text, KnownSecrets secrets)
    {
        var begins = text.AsSpan().TrimStart('\ufeff').TrimStart();
        if (begins is ['<', ..])
            return Clean(text, secrets, 1);
        if (begins is ['{' or '[', ..] && JsonSecrets.Remove(text, inner => Clean(inner, secrets, 1)) is { } json)
            return json;
        var pairs = PairSecrets.Remove(text, inner => Clean(inner, secrets, 1));

        // A form that is encoded as it should be has none of these: all of it was looked at.
        return pairs.AsSpan().ContainsAny(NoForm) ? TextSecrets.Remove(pairs, inner => Clean(inner, secrets, 1)) : pairs;
    }

    /// <summary>A decoded text, and what is encoded in it.</summary>
    private static string Clean(string text, KnownSecrets secrets, int depth)
    {
        if (text.Length == 0 || text == Mark)
            return text;
        if (depth > Deepest)
            return Mark;
        text = secrets.Remove(text);
        string Inner(string inner) => Clean(inner, secrets, depth + 1);
        return text.AsSpan().TrimStart() is ['{' or '[', ..] && JsonSecrets.Remove(text, Inner) is { } json ? json : TextSecrets.Remove(text, Inner);
    }

    /// <summary>Never in the middle of a character.</summary>
    private static (string Text, int LeftOut) Cut(string text)
    {
        if (text.Length <= Longest)
            return (text, 0);
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return (text[..end], text.Length - end);
    }

    private sealed record CleanAddress(string Address, KnownSecrets Secrets, string Clean);

    private sealed record One(string Secret) : IHoldsSecrets
    {
        public IEnumerable<string> Secrets => [Secret];
    }

    private KnownSecrets Current()
    {
        var secrets = holders.SelectMany(holder => holder.Secrets).Where(secret => secret.Length >= ShortestSecret);
        return known.Are(secrets) ? known : known = new([.. secrets]);
    }
}
