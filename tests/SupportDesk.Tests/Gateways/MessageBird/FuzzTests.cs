using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.MessageBird;

/// <summary>Calls that nobody would write, and some that somebody would to do harm: they are understood or kept, never thrown on.</summary>
public sealed class FuzzTests
{
    private const string Key = "a key";

    private static readonly Config Thoroughly = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Theory]
    [InlineData("""{"\ud800":"x","originator":"31612345678","payload":"Hoi"}""")]
    [InlineData("""{"originator":"31612345678","payload":"Hoi","\udfff":{"\ud800":1}}""")]
    [InlineData("\ufeff{\"originator\":\"31612345678\",\"payload\":\"Hoi\"}")]
    [InlineData(" \r\n{\"originator\":31612345678,\"payload\":\"Hoi\",\"createdDatetime\":1e400,\"id\":[]}")]
    [InlineData("originator=31612345678&payload=Hoi&%ud83d=%u0041&=&&x")]
    public void A_text_amid_rubbish_is_still_read(string body)
    {
        var text = Read("", Encoding.UTF8.GetBytes(body)).Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single();

        (text.From, text.Text).Should().Be(("31612345678", "Hoi"));
    }

    [Fact]
    public void What_is_read_can_always_be_written_down() =>
        Read("", "originator=31612345678&payload=%ud83d%uDE00+%D8%3D"u8.ToArray()).Should().BeOfType<WebhookContent.Texts>()
            .Subject.Items.Single().Text.Any(char.IsSurrogate).Should().BeFalse();

    [Fact]
    public void No_bytes_whatever_make_reading_or_verifying_throw() => Prop.ForAll(Calls, call =>
        Webhooks().Read(call) is WebhookContent.Texts or WebhookContent.Reports or WebhookContent.Unreadable or WebhookContent.Nothing
        && Webhooks().Verify(call) is SignatureCheck.Bad { Reason.Length: > 0 }).Check(Thoroughly);

    [Fact]
    public void No_well_formed_JSON_makes_reading_throw() => Prop.ForAll(Json(3).ToArbitrary(), Kinds.ToArbitrary(), (body, kind) =>
        Webhooks().Read(Call(kind, "POST", "", "application/json", Encoding.UTF8.GetBytes(body))) is not null).Check(Thoroughly);

    [Fact]
    public void No_signed_claims_make_verifying_throw() => Prop.ForAll(Claims.ToArbitrary(), Bodies.ToArbitrary(), (claims, body) =>
        Webhooks().Verify(Call(WebhookKind.Inbound, "POST", "", null, body, (JwtSignature.Header, Tokens.Sign(claims, Key)))) is SignatureCheck.Bad).Check(Thoroughly);

    private static readonly Gen<WebhookKind> Kinds = Gen.Elements(WebhookKind.Inbound, WebhookKind.Status);

    private static readonly Gen<byte[]> Bodies = Gen.OneOf(
        ArbMap.Default.GeneratorFor<byte[]>(),
        Gen.Elements("originator", "payload", "id", "status", "=", "&", "%", "%ff", "%u", "%ud800", "+", "{", "\"", "31612345678", "delivered", "\ud800", "\0").ListOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))));

    private static readonly Gen<string> Signatures = Gen.OneOf(
        Gen.Elements("", ".", "..", "a.b.c", "e30.e30.e30", "e30.e30.", "bnVsbA.bnVsbA.bnVsbA", "eyJhbGciOiJub25lIn0.e30.", "====", "a=.b.c", "é.é.é"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));

    private static readonly Arbitrary<WebhookRequest> Calls = (
        from kind in Kinds
        from method in Gen.Elements("GET", "POST", "HEAD", "")
        from query in Gen.OneOf(Bodies.Select(Encoding.UTF8.GetString), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get))
        from contentType in Gen.Elements(null, "", "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=", "text/plain; charset=utf-7", "\ud800")
        from body in Bodies
        from header in Gen.Elements(JwtSignature.Header, LegacySignature.Header)
        from signature in Signatures
        from timestamp in Gen.Elements("", "x", "0", "-1", "1772442000", "9223372036854775807", "99999999999999999999")
        select Call(kind, method, "?" + query, contentType, body, (header, signature), (LegacySignature.TimestampHeader, timestamp))).ToArbitrary();

    private static readonly Gen<string> Names = Gen.Elements(
        "originator", "payload", "body", "id", "status", "reference", "createdDatetime", "statusDatetime", "\\ud800", "\\u0000", "");

    private static readonly Gen<string> Scalars = Gen.Elements(
        "null", "true", "0", "-0", "1e999", "31612345678", "99999999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"delivered\"", "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"");

    private static readonly Gen<string> Claims =
        from issuer in Gen.Elements("\"MessageBird\"", "null", "\"\\ud800\"", "[]")
        from notBefore in Gen.OneOf(Scalars, Gen.Elements("-9e10", "1e300", "-1e300", "9e10", "1772442000"))
        from expires in Gen.OneOf(Scalars, Gen.Elements("-9e10", "1e300", "9e10", "1772442000"))
        from address in Gen.OneOf(Scalars, Gen.Constant("\"é\""))
        from payload in Gen.OneOf(Scalars, Gen.Constant("\"é\""))
        select $$"""{"iss":{{issuer}},"nbf":{{notBefore}},"exp":{{expires}},"url_hash":{{address}},"payload_hash":{{payload}}}""";

    private static Gen<string> Json(int depth) => depth == 0
        ? Scalars
        : Gen.OneOf(
            Scalars,
            Json(depth - 1).ListOf(3).Select(items => $"[{string.Join(',', items)}]"),
            Names.Zip(Json(depth - 1)).ListOf(5).Select(fields => "{" + string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}")) + "}"));

    private static WebhookContent Read(string query, byte[] body) => Webhooks().Read(Call(WebhookKind.Inbound, "POST", query, null, body));

    private static MessageBirdWebhooks Webhooks() => new(Options.Create(new MessageBirdOptions { SigningKeys = [Key, "another"] }), new ManualTime());

    private static WebhookRequest Call(WebhookKind kind, string method, string query, string? contentType, byte[] body, params (string Name, string Value)[] headers) => new()
    {
        Gateway = "messagebird",
        Kind = kind,
        Method = method,
        Url = "https://desk.example.org/webhook" + query,
        Headers = headers.Append((Name: "Content-Type", Value: contentType!)).Where(header => header.Value is not null).ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
        Body = body,
    };
}
