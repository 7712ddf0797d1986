using System.Security.Cryptography;
using System.Text;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Twilio;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>Twilio's SDK signs, and we accept; we sign by Twilio's rules, and the SDK accepts; over forms that nobody would send.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Url = "https://desk.example.org/webhooks/twilio/inbound?desk=7&x=a%20b+c'";

    private static readonly string[] Pieces = ["a", "B", "_", "-", " ", "&", "=", "%41", "+", "é", "ß", "😀", "\u0000", "\r\n", "\"", "'", "\uffee", "0"];

    [SkippableFact]
    public async Task Each_accepts_what_the_other_signs_and_both_refuse_it_changed()
    {
        var random = new Random(20240506);
        var forms = Enumerable.Range(0, 150).Select(_ => Form(random)).ToList();
        var answers = await Sdk.AskAsync("twilio", [.. forms.Select(form => new { ask = "sign", token = Token, url = Url, parameters = form })]);
        var theirs = answers.Select(answer => answer.GetProperty("signature").GetString()!).ToList();

        theirs.Should().Equal(forms.Select(form => Sign(Url, Pairs(form))));
        forms.Zip(theirs, (form, signature) => Ours(Url, Pairs(form), signature)).Should().AllBeEquivalentTo(true);
        var changed = forms.Select(form => new SortedDictionary<string, object>(form, StringComparer.Ordinal) { ["Body"] = "something else" }).ToList();
        (await TheirsAsync(Url, forms, theirs)).Should().AllBeEquivalentTo(true);
        (await TheirsAsync(Url, changed, theirs)).Should().AllBeEquivalentTo(false);
        changed.Zip(theirs, (form, signature) => Ours(Url, Pairs(form), signature)).Should().AllBeEquivalentTo(false);
    }

    [SkippableTheory]
    [InlineData("https://desk.example.org/a", "https://desk.example.org:443/a", true)]
    [InlineData("https://desk.example.org:443/a", "https://desk.example.org/a", true)]
    [InlineData("http://desk.example.org?x=:80", "http://desk.example.org:80?x=:80", true)]
    [InlineData("https://desk.example.org/a", "https://desk.example.org/b", false)]
    [InlineData("https://desk.example.org/a", "http://desk.example.org/a", false)]
    [InlineData("https://desk.example.org/a?b=1", "https://desk.example.org/a?b=2", false)]
    [InlineData("https://desk.example.org:8443/a", "https://desk.example.org:8443/a", true)]
    [InlineData("https://user:pass@desk.example.org/a", "https://user:pass@desk.example.org/a", true)]
    [InlineData("https://[2001:db8::1]/a", "https://[2001:db8::1]:443/a", true)]
    public async Task Both_say_the_same_of_an_address_that_was_signed_otherwise(string called, string meant, bool good)
    {
        var form = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["Body"] = "Hello" };
        var signature = Sign(meant, Pairs(form));

        (await TheirsAsync(called, [form], [signature])).Should().Equal(good);
        Ours(called, Pairs(form), signature).Should().Be(good);
    }

    [SkippableTheory]
    [InlineData("{\"MessageStatus\":\"delivered\"}", "{\"MessageStatus\":\"delivered\"}", true)]
    [InlineData("{\"text\":\"é 😀\"}", "{\"text\":\"é 😀\"}", true)]
    [InlineData("", "", true)]
    [InlineData("{\"MessageStatus\":\"delivered\"}", "{\"MessageStatus\":\"failed\"}", false)]
    [InlineData("{\"MessageStatus\":\"delivered\"}", "", false)]
    public async Task Both_hold_a_body_of_JSON_to_its_hash(string hashed, string body, bool good)
    {
        var url = $"{Url}&bodySHA256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)))}";
        var signature = Sign(url, []);

        (await Sdk.JudgeAsync("twilio", [new { ask = "verifyBody", token = Token, signature, url, body }])).Should().Equal(good);
        Ours(url, body, signature).Should().Be(good);
    }

    [SkippableFact]
    public async Task A_name_that_comes_twice_counts_twice_where_the_SDK_sorts_its_values_and_drops_equal_ones()
    {
        // By the rules the values follow each other as they came.
        (string, string)[] pairs = [("Media", "b"), ("Media", "a"), ("Media", "b")];
        var signature = Sign(Url, [("Media", "bab")]);

        (await Sdk.JudgeAsync("twilio", [Question("b", "a", "b"), Question("bab")])).Should().Equal(false, true);
        Ours(Url, pairs, signature).Should().BeTrue();
        Ours(Url, pairs, Sign(Url, [("Media", "aMediab")])).Should().BeFalse();

        object Question(params string[] values) => new { ask = "verify", token = Token, signature, url = Url, parameters = new { Media = values.Length == 1 ? (object)values[0] : values } };
    }

    [SkippableFact]
    public async Task The_SDK_takes_addresses_that_nobody_called()
    {
        // It drops a port that is not the standard one, and also tries the address with its quotes escaped. By the rules it is the address as Twilio called it.
        var form = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["Body"] = "Hello" };
        (string Called, string Signed)[] addresses = [("https://desk.example.org:8443/a", "https://desk.example.org/a"), ("https://desk.example.org/a?x='", "https://desk.example.org/a?x=%27")];

        foreach (var (called, signed) in addresses)
        {
            (await TheirsAsync(called, [form], [Sign(signed, Pairs(form))])).Should().Equal(true);
            Ours(called, Pairs(form), Sign(signed, Pairs(form))).Should().BeFalse();
        }
    }

    private static Task<IReadOnlyList<bool>> TheirsAsync(string url, IEnumerable<SortedDictionary<string, object>> forms, IEnumerable<string> signatures) => Sdk.JudgeAsync("twilio",
        [.. forms.Zip(signatures, (parameters, signature) => new { ask = "verify", token = Token, signature, url, parameters })]);

    private static bool Ours(string url, IEnumerable<(string Name, string Value)> pairs, string signature) => Ours(url, FormPairs.Write(pairs), signature);

    private static bool Ours(string url, string body, string signature) =>
        TwilioSignature.Problem(Calls.Post("twilio", body, headers: (TwilioSignature.Header, signature)) with { Url = url }, Token) is null;

    /// <summary>By Twilio's rules, written down once more.</summary>
    private static string Sign(string url, IEnumerable<(string Name, string Value)> pairs)
    {
        var data = url + string.Concat(pairs.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => pair.Name + pair.Value));
#pragma warning disable CA5350 // It is the provider who chooses.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(data)));
#pragma warning restore CA5350
    }

    private static IEnumerable<(string Name, string Value)> Pairs(SortedDictionary<string, object> form) => form.Select(field => (field.Key, (string)field.Value));

    private static SortedDictionary<string, object> Form(Random random)
    {
        var form = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["MessageSid"] = "SM0123456789abcdef0123456789abcdef", ["Body"] = Words(random), ["FromZip"] = "" };
        for (var more = random.Next(8); more > 0; more--)
            form["x" + Words(random)] = Words(random);
        return form;
    }

    private static string Words(Random random) => string.Concat(random.GetItems(Pieces, random.Next(8)));
}
