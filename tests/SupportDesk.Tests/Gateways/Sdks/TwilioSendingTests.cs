using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Twilio;

namespace SupportDesk.Tests.Gateways.Sdks;

public sealed class TwilioSendingTests : MediaJudge
{
    private const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    private const string Password = "s3crät:with:colons+/=";

    protected override (string Sdk, string Ask) Judge => ("twilio", "send");

    protected override Dictionary<string, object> Account => new()
    {
        ["user"] = "SK1",
        ["password"] = Password,
        ["account"] = AccountSid,
        ["callback"] = "https://desk.example.org/webhooks/twilio/status?reference=ref-1#rc=3&rp=5xx,ct,rt",
    };

    protected override string Vendor => new TwilioOptions().ApiUrl;

    protected override (int Status, string Json) Taken => (201, $$"""{"sid":"{{Id}}","status":"queued","num_segments":"1","error_code":null}""");

    protected override string Id => "SM0123456789abcdef0123456789abcdef";

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
    [
        ("Twilio:ApiUrl", url), ("Twilio:AccountSid", AccountSid), ("Twilio:AuthToken", "token"), ("Twilio:ApiKeySid", "SK1"), ("Twilio:ApiKeySecret", Password),
        ("Twilio:ReportUrl", "https://desk.example.org/webhooks/twilio/status"),
    ];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddTwilio(configuration);

    internal override IEnumerable<Difference> Wanted(bool unicode) =>
    [
        new("header accept", "application/json", null, "the address ends with .json"),
        new("header accept-charset", "utf-8", null, "JSON is UTF-8"),
        new("header content-type", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8", "it is UTF-8, and saying so harms nobody"),
    ];
}
