using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Bandwidth;

namespace SupportDesk.Tests.Gateways.Sdks;

public sealed class BandwidthSendingTests : MediaJudge
{
    protected override (string Sdk, string Ask) Judge => ("bandwidth", "sendV2");

    protected override Dictionary<string, object> Account => new() { ["user"] = "user", ["password"] = "pässword:+", ["account"] = "5500123", ["application"] = "app-1" };

    protected override string Vendor => new BandwidthOptions().Base;

    protected override (int Status, string Json) Taken => (202, $$"""{"id":"{{Id}}","owner":"+31970102400","segmentCount":1,"direction":"out","to":["+31612345678"]}""");

    protected override string Id => "1714979289abcdef";

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
    [
        ("Bandwidth:ApiUrl", url), ("Bandwidth:AccountId", "5500123"), ("Bandwidth:User", "user"), ("Bandwidth:Password", "pässword:+"), ("Bandwidth:ApplicationId", "app-1"),
        ("Bandwidth:WebhookUser", "hook"), ("Bandwidth:WebhookPassword", "secret"), ("Bandwidth:ReportUrl", "https://desk.example.org/webhooks/bandwidth/status"),
    ];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddBandwidth(configuration);

    internal override IEnumerable<Difference> Wanted(bool unicode) =>
    [
        new("header accept", "application/json, text/plain, */*", null, "both say that anything will do; the API answers JSON"),
        new("header content-type", "application/json", "application/json; charset=utf-8", "the API's own examples say so"),
    ];
}

/// <summary>V1, by the SDK of its time.</summary>
public sealed class BandwidthOldSendingTests : MediaJudge
{
    protected override (string Sdk, string Ask) Judge => ("bandwidth", "sendV1");

    protected override Dictionary<string, object> Account => new()
    {
        ["user"] = "t-token",
        ["password"] = "pässword:+",
        ["account"] = "u-x",
        ["callback"] = "https://hook:s3cr3t%3Awith%3Acolon@desk.example.org/webhooks/bandwidth/status",
    };

    protected override string Vendor => new BandwidthOptions { Version = BandwidthVersion.V1 }.Base;

    protected override (int Status, string Json) Taken => (201, "");

    protected override string Id => "m-abc123";

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
    [
        ("Bandwidth:Version", "V1"), ("Bandwidth:ApiUrl", url), ("Bandwidth:AccountId", "u-x"), ("Bandwidth:User", "t-token"), ("Bandwidth:Password", "pässword:+"),
        ("Bandwidth:WebhookUser", "hook"), ("Bandwidth:WebhookPassword", "s3cr3t:with:colon"), ("Bandwidth:ReportUrl", "https://desk.example.org/webhooks/bandwidth/status"),
    ];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddBandwidth(configuration);

    internal override IEnumerable<Difference> Wanted(bool unicode) =>
    [
        new("header accept", "application/json", null, "the API answers JSON, and a success has no body at all"),
        new("header content-type", "application/json", "application/json; charset=utf-8", "it is UTF-8, and saying so harms nobody"),
    ];
}
