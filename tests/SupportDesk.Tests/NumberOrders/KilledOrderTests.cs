using System.Net;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.NumberOrders;

/// <summary>Kills the real program while a provider is being asked to sell, or right after it did.</summary>
public sealed class KilledOrderTests : IAsyncLifetime
{
    private const string OrderPath = "/admin/numbers/orders/vonage-31970102455";
    private const string Offers = """{"count":1,"numbers":[{"country":"NL","msisdn":"31970102455","cost":"1.25","features":["SMS"]}]}""";
    private const string Done = """{"error-code":"200","error-code-label":"success"}""";

    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? hangsAt;
    private RecordingProvider vonage = null!;

    public async Task InitializeAsync() => vonage = await RecordingProvider.StartAsync(async (context, request) =>
    {
        if (request.Path == hangsAt)
        {
            hanging.TrySetResult();
            await end.Task;
        }

        await RecordingProvider.AnswerAsync(context, 200, request.Method == "GET" ? Offers : Done);
    });

    public async Task DisposeAsync()
    {
        end.TrySetResult();
        await vonage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/number/buy", OrderState.Asked)]
    [InlineData("/number/update", OrderState.Bought)]
    public async Task The_next_process_knows_how_far_it_had_come_and_goes_on_without_buying_again(string path, OrderState state)
    {
        await BuyAndKillAsync(path);

        await using var desk = new DeskHost(folder, TimeProvider.System.GetUtcNow() + NumberOrder.Lease, realGateways: true, settings: [.. Settings()]);
        using var ann = await desk.SignedInAsync();
        (await desk.Store.FindAsync<NumberOrder>("vonage-31970102455", default))!.State.Should().Be(state);
        (await ann.PageAsync("/admin/numbers")).QuerySelector("[data-orders]")!.TextContent.Should().Contain("+31970102455");
        (await ann.PageAsync(OrderPath)).QuerySelector("[data-form='purchase']").Should().BeNull();
        (await ann.SubmitAsync(OrderPath, "[data-form='next']")).StatusCode.Should().Be(HttpStatusCode.Redirect);

        var order = (await desk.Store.FindAsync<NumberOrder>("vonage-31970102455", default))!;
        (order.State, order.NotConnected).Should().Be((OrderState.Done, null));
        vonage.Requests.Count(request => request.Path == "/number/buy").Should().Be(1);
        vonage.Requests.Last(request => request.Path == "/number/update").Body.Should().Contain("moHttpUrl=https%3A%2F%2Fdesk.example.org%2Fwebhooks%2Fvonage%2Finbound");
    }

    /// <summary>The provider has the request that it hangs at, and answers nobody.</summary>
    private async Task BuyAndKillAsync(string path)
    {
        hangsAt = path;
        using var killed = await DeskProcess.StartAsync(folder, [.. Settings().Select(setting => (setting.Key, (string?)setting.Value)), ("Logging:LogLevel:SupportDesk", "Information")]);
        using var client = killed.NewClient();
        await client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));
        await client.SubmitAsync("/admin/numbers/market/vonage?Country=NL&Page=1", "[action='/admin/numbers/orders']");
        var buying = client.SubmitAsync(OrderPath, "[data-form='purchase']", ("agreed", "true"));
        await hanging.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await killed.KillAsync();
        hangsAt = null;
        var answer = () => buying;
        await answer.Should().ThrowAsync<HttpRequestException>();
    }

    private IEnumerable<(string Key, string Value)> Settings() =>
    [
        ("Setup:User", "ann"), ("Setup:Name", "Ann"), ("Setup:Password", DeskHost.Password), ("Desk:Gateway", "vonage"), ("Vonage:ApiKey", "ab12cd34"), ("Vonage:ApiSecret", "s3cr3t"), ("Vonage:ApiUrl", vonage.Url),
        ("Web:PublicOrigin", "https://desk.example.org"),
    ];
}
