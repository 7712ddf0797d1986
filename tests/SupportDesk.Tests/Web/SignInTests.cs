using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Features.SignIn;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Tests.Web;

public sealed class SignInTests
{
    private static readonly (string, string)[] Bare = [("Setup:User", "")];

    [Fact]
    public async Task A_new_owner_is_led_through_first_run_into_the_inbox()
    {
        await using var desk = new DeskHost(settings: Bare);

        (await desk.Client.GetAsync("/")).Headers.Location!.OriginalString.Should().Be("/setup");
        (await desk.Client.GetAsync("/sign-in")).Headers.Location!.OriginalString.Should().Be("/setup");
        var created = await desk.Client.SubmitAsync("/setup", "[action='/setup']", ("Name", "Ann"), ("UserName", "Ann"), ("Password", DeskHost.Password), ("PasswordAgain", DeskHost.Password));

        created.Headers.Location!.OriginalString.Should().Be("/admin");
        (await desk.Client.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK);
        await desk.SignedInAsync("ANN");
    }

    [Fact]
    public async Task First_run_refuses_to_run_twice_even_at_once()
    {
        await using var desk = new DeskHost(settings: Bare);
        var clients = Enumerable.Range(0, 5).Select(_ => desk.NewClient()).ToList();

        var answers = await Task.WhenAll(clients.Select((client, number) => client.SubmitAsync(
            "/setup", "[action='/setup']", ("Name", $"N{number}"), ("UserName", $"user{number}"), ("Password", DeskHost.Password), ("PasswordAgain", DeskHost.Password))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Found).Should().Be(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).Should().Be(4);
        (await desk.NewClient().PageAsync("/setup")).QuerySelector("form[action='/setup']").Should().BeNull();
    }

    [Theory]
    [InlineData("Name", "", "Enter your name.")]
    [InlineData("UserName", "a b", "The user name must have")]
    [InlineData("Password", "short", "at least 10 characters")]
    [InlineData("PasswordAgain", "something else", "The two passwords differ.")]
    public async Task First_run_says_what_is_wrong(string field, string value, string words)
    {
        await using var desk = new DeskHost(settings: Bare);
        var fields = new Dictionary<string, string> { ["Name"] = "Ann", ["UserName"] = "ann", ["Password"] = DeskHost.Password, ["PasswordAgain"] = DeskHost.Password, [field] = value };

        var answer = await desk.Client.SubmitAsync("/setup", "[action='/setup']", [.. fields.Select(entry => (entry.Key, entry.Value))]);

        (await Browsing.ReadAsync(answer)).Body!.TextContent.Should().Contain(words);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_words()
    {
        await using var desk = new DeskHost();

        var wrong = await TryAsync(desk, "ann", "wrong password");
        var unknown = await TryAsync(desk, "nobody", "wrong password");

        wrong.Status.Should().Be(HttpStatusCode.Unauthorized);
        wrong.Words.Should().Be(unknown.Words).And.Contain("Wrong user name or password");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        await using var desk = new DeskHost();
        for (var attempt = 0; attempt < 5; attempt++)
            await TryAsync(desk, "ann", "wrong password");

        (await TryAsync(desk, "ann", DeskHost.Password)).Status.Should().Be(HttpStatusCode.Unauthorized);
        desk.Time.Advance(TimeSpan.FromMinutes(15.1));

        (await TryAsync(desk, "ann", DeskHost.Password)).Status.Should().Be(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_do_not_pass_the_lock_together()
    {
        await using var desk = new DeskHost();
        var agents = desk.Services.GetRequiredService<AgentDesk>();
        var hasher = new CountingHasher((await agents.FindAsync("ann", default))!.PasswordHash);
        var passwords = new Passwords(agents, hasher);

        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => passwords.CheckAsync("ann", $"guess {number}", default))));

        found.Should().AllSatisfy(agent => agent.Should().BeNull());
        hasher.Checked.Should().Be(5);
        (await agents.FindAsync("ann", default))!.IsLockedAt(desk.Time.GetUtcNow()).Should().BeTrue();
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        await using var desk = new DeskHost();

        for (var attempt = 1; attempt < 12; attempt++)
            (await TryAsync(desk, "ann", attempt % 5 == 0 ? DeskHost.Password : "wrong password")).Status.Should().Be(attempt % 5 == 0 ? HttpStatusCode.Found : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Guessing_from_one_address_is_slowed_down()
    {
        await using var desk = new DeskHost(settings: [("Web:SignInsPerMinute", "3")]);

        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 5; attempt++)
            answers.Add((await TryAsync(desk, $"user{attempt}", "wrong password")).Status);

        answers.Should().Equal(HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Guessing_from_ever_new_addresses_of_one_IPv6_network_is_slowed_down()
    {
        await using var desk = new DeskHost(settings: [("Web:SignInsPerMinute", "3")]);

        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 5; attempt++)
            answers.Add((await TryAsync(desk, $"user{attempt}", "wrong password", from: $"2001:db8:1:2::{attempt}")).Status);

        answers.Should().Equal(HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests);
        (await TryAsync(desk, "user", "wrong password", from: "2001:db8:1:3::1")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("fe80::1%3", "fe80::")]
    public void A_caller_is_an_IPv4_address_or_an_IPv6_network(string address, string counted) =>
        CallerNetwork.Of(IPAddress.Parse(address)).Should().Be(IPAddress.Parse(counted));

    [Fact]
    public async Task Sessions_survive_a_restart_because_their_keys_are_in_the_store()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        string cookie;
        await using (var before = new DeskHost(folder))
        {
            var page = await before.Client.GetAsync("/sign-in");
            var signedIn = await before.Client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));
            cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("desk-session", StringComparison.Ordinal)).Split(';')[0];
        }

        await using var after = new DeskHost(folder);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin");
        request.Headers.Add("Cookie", cookie);

        (await after.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await after.Store.CountAsync(Query<ProtectionKey>.Under(ProtectionKey.All, "key").Take(10), default)).Should().Be(1);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task The_session_is_for_the_browser_alone_and_for_the_way_that_it_came(string scheme, bool secure)
    {
        await using var desk = new DeskHost();
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = desk.Address };
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        browser.DefaultRequestHeaders.Add("Cookie", (await browser.GetAsync("/sign-in")).Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

        var signedIn = await browser.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));

        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("desk-session", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.Should().Contain("; httponly").And.Contain("; samesite=lax");
        cookie.Contains("; secure", StringComparison.Ordinal).Should().Be(secure);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var desk = new DeskHost();
        using var ann = await desk.SignedInAsync();

        await ann.SubmitAsync("/admin", "[action='/sign-out']");

        (await ann.GetAsync("/admin")).Headers.Location!.OriginalString.Should().Contain("/sign-in");
    }

    [Fact]
    public async Task Signing_out_is_never_too_often()
    {
        await using var desk = new DeskHost(settings: [("Web:SignInsPerMinute", "1")]);
        using var ann = await desk.SignedInAsync();
        (await TryAsync(desk, "bob", "wrong password")).Status.Should().Be(HttpStatusCode.TooManyRequests);

        var answer = await ann.SubmitAsync("/admin", "[action='/sign-out']");

        answer.Headers.Location!.OriginalString.Should().Be("/sign-in");
        (await ann.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private static async Task<(HttpStatusCode Status, string Words)> TryAsync(DeskHost desk, string user, string password, string from = "127.0.0.1")
    {
        using var client = desk.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        var answer = await client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", user), ("Password", password));
        return (answer.StatusCode, (await Browsing.ReadAsync(answer)).QuerySelector("[role=alert]")?.TextContent.Trim() ?? "");
    }

    /// <summary>Counts the checks against one hash.</summary>
    private sealed class CountingHasher(string counted) : IPasswordHasher<Agent>
    {
        private readonly PasswordHasher<Agent> hasher = new();
        private int seen;

        public int Checked => seen;

        public string HashPassword(Agent user, string password) => hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Agent user, string hashedPassword, string providedPassword)
        {
            if (hashedPassword == counted)
                Interlocked.Increment(ref seen);
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
