using System.Net;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Live;

namespace SupportDesk.Tests.Web;

public sealed class SecurityTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Every_page_of_the_desk_asks_for_a_sign_in()
    {
        var paths = Actions().Where(action => action.Path.StartsWith("admin", StringComparison.Ordinal)).ToList();
        paths.Should().HaveCountGreaterThan(10);

        foreach (var (method, path) in paths)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/" + Filled(path));
            var answer = await desk.Client.SendAsync(request);
            answer.StatusCode.Should().Be(HttpStatusCode.Found, path);
            answer.Headers.Location!.OriginalString.Should().Contain("/sign-in", path);
        }
    }

    [Fact]
    public async Task A_session_that_was_ended_shows_nothing_even_where_no_page_is_asked_for()
    {
        using var ann = await desk.SignedInAsync();
        var agents = desk.Services.GetRequiredService<AgentDesk>();
        await agents.ChangePasswordAsync("ann", (await agents.FindAsync("ann", default))!.PasswordHash, default);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/css/desk.css");
        request.Headers.IfMatch.Add(new("\"another\""));

        var answer = await ann.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("sign-out").And.NotContain("failed-count");
    }

    [Fact]
    public async Task Every_form_of_the_desk_asks_for_its_anti_forgery_token()
    {
        using var ann = await desk.SignedInAsync();

        foreach (var (_, path) in Actions().Where(action => action.Method == "POST"))
            (await ann.PostAsync("/" + Filled(path), new FormUrlEncodedContent([]))).StatusCode.Should().Be(HttpStatusCode.BadRequest, path);
    }

    [Fact]
    public async Task Administrators_pages_are_not_for_agents()
    {
        using var ann = await desk.SignedInAsync();
        (await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", DeskHost.Password), ("Account.PasswordAgain", DeskHost.Password))).StatusCode.Should().Be(HttpStatusCode.Found);
        using var bob = await desk.SignedInAsync("bob");

        (await bob.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (var path in new[] { "/admin/agents", "/admin/agents/new", "/admin/agents/ann/password", "/admin/webhooks" })
            (await bob.GetAsync(path)).Headers.Location!.OriginalString.Should().Contain("/not-allowed", path);
    }

    [Fact]
    public async Task A_disabled_agents_session_ends_at_once()
    {
        using var ann = await desk.SignedInAsync();
        await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", DeskHost.Password), ("Account.PasswordAgain", DeskHost.Password));
        using var bob = await desk.SignedInAsync("bob");

        await ann.SubmitAsync("/admin/agents", "[action='/admin/agents/bob/disabling']");

        (await bob.GetAsync("/admin")).Headers.Location!.OriginalString.Should().Contain("/sign-in");
    }

    [Theory]
    [InlineData("/admin/agents", "[action='/admin/agents/bob/disabling']")]
    [InlineData("/admin/agents/bob/password", "[action='/admin/agents/bob/password']")]
    public async Task An_agent_who_is_disabled_or_has_a_new_password_hears_no_more_of_tickets(string page, string form)
    {
        using var ann = await desk.SignedInAsync();
        await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", DeskHost.Password), ("Account.PasswordAgain", DeskHost.Password));
        using var anns = await LiveLine.OpenAsync(desk.Address, "/live", await desk.SessionAsync("ann"));
        using var bobs = await LiveLine.OpenAsync(desk.Address, "/live", await desk.SessionAsync("bob"));

        await ann.SubmitAsync(page, form, ("Password", "another horse battery"));
        desk.Services.GetRequiredService<WakeUp<LiveSessions>>().Ring();
        await bobs.EndAsync();

        await desk.Client.TextAsync("Are you there?", "m1");
        (await anns.NextAsync()).Should().Contain("ticketsChanged");
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/webhook")]
    [InlineData("/no-such-page")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var answer = await desk.Client.GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("default-src 'self'").And.Contain("frame-ancestors 'none'").And.Contain("form-action 'self'").And.NotContain("unsafe");
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin") })
            answer.Headers.GetValues(name).Should().Equal(value);
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/list")]
    [InlineData("/admin/failed")]
    [InlineData("/admin/consents/export")]
    public async Task No_browser_keeps_what_an_agent_sees(string path)
    {
        using var ann = await desk.SignedInAsync();

        (await ann.GetAsync(path)).EnsureSuccessStatusCode().Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task Pages_have_nothing_inline()
    {
        using var ann = await desk.SignedInAsync();
        await desk.Client.TextAsync("<script>alert(1)</script>", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.IsInbound));

        foreach (var path in new[] { "/admin", $"/admin/tickets/{ticket.Code}", "/admin/agents", "/admin/webhooks", "/admin/password" })
        {
            var page = await ann.PageAsync(path);
            page.QuerySelectorAll("script:not([src])").Where(script => script.GetAttribute("type") != "application/json").Should().BeEmpty(path);
            page.QuerySelectorAll("style,[style],[onclick],[onload],[onerror]").Should().BeEmpty(path);
        }

        (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).Body!.TextContent.Should().Contain("<script>alert(1)</script>");
    }

    private IEnumerable<(string Method, string Path)> Actions() =>
        from action in desk.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
        from method in action.ActionConstraints?.OfType<HttpMethodActionConstraint>().SelectMany(constraint => constraint.HttpMethods) ?? []
        select (method, action.AttributeRouteInfo!.Template!);

    private static string Filled(string template) => System.Text.RegularExpressions.Regex.Replace(template, @"\{[^}]*\}", found => found.Value.EndsWith(":int}", StringComparison.Ordinal) ? "1" : "K7F2QD");
}
