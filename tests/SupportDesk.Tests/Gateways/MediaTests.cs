using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Bandwidth;
using SupportDesk.Gateways.Twilio;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways;

/// <summary>Pictures are fetched from the provider alone, with its credentials, and never more than there is room for.</summary>
public sealed class MediaTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private RecordingProvider provider = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        provider = await RecordingProvider.StartAsync();
        var settings = Bandwidth.SendingTests.V2(provider.Url + "/api/v2").Concat([("Twilio:AccountSid", "AC1"), ("Twilio:AuthToken", "t0ken"), ("Twilio:ApiUrl", provider.Url)]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2)).Build();
        services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddBandwidth(configuration).AddTwilio(configuration).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Theory]
    [InlineData("bandwidth", "/api/v2/users/5500123/media/1714979289zyxw/0/pic.jpg", "user", "pässword")]
    [InlineData("twilio", "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1", "AC1", "t0ken")]
    public async Task A_picture_is_asked_for_with_the_accounts_credentials(string gateway, string path, string user, string password)
    {
        provider.Script(context => AnswerAsync(context, "image/jpeg", [1, 2, 3]));

        var result = await FetchAsync(gateway, provider.Url + path);

        result.Should().BeEquivalentTo(new MediaResult.Fetched("image/jpeg", [1, 2, 3]));
        var request = provider.Requests.Single();
        (request.Method, request.Path, request.Headers["Authorization"]).Should().Be(("GET", path, Calls.Basic(user, password).Value));
    }

    [Theory]
    [InlineData("https://messaging.bandwidth.com.evil.example.org/api/v2/users/1/media/1")]
    [InlineData("https://evil.example.org/")]
    [InlineData("http://messaging.bandwidth.com/api/v2/users/1/media/1")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil.example.org/1")]
    [InlineData("/api/v2/users/1/media/1")]
    [InlineData("")]
    public async Task An_address_that_is_not_the_providers_is_never_asked(string address)
    {
        (await FetchAsync("bandwidth", address)).Should().BeOfType<MediaResult.Refused>().Which.Reason.Should().Be("Its address does not belong to Bandwidth.");
        provider.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{0}@", "")]
    [InlineData("user:password@", "")]
    public async Task An_address_with_a_user_in_it_is_never_asked(string user, string path)
    {
        (await FetchAsync("bandwidth", provider.Url.Replace("://", $"://{user.Replace("{0}", "x", StringComparison.Ordinal)}", StringComparison.Ordinal) + path)).Should().BeOfType<MediaResult.Refused>();
        provider.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/internal")]
    [InlineData("https://127.0.0.1/internal")]
    [InlineData("https://[::1]/internal")]
    [InlineData("https://localhost/internal")]
    [InlineData("https://intranet/internal")]
    [InlineData("https://user@cdn.example.org/1")]
    [InlineData("https://cdn.example.org:8443/1")]
    [InlineData("/elsewhere/on/the/api")]
    public async Task The_provider_cannot_lead_the_desk_into_its_own_network(string location)
    {
        provider.Answer(307, "", ("Location", location));

        (await FetchAsync("twilio", provider.Url + "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1")).Should().BeOfType<MediaResult.Refused>();
        provider.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_large_is_refused_whether_it_says_so_or_not(bool saysSo)
    {
        provider.Script(async context =>
        {
            context.Response.ContentLength = saysSo ? 6_000_000 : null;
            for (var at = 0; at < 60; at++)
                await context.Response.Body.WriteAsync(new byte[100_000]);
        });

        (await FetchAsync("bandwidth", provider.Url + "/api/v2/users/1/media/1")).Should().Be(new MediaResult.Refused("It is larger than 5 MB."));
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(401, false)]
    [InlineData(204, false)]
    [InlineData(429, true)]
    [InlineData(503, true)]
    public async Task What_the_provider_answers_tells_whether_to_come_again(int status, bool later)
    {
        provider.Answer(status, "");

        var result = await FetchAsync("bandwidth", provider.Url + "/api/v2/users/1/media/1");

        (result is MediaResult.TryLater).Should().Be(later);
        (result is MediaResult.Refused).Should().Be(!later);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_asked_again_later()
    {
        provider.Script(context => Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted));

        var fetching = FetchAsync("bandwidth", provider.Url + "/api/v2/users/1/media/1");
        await provider.FirstAsync();
        time.Advance(TimeSpan.FromSeconds(31));

        (await fetching).Should().Be(new MediaResult.TryLater("Bandwidth could not be reached."));
    }

    private static async Task AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context, string type, byte[] bytes)
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(bytes);
    }

    private Task<MediaResult> FetchAsync(string gateway, string address) =>
        services.GetServices<ISmsGateway>().Single(known => known.Name == gateway).FetchAsync(address, default);
}
