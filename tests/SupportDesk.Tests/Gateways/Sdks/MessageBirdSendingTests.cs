using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.MessageBird;

namespace SupportDesk.Tests.Gateways.Sdks;

public sealed class MessageBirdSendingTests : SendingJudge
{
    private const string Key = "test_key";
    private const string Callback = "https://desk.example.org/webhooks/messagebird/status";

    protected override (string Sdk, string Ask) Judge => ("messagebird", "send");

    protected override Dictionary<string, object> Account => new() { ["key"] = Key, ["callback"] = Callback };

    protected override string Vendor => new MessageBirdOptions().ApiUrl;

    protected override (int Status, string Json) Taken => (201, """{"id":"3f1c9d2e7a6b4c5d8e9f0a1b2c3d4e5f","recipients":{"totalCount":1,"items":[{"recipient":31612345678,"status":"sent"}]}}""");

    protected override string Id => "3f1c9d2e7a6b4c5d8e9f0a1b2c3d4e5f";

    protected override IEnumerable<(string Key, string Value)> Settings(string url) => [("MessageBird:ApiUrl", url), ("MessageBird:ApiKey", Key), ("MessageBird:ReportUrl", Callback)];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddMessageBird(configuration);

    internal override IEnumerable<Difference> Wanted(bool unicode) =>
    [
        new("header accept", null, "application/json", "the API's own examples ask for JSON"),
        new("header content-type", "application/json", "application/json; charset=utf-8", "it is UTF-8, and saying so harms nobody"),
        new("field originator", "\"+31970102400\"", "\"31970102400\"", "MessageBird's numbers have no plus; the SDK passes on what it is given"),
        new("field recipients", "\"+31612345678\"", null, "the SDK joins the recipients by commas; the API's own form is the list"),
        new("field recipients[0]", null, "\"31612345678\"", "the same, without the plus"),
    ];
}
