using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Systems;

/// <summary>R2: numbers over KPN, and the callback of a test application.</summary>
public sealed class KpnNumberOrders : IAsyncLifetime
{
    private const string Number = "+31970102455";
    private const string Numbers = "/communication/nexmo/phone-numbers";
    private const string Inbound = "https://desk.example.org/webhooks/kpn/inbound?token=w0rd";

    private RecordingProvider kpn = null!;
    private DeskHost desk = null!;
    private HttpClient ann = null!;

    public async Task InitializeAsync()
    {
        kpn = await RecordingProvider.StartAsync((context, request) => RecordingProvider.AnswerAsync(context, 200, request.Path switch
        {
            var path when path.StartsWith("/oauth", StringComparison.Ordinal) => """{"access_token":"t1","expires_in":"3599","issued_at":"1714979289000","token_type":"Bearer"}""",
            var path when path.EndsWith("/sms/register", StringComparison.Ordinal) => """{"message":"Your callback url is registered."}""",
            _ when request.Method == "GET" => """{"count":1,"numbers":[{"country":"NL","msisdn":"31970102455","type":"mobile-lvn","cost":"1.25","features":["SMS"]}]}""",
            _ => """{"error-code":"200","error-code-label":"success"}""",
        }));
        desk = new DeskHost(realGateways: true, settings:
        [
            ("KPN_CLIENT_ID", "APP_KEY"), ("KPN_CLIENT_SECRET", "s&cret"), ("KPN_WEBHOOK_TOKEN", "w0rd"), ("DESK_NUMBER", Samples.Desk), ("PUBLIC_ORIGIN", "https://desk.example.org"), ("Kpn:ApiUrl", kpn.Url), ("Desk:Gateway", "kpn"),
        ]);
        ann = await desk.SignedInAsync();
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await desk.DisposeAsync();
        await kpn.DisposeAsync();
    }

    [Fact]
    public async Task R2_Numbers_are_searched_and_bought_and_get_their_webhook_by_an_update()
    {
        var order = (await ann.SubmitAsync("/admin/numbers/market/kpn?Country=NL&Digits=3197&Page=1", "[action='/admin/numbers/orders']")).Headers.Location!.OriginalString;
        await ann.SubmitAsync(order, "[data-form='purchase']", ("agreed", "true"));

        desk.Services.GetRequiredService<SupportNumbers>().For(Number).Gateway.Should().Be("kpn");
        kpn.Requests.Where(request => request.Method == "POST").Select(request => request.Path).Should().Equal("/oauth/client_credential/accesstoken?grant_type=client_credentials", $"{Numbers}/number/buy", $"{Numbers}/number/update");
        FormPairs.Of(kpn.Requests.Last().Body).Should().Equal(("country", "NL"), ("msisdn", "31970102455"), ("moHttpUrl", Inbound));
    }

    [Fact]
    public async Task R2_A_test_application_registers_its_callback_at_the_set_up_check()
    {
        var check = $"/admin/numbers/{Uri.EscapeDataString(Samples.Desk)}/check";

        await ann.SubmitAsync(check, "[data-form='registration']");

        kpn.Requests.Last().Path.Should().Be("/communication/nexmo/sms/register");
        FormPairs.Of(kpn.Requests.Last().Body).Should().Equal(("to", "31970102400"), ("callback_url", Inbound));
        (await ann.PageAsync(check)).QuerySelector("[data-notice]")!.TextContent.Should().Be("KPN: Your callback url is registered.");
    }
}
