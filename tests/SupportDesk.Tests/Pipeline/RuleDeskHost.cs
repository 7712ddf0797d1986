using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Automation;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A desk with rules, without confirmations unless a test wants them.</summary>
public abstract class RuleDeskHost : IAsyncLifetime
{
    private readonly List<DeskHost> hosts = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    private protected async Task<DeskHost> StartAsync(ReplyRule[] rules, params (string Key, string Value)[] settings)
    {
        var desk = new DeskHost(settings: [("Desk:Confirmation", ""), ("Desk:Numbers:+31970109999:Name", "Repairs"), .. settings]);
        hosts.Add(desk);
        foreach (var rule in rules)
            await desk.AddRuleAsync(rule);
        return desk;
    }

    /// <summary>A text, until it is filed: all that is answered to it is queued by then.</summary>
    private protected static async Task<Message> SayAsync(DeskHost desk, string text, string id, string from = "31612345678")
    {
        await desk.Client.TextAsync(text, id, from);
        return await FiledAsync(desk, id);
    }

    private protected static async Task<Message> FiledAsync(DeskHost desk, string id) =>
        (await desk.Events.UntilAsync(() => InboundAsync(desk, id), found => found is not null))!;

    private protected static async Task<IReadOnlyList<Message>> TextsAsync(DeskHost desk) =>
        [.. (await Task.WhenAll((await desk.TicketsAsync()).Select(ticket => desk.TimelineAsync(ticket.Code)))).SelectMany(texts => texts)];

    /// <summary>What the desk has answered by itself, in its order.</summary>
    private protected static async Task<string[]> AnswersAsync(DeskHost desk) =>
        [.. (await TextsAsync(desk)).Where(text => text is { IsInbound: false, AgentId: null }).OrderBy(text => text.At).Select(text => text.Text)];

    private protected static RuleDesk DeskOf(DeskHost desk) => desk.Services.GetRequiredService<RuleDesk>();

    private static async Task<Message?> InboundAsync(DeskHost desk, string id) => (await TextsAsync(desk)).FirstOrDefault(text => text.IsInbound && text.ProviderId == id);
}
