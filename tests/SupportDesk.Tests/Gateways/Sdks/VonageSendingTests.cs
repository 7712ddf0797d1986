using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Vonage;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Sdks;

public sealed class VonageSendingTests : SendingJudge
{
    private const string Callback = "https://desk.example.org/webhooks/vonage/status";

    protected override (string Sdk, string Ask) Judge => ("vonage", "sendSms");

    protected override Dictionary<string, object> Account => new() { ["key"] = "ab12cd34", ["secret"] = "s3crät:+", ["callback"] = Callback };

    protected override string Vendor => new VonageOptions().ApiUrl;

    protected override (int Status, string Json) Taken => (200, """{"message-count":"1","messages":[{"to":"31612345678","message-id":"0C000000217B7F02","status":"0"}]}""");

    protected override string Id => "0C000000217B7F02";

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
        [("Vonage:ApiUrl", url), ("Vonage:ApiKey", "ab12cd34"), ("Vonage:ApiSecret", "s3crät:+"), ("Vonage:ReportUrl", Callback)];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddVonage(configuration);

    internal override IEnumerable<Difference> Wanted(bool unicode) =>
    [
        new("header accept", "*/*", null, "both say that anything will do; /sms/json answers JSON"),
        new("header content-type", "application/json", "application/x-www-form-urlencoded; charset=utf-8", "the SDK sends JSON, but the API is documented for forms only"),
        new("field status-report-req", "true", "\"1\"", "a form has no true"),
        new("field from", "\"+31970102400\"", "\"31970102400\"", "Vonage's numbers have no plus; the SDK passes on what it is given"),
        new("field to", "\"+31612345678\"", "\"31612345678\"", "the same"),
    ];

    [SkippableFact]
    public async Task Key_and_secret_have_the_SDKs_names_where_they_stand_in_the_body()
    {
        var sdk = await Sdk.AskAsync("vonage", [new { ask = "credentials", key = "ab12cd34", secret = "s3crät:+" }]);
        await using var provider = await ProviderAsync();

        await SendAsync(provider, ("Vonage:Auth", "Body"));

        foreach (var sent in Forms(provider))
            sent.Should().Contain(sdk[0].EnumerateObject().Select(credential => KeyValuePair.Create(credential.Name, credential.Value.GetString())));
    }

    [SkippableTheory]
    [InlineData(VonageSignatureMethod.Md5Hash, "md5hash")]
    [InlineData(VonageSignatureMethod.Md5, "md5hmac")]
    [InlineData(VonageSignatureMethod.Sha1, "sha1hmac")]
    [InlineData(VonageSignatureMethod.Sha256, "sha256hmac")]
    [InlineData(VonageSignatureMethod.Sha512, "sha512hmac")]
    public async Task The_SDK_accepts_the_signature_of_a_signed_send(VonageSignatureMethod method, string theirs)
    {
        await using var provider = await ProviderAsync();
        await SendAsync(provider, ("Vonage:Auth", "Signature"), ("Vonage:SignatureSecret", "sig secret ü"), ("Vonage:SignatureMethod", $"{method}"));

        var sends = Forms(provider);
        var forged = sends.Select(sent => new Dictionary<string, string?>(sent) { ["text"] = "something else" });

        (await Sdk.JudgeAsync("vonage", [.. sends.Concat(forged).Select(parameters => new { ask = "verify", parameters, secret = "sig secret ü", method = theirs })]))
            .Should().Equal(true, true, true, false, false, false);
    }

    private static List<Dictionary<string, string?>> Forms(RecordingProvider provider) =>
        [.. provider.Requests.Select(request => FormPairs.Of(request.Body).ToDictionary(pair => pair.Name, pair => pair.Value))];
}
