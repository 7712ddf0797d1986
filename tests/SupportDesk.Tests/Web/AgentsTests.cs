using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>Who may work at the desk: there is always an administrator who can.</summary>
public sealed class AgentsTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "bob", "cas" })
            await Agents.AddAsync(name, name, AgentRole.Administrator, (await FindAsync("ann")).PasswordHash, default);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Of_two_administrators_who_disable_each_other_at_once_one_stays()
    {
        Task<Agent?>? back = null;
        desk.FullStore.Saving = async saving =>
        {
            // Bob's click arrives after Ann's was found to be good, and before it is stored.
            if (saving is Agent { Id: "bob", IsDisabled: true })
                await (back ??= Agents.DisableAsync("ann", "bob", default));
        };

        await Agents.DisableAsync("bob", "ann", default);

        (await back!)!.IsDisabled.Should().BeFalse();
        (await FindAsync("ann")).IsDisabled.Should().BeFalse();
    }

    [Fact]
    public async Task However_many_disable_each_other_at_once_one_stays()
    {
        string[] all = ["ann", "bob", "cas"];

        await Task.WhenAll(from who in all from id in all where who != id select Task.Run(() => Agents.DisableAsync(id, who, default)));

        (await Agents.AllAsync(default)).Should().Contain(agent => !agent.IsDisabled);
    }

    [Fact]
    public async Task Whoever_was_cut_off_while_disabling_somebody_can_be_disabled_a_minute_later()
    {
        await desk.Store.ReviseAsync<Agent>("ann", ann => ann.BeginDisabling(desk.Time.GetUtcNow()), default);
        (await Agents.DisableAsync("ann", "bob", default))!.IsDisabled.Should().BeFalse();
        desk.Time.Advance(TimeSpan.FromMinutes(1.1));

        (await Agents.DisableAsync("ann", "bob", default))!.IsDisabled.Should().BeTrue();
    }

    [Fact]
    public async Task The_page_says_that_nobody_was_disabled()
    {
        using var cas = await desk.SignedInAsync("cas");
        await desk.Store.ReviseAsync<Agent>("bob", bob => bob.BeginDisabling(desk.Time.GetUtcNow()), default);

        await cas.SubmitAsync("/admin/agents", "[action='/admin/agents/bob/disabling']");

        var page = await cas.PageAsync("/admin/agents");
        page.QuerySelector("[data-notice]")!.TextContent.Should().Contain("Nobody was disabled");
        (await cas.PageAsync("/admin/agents")).QuerySelector("[data-notice]").Should().BeNull("it is told once");
        page.QuerySelector("[data-agent=bob]")!.TextContent.Should().NotContain("disabled");
    }

    [Fact]
    public async Task Who_changes_the_own_password_is_told_so()
    {
        using var cas = await desk.SignedInAsync("cas");

        var answer = await cas.SubmitAsync("/admin/password", "[action='/admin/password']", ("Current", DeskHost.Password), ("Password", "another horse battery"), ("PasswordAgain", "another horse battery"));

        (await cas.PageAsync(answer.Headers.Location!.OriginalString)).QuerySelector("[data-notice]")!.TextContent.Should().Contain("Your password is changed");
    }

    private AgentDesk Agents => desk.Services.GetRequiredService<AgentDesk>();

    private async Task<Agent> FindAsync(string id) => (await Agents.FindAsync(id, default))!;
}
