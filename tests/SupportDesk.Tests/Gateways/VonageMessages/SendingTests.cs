using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.VonageMessages;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.VonageMessages;

public sealed class SendingTests : GatewayCompliance
{
    private const string Application = "11111111-2222-4333-8444-555555555555";
    private const string Created = """{"message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"}""";

    private const string VendorKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2wsXOta9dZMfMofj8Slw
        RwPXgNUd7iOhKfHsvYjB91tA+rR19+e4fjcjHzXWyGsbzNWYCsP9nmHaDRN6QunJ
        07ZosH83DYmtbFg7QrV3ozU4a4CNgDucnAJgZaxZv76GdEGGxGqQt6JQVg1vCSUM
        DH8W+oE0tXX51hlDSLJrGgQ3dBZfqUpy4Mp9F+KfXbj8E9es4W4tt/jOFsmbdxIa
        GpD064ae0ZLps9Fo3Y/gTCb4qhqe7c0vD0rClPGpMmW2Up2JLiEr9DuDAn32HmCR
        QJM3zMadG5jQIR2Vk3pLYetMi4seNKM+myqv6wFhaDj8iMsaxmB1k3EPoDVc5fXS
        4QIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string VendorToken = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBsaWNhdGlvbl9pZCI6IjExMTExMTExLTIyMjItNDMzMy04NDQ0LTU1NTU1NTU1NTU1NSIsImlhdCI6MTcxNDk3OTI4OSwiZXhwIjoxNzE0OTgwMTg5LCJqdGkiOiIwZTdkM2M1Mi00YTFiLTRmNmQtOWM4ZS01YjJhMWQwZjdlNjMifQ.CU4xGluXtvPkYCpSz_TuEvqtuTnpowbL58T0KWKp20zEdSKyV09N9T3fWY1AHzLgoQ0kTJkzzFGhTXfVIBfJeCdsdzKpxmQ263jNpSejtc6ZAoDGQiXtBNl0qFfYd4_9cxnKo_zLVTcpnOuW53CzTCSqar2xZmVAEtWkqitWnhXePgf8UsmjdAOIivv8KQ85fhyoC6XW99X-e0iKgnv1KO39PBxWhfcNh-F5vAlbZBDhxYCYhmmM8ZqjuPGb-nH4DRZs7_UUPL4USLjqpf5wUplUy7HCr_VxxLj1M1V1Rdw_wOF5MxLXrq-eqIF9J4wRB8wDvZkoK6aBANKDokJPEA";

    internal static RSA Key { get; } = RSA.Create(2048);

    protected override string Words => "Vonage";

    protected override (int Status, string Json) Taken => (202, Created);

    protected override SendResult Accepted => new SendResult.Accepted("aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab");

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
        [("VonageMessages:ApiUrl", url), ("VonageMessages:ApplicationId", Application), ("VonageMessages:PrivateKey", Key.ExportPkcs8PrivateKeyPem().ReplaceLineEndings("\\n"))];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddVonageMessages(configuration);

    [Theory]
    [InlineData("Hello", "text")]
    [InlineData("Dziękuję 😀", "unicode")]
    public async Task A_text_goes_out_by_version_1(string text, string encoding)
    {
        Provider.Answer(202, Created);

        await SendAsync(text);

        var request = Provider.Requests.Single();
        (request.Method, request.Path).Should().Be(("POST", "/v1/messages"));
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse($$"""
            {"channel":"sms","message_type":"text","to":"31612345678","from":"31970102400","text":"{{text}}","client_ref":"ref-1","sms":{"encoding_type":"{{encoding}}"},"webhook_version":"v1"}
            """)).Should().BeTrue(request.Body);
    }

    [Fact]
    public async Task A_text_goes_out_by_version_0_1()
    {
        Provider.Answer(202, Created);

        await Gateway(null, ("VonageMessages:Version", "V01")).SendAsync(new(Samples.Desk, Samples.Customer, "Hello", "ref-1"), default);

        var request = Provider.Requests.Single();
        request.Path.Should().Be("/v0.1/messages");
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse("""
            {"from":{"type":"sms","number":"31970102400"},"to":{"type":"sms","number":"31612345678"},"message":{"content":{"type":"text","text":"Hello"}},"client_ref":"ref-1"}
            """)).Should().BeTrue(request.Body);
    }

    [Fact]
    public async Task Every_send_has_a_token_of_its_own_that_the_applications_key_has_signed()
    {
        Provider.Answer(202, Created).Answer(202, Created);
        await SendAsync();
        await SendAsync();

        var tokens = Provider.Requests.Select(request => request.Headers["Authorization"]).ToList();
        tokens.Should().OnlyHaveUniqueItems().And.OnlyContain(token => token.StartsWith("Bearer ") && IsSignedBy(token.Substring(7), Key));
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(tokens[0].Split('.')[1]))!;
        ((string)claims["application_id"]!, (long)claims["iat"]!, (long)claims["exp"]!).Should().Be((Application, Time.GetUtcNow().ToUnixTimeSeconds(), Time.GetUtcNow().ToUnixTimeSeconds() + 900));
    }

    [Fact]
    public async Task A_key_file_that_is_gone_is_a_refusal_in_words()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Key.ExportPkcs8PrivateKeyPem());
        var gateway = Gateway(null, ("VonageMessages:PrivateKey", ""), ("VonageMessages:PrivateKeyFile", file));
        Provider.Answer(202, Created);
        (await gateway.SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default)).Should().Be(Accepted);

        File.Delete(file);

        (await gateway.SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default)).Should().BeOfType<SendResult.Refused>().Subject.Reason.Should().Contain("VONAGE_PRIVATE_KEY_FILE");
    }

    [Fact]
    public void The_token_is_the_vendors()
    {
        using var vendor = RSA.Create();
        vendor.ImportFromPem(VendorKey);

        var token = ApplicationToken.Make(Application, Key.ExportPkcs8PrivateKeyPem(), DateTimeOffset.FromUnixTimeSeconds(1714979289), Guid.Parse("0e7d3c52-4a1b-4f6d-9c8e-5b2a1d0f7e63"));

        token.Split('.')[..2].Should().Equal(VendorToken.Split('.')[..2]);
        (IsSignedBy(VendorToken, vendor), IsSignedBy(token, Key), IsSignedBy(token, vendor)).Should().Be((true, true, false));
    }

    [Theory]
    [InlineData(401, """{"type":"https://developer.nexmo.com/api-errors/#unauthorized","title":"Unauthorized","detail":"You did not provide correct credentials.","instance":"x"}""", "Vonage: Unauthorized: You did not provide correct credentials.")]
    [InlineData(422, """{"type":"https://developer.vonage.com/api-errors/messages#1120","title":"Invalid sender","detail":"The `from` parameter is invalid","invalid_parameters":[]}""", "Vonage: The sender is not allowed.")]
    [InlineData(422, """{"title":"1240","detail":"Illegal Number"}""", "Vonage: The customer has opted out, or the number is not allowed.")]
    public async Task A_refusal_is_told_in_words(int status, string answer, string words)
    {
        Provider.Answer(status, answer);

        var refused = (await SendAsync()).Should().BeOfType<SendResult.Refused>().Subject;
        refused.Reason.Replace("Vonage: ", "").Should().Be(words.Replace("Vonage: ", ""));
        refused.OptedOut.Should().Be(words.Contains("opted out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_much_at_once_is_tried_later()
    {
        Provider.Answer(402, """{"type":"https://developer.vonage.com/api-errors/messages#1000","title":"Throttled"}""");

        (await SendAsync()).Should().BeOfType<SendResult.TryLater>();
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    public async Task A_text_that_was_taken_is_taken_even_when_the_answer_cannot_be_read(string answer)
    {
        Provider.Answer(202, answer);

        (await SendAsync()).Should().Be(new SendResult.Accepted(null));
    }

    private static bool IsSignedBy(string token, RSA key)
    {
        var end = token.LastIndexOf('.');
        return key.VerifyData(Encoding.ASCII.GetBytes(token[..end]), Base64Url.DecodeFromChars(token.AsSpan(end + 1)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
