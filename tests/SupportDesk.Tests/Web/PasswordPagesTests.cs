using System.Net;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>What people are told about their new password, and about their old one.</summary>
public sealed class PasswordPagesTests
{
    private static readonly string TooLong = new('x', 201);

    [Fact]
    public async Task A_password_that_is_too_long_is_not_called_too_short()
    {
        await using var desk = new DeskHost(settings: [("Setup:User", "")]);

        var refused = await desk.Client.SubmitAsync("/setup", "[action='/setup']", Account(TooLong));
        (await desk.Client.SubmitAsync("/setup", "[action='/setup']", Account(DeskHost.Password))).StatusCode.Should().Be(HttpStatusCode.Found);
        var own = await desk.Client.SubmitAsync("/admin/password", "[action='/admin/password']", ("Current", DeskHost.Password), ("Password", TooLong), ("PasswordAgain", TooLong));
        var others = await desk.Client.SubmitAsync("/admin/agents/ann/password", "[action='/admin/agents/ann/password']", ("Password", TooLong));

        foreach (var answer in new[] { refused, own, others })
            (await Browsing.ReadAsync(answer)).QuerySelector("main")!.TextContent.Should().Contain("at most 200");
    }

    [Fact]
    public async Task Whose_account_somebody_locked_by_guessing_is_told_so_and_not_that_the_password_is_wrong()
    {
        await using var desk = new DeskHost();
        using var ann = await desk.SignedInAsync();
        for (var attempt = 0; attempt < 5; attempt++)
            await desk.Client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", "wrong password"));

        var locked = await ChangeAsync(ann, DeskHost.Password);
        desk.Time.Advance(TimeSpan.FromMinutes(15.1));
        var wrong = await ChangeAsync(ann, "wrong password");
        var right = await ChangeAsync(ann, DeskHost.Password);

        (await Browsing.ReadAsync(locked)).QuerySelector("main")!.TextContent.Should().Contain("locked for 15 minutes").And.NotContain("not your password");
        (await Browsing.ReadAsync(wrong)).QuerySelector("main")!.TextContent.Should().Contain("not your password");
        right.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient ann, string current) =>
        ann.SubmitAsync("/admin/password", "[action='/admin/password']", ("Current", current), ("Password", "another horse battery"), ("PasswordAgain", "another horse battery"));

    private static (string, string)[] Account(string password) => [("Name", "Ann"), ("UserName", "ann"), ("Password", password), ("PasswordAgain", password)];
}
