using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.VonageMessages;

namespace SupportDesk.Tests.Gateways.Sdks;

public sealed class VonageMessagesSendingTests : SendingJudge, IDisposable
{
    private const string Application = "11111111-2222-4333-8444-555555555555";

    private readonly RSA key = RSA.Create(2048);

    protected override (string Sdk, string Ask) Judge => ("vonage", "sendMessage");

    protected override Dictionary<string, object> Account => new() { ["application"] = Application, ["privateKey"] = key.ExportPkcs8PrivateKeyPem() };

    protected override string Vendor => new VonageMessagesOptions().ApiUrl;

    protected override (int Status, string Json) Taken => (202, $$"""{"message_uuid":"{{Id}}"}""");

    protected override string Id => "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab";

    public void Dispose() => key.Dispose();

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
        [("VonageMessages:ApiUrl", url), ("VonageMessages:ApplicationId", Application), ("VonageMessages:PrivateKey", key.ExportPkcs8PrivateKeyPem())];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddVonageMessages(configuration);

    internal override IEnumerable<Difference> Wanted(bool unicode) =>
    [
        new("header accept", "*/*", null, "both say that anything will do; the API answers JSON"),
        new("header content-type", "application/json", "application/json; charset=utf-8", "it is UTF-8, and saying so harms nobody"),
        new("field from", "\"+31970102400\"", "\"31970102400\"", "Vonage's numbers have no plus; the SDK passes on what it is given"),
        new("field to", "\"+31612345678\"", "\"31612345678\"", "the same"),
    ];

    /// <summary>Two tokens are alike when the application's key has signed both, and header, names of claims and lifetime are the same. Time and jti are each send's own.</summary>
    protected override string Credentials(string authorization)
    {
        var given = AuthenticationHeaderValue.Parse(authorization);
        var parts = given.Parameter!.Split('.');
        var (header, claims) = (Json(parts[0]), Json(parts[1]));
        var signed = key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var kinds = claims.OrderBy(claim => claim.Key, StringComparer.Ordinal).Select(claim => $"{claim.Key} ({claim.Value.ValueKind})");
        Guid.TryParse(claims["jti"].GetString(), out _).Should().BeTrue();
        return $"{given.Scheme} signed {signed}, {string.Join(", ", header.OrderBy(one => one.Key, StringComparer.Ordinal))}, {string.Join(", ", kinds)}, for {claims["application_id"]}, {claims["exp"].GetInt64() - claims["iat"].GetInt64()} s";

        static Dictionary<string, JsonElement> Json(string part) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64Url.DecodeFromChars(part))!;
    }
}
