using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Exchanges;

namespace SupportDesk.Tests.Exchanges;

/// <summary>A secret put anywhere is never in what is kept, whatever surrounds it.</summary>
public sealed class RedactionProperties
{
    private static readonly string[] Names = ["api_key", "apiKey", "API-SECRET", "apikey", "sig", "signature", "token", "access_token", "Password", "auth", "key", "client_secret", "X-Signature"];

    private static readonly Gen<string> Name = Gen.Elements(Names);

    /// <summary>Letters and signs that every encoding treats in another way, in the middle of letters by which the secret is known.</summary>
    private static readonly Gen<string> Secret = Gen.ArrayOf(Gen.Elements("aZ09&=+ %/?#\"'\\<>{}[]:;,@ü😀\n".EnumerateRunes().Select(rune => rune.ToString()).ToArray())).Select(letters => $"QQQ{string.Concat(letters)}QQQ");

    private static readonly Gen<string> Anything = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>().Select(text => string.Concat((text ?? "").EnumerateRunes())),
        Gen.Elements("{", "\"", "a=b&c", "https://x/?q=1", "\\", "\\\"", "<a>", "[", "name: ", "=", "&", "%", "%2", "😀", "\0"));

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 200 };

    private readonly Redaction redaction = new([]);

    [Fact]
    public void In_a_query_or_a_form() => Check(Gen.Two(Anything), (secret, name, around) =>
    {
        var pairs = $"{Uri.EscapeDataString(around.Item1)}={Uri.EscapeDataString(around.Item2)}&{name}={Uri.EscapeDataString(secret)}&z={Uri.EscapeDataString(around.Item1)}";
        return redaction.Address($"https://host/path?{pairs}") + Body(pairs);
    });

    [Fact]
    public void In_JSON_at_any_depth() => Check(Gen.Zip(Gen.Choose(0, 90), Gen.Two(Anything)), (secret, name, around) =>
    {
        object inner = new Dictionary<string, object> { [around.Item2.Item1] = around.Item2.Item2, [name + "."] = 1, [name] = secret };
        for (var depth = 0; depth < around.Item1; depth++)
            inner = depth % 2 == 0 ? new[] { around.Item2.Item2, inner } : new Dictionary<string, object> { [$"{around.Item2.Item1}x"] = inner };
        return Body(JsonSerializer.Serialize(inner, Deep));
    });

    [Fact]
    public void In_the_user_information_of_an_address() => Check(Gen.Two(Anything), (secret, _, around) =>
    {
        var address = $"https://user:{Uri.EscapeDataString(secret)}@host/path";
        return redaction.Address(address) + Body(JsonSerializer.Serialize(new { a = around.Item1, b = address, c = $"see {address} {around.Item2}" })) + Body($"a={Uri.EscapeDataString(around.Item1)}&url={Uri.EscapeDataString(address)}");
    });

    [Fact]
    public void In_one_thing_within_another() => Check(Gen.Choose(1, 4), (secret, name, times) =>
    {
        var inner = $"{name}={Uri.EscapeDataString(secret)}";
        for (var time = 0; time < times; time++)
            inner = time % 2 == 0 ? JsonSerializer.Serialize(new { url = $"https://host/?{inner}" }) : $"a=1&inner={Uri.EscapeDataString(inner)}";
        return Body(inner);
    });

    [Fact]
    public void Anywhere_at_all_when_the_settings_hold_it() => Check(Gen.Two(Anything), (secret, _, around) =>
    {
        var known = new Redaction([new Held(secret)]);
        string Kept(string body) => known.Body(null, Encoding.UTF8.GetBytes(body))?.Text ?? "";
        var encoded = Uri.EscapeDataString(secret);
        return Kept($"{around.Item1}{secret}{around.Item2}") + Kept(JsonSerializer.Serialize(new { text = around.Item1 + secret + around.Item2 })) + Kept($"x={Uri.EscapeDataString(around.Item1)}{encoded}")
            + known.Address($"https://host/{encoded}/x?y={encoded}#{encoded}");
    });

    private string Body(string body) => redaction.Body(null, Encoding.UTF8.GetBytes(body))?.Text ?? "";

    private static void Check<T>(Gen<T> around, Func<string, string, T, string> keep) =>
        Prop.ForAll(Arb.From(Gen.Zip(Secret, Gen.Zip(Name, around))), given => !Shows(keep(given.Item1, given.Item2.Item1, given.Item2.Item2), given.Item1)).QuickCheckThrowOnFailure();

    /// <summary>As it is, or in any form that a reader could turn back.</summary>
    private static bool Shows(string kept, string secret) =>
        new[] { secret, Uri.EscapeDataString(secret), Uri.EscapeDataString(Uri.EscapeDataString(secret)), JsonSerializer.Serialize(secret)[1..^1] }.Any(form => kept.Contains(form, StringComparison.Ordinal));

    private sealed record Held(string Secret) : IHoldsSecrets
    {
        public IEnumerable<string> Secrets => [Secret];
    }
}
