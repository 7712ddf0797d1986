using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways;

/// <summary>Calls that nobody would write, and some that somebody would to do harm: whatever the provider, they are understood or kept, never thrown on.</summary>
public abstract class ReaderFuzz
{
    private static readonly Config Thoroughly = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly string[] Rubbish = ["=", "&", "%", "%ff", "%u", "%ud800", "%ED%A0%BD", "+", "{", "}", "[", "]", "\"", ":", ",", "31612345678", "\ud800", "\0", "\\ud83d", "1e999", "null", "delivered", "2", "1"];

    private static readonly Gen<string> Scalars = Gen.Elements(
        "null", "true", "0", "-0", "1e999", "2", "31612345678", "99999999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"delivered\"", "\"text\"", "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"");

    /// <summary>Names of fields, values and headers that the reader looks at.</summary>
    protected abstract IReadOnlyList<string> Names { get; }

    protected abstract IReadOnlyList<(string Name, string Value)> Headers { get; }

    protected abstract IWebhookReader Reader();

    [Fact]
    public void No_bytes_whatever_make_reading_or_verifying_throw() => Prop.ForAll(AnyCalls.ToArbitrary(), call => IsTakenCareOf(call)).Check(Thoroughly);

    [Fact]
    public void No_well_formed_JSON_makes_reading_or_verifying_throw() => Prop.ForAll(Json(3).ToArbitrary(), Kinds.ToArbitrary(), (body, kind) =>
        IsTakenCareOf(Calls.Make(Reader().Gateway, kind, "POST", "", body))).Check(Thoroughly);

    private static Gen<WebhookKind> Kinds => Gen.Elements(WebhookKind.Inbound, WebhookKind.Status);

    private Gen<byte[]> Bodies => Gen.OneOf(
        ArbMap.Default.GeneratorFor<byte[]>(),
        Gen.Elements(Names.Concat(Rubbish).ToArray()).ListOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))),
        Gen.Elements(Names.ToArray()).Zip(Gen.Elements(Rubbish)).ListOf().Select(pairs => Encoding.UTF8.GetBytes(string.Join('&', pairs.Select(pair => $"{pair.Item1}={pair.Item2}")))));

    private Gen<WebhookRequest> AnyCalls =>
        from kind in Kinds
        from method in Gen.Elements("GET", "POST", "HEAD", "")
        from query in Bodies.Select(Encoding.UTF8.GetString)
        from body in Bodies
        from headers in Gen.SubListOf(Headers.ToArray())
        select Calls.Make(Reader().Gateway, kind, method, "?" + query, body, headers.ToArray());

    private Gen<string> Json(int depth) => depth == 0
        ? Scalars
        : Gen.OneOf(
            Scalars,
            Json(depth - 1).ListOf(3).Select(items => $"[{string.Join(',', items)}]"),
            Gen.Elements(Names.Append("\\ud800").ToArray()).Zip(Json(depth - 1)).ListOf(6).Select(fields => "{" + string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}")) + "}"));

    private bool IsTakenCareOf(WebhookRequest call)
    {
        Reader().Verify(call).Should().NotBeNull();
        return Reader().Read(call) is WebhookContent.Texts or WebhookContent.Reports or WebhookContent.Several or WebhookContent.Unreadable or WebhookContent.Nothing;
    }
}
