using System.Text;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>MessageBird's older signature: what its SDK makes, we accept, and both refuse what was changed afterwards.</summary>
public sealed class MessageBirdLegacySignatureTests
{
    private const string Key = "sdesk-mb-signing-key-0123456789ab";
    private const string Timestamp = "1714979350";

    private static readonly (string Query, string Body)[] Calls =
    [
        ("", ""),
        ("", "originator=31612345678&payload=Hoi+%26+%E2%82%AC5"),
        ("channel=7", """{"originator":"31612345678","payload":"Hallo"}"""),
        ("id=3f1c&reference=T-1001&recipient=31612345678&status=delivered&statusDatetime=2024-05-06T07%3A09%3A10%2B00%3A00&price%5Bamount%5D=0.075", ""),
        ("b=2&a=1&B=3&empty=&_=%C3%A9%F0%9F%98%80", "x"),
        ("statusReason=successfully%20delivered&id=1", ""),
    ];

    [SkippableFact]
    public async Task What_the_SDK_signs_we_accept_and_both_refuse_it_changed()
    {
        var answers = await Sdk.AskAsync("messagebird", [.. Calls.Select(call => new { ask = "signLegacy", key = Key, query = call.Query, body = Base64(call.Body), timestamp = Timestamp })]);
        var signatures = answers.Select(answer => answer.GetProperty("signature").GetString()!).ToList();
        var changed = Calls.Select(call => (call.Query, Body: call.Body + "!")).Concat(Calls.Select(call => (Query: call.Query + "&more=1", call.Body))).ToArray();

        Calls.Zip(signatures, Ours).Should().AllBeEquivalentTo(true);
        changed.Zip(signatures.Concat(signatures), Ours).Should().AllBeEquivalentTo(false);
        (await TheirsAsync(Calls, signatures)).Should().AllBeEquivalentTo(true);
        (await TheirsAsync(changed, [.. signatures, .. signatures])).Should().AllBeEquivalentTo(false);
    }

    [SkippableFact]
    public async Task The_SDK_writes_a_blank_in_the_query_otherwise_than_MessageBirds_rules()
    {
        // By the rules a blank is a plus in what is signed; the SDK makes it %20, however it stands in the query. We take the plus, and the query as it stands.
        (string Query, string Body)[] call = [("statusReason=successfully+delivered", "")];
        var answers = await Sdk.AskAsync("messagebird", [new { ask = "signLegacy", key = Key, query = call[0].Query, body = "", timestamp = Timestamp }]);

        Ours(call[0], answers[0].GetProperty("signature").GetString()!).Should().BeFalse();
    }

    private static Task<IReadOnlyList<bool>> TheirsAsync(IReadOnlyList<(string Query, string Body)> calls, IReadOnlyList<string> signatures) => Sdk.JudgeAsync("messagebird",
        [.. calls.Zip(signatures, (call, signature) => new { ask = "verifyLegacy", key = Key, query = call.Query, body = Base64(call.Body), timestamp = Timestamp, signature })]);

    private static bool Ours((string Query, string Body) call, string signature)
    {
        var reader = new MessageBirdWebhooks(Options.Create(new MessageBirdOptions { SigningKeys = [Key] }), new ManualTime(DateTimeOffset.FromUnixTimeSeconds(1714979355)));
        var query = call.Query.Length == 0 ? "" : "?" + call.Query;
        return reader.Verify(Support.Calls.Make("messagebird", WebhookKind.Status, "POST", query, call.Body, (LegacySignature.Header, signature), (LegacySignature.TimestampHeader, Timestamp))) is SignatureCheck.Verified;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
