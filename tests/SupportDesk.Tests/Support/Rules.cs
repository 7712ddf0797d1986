using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Automation;

namespace SupportDesk.Tests.Support;

/// <summary>Rules as tests need them, with only what matters left to say.</summary>
internal static class Rules
{
    public static ReplyRule Rule(string template = "You said {{text}}", string name = "Echo", params string[] keywords) => new()
    {
        Enabled = true,
        Name = name,
        Keywords = keywords,
        Template = template,
        ChangedBy = "Ann",
        ChangedAt = Samples.Morning,
    };

    public static RuleBook Book(params ReplyRule[] rules) => rules.Aggregate(new RuleBook { Id = RuleBook.TheOne }, (book, rule) => book.Add(rule));

    public static async Task AddRuleAsync(this DeskHost desk, ReplyRule rule) =>
        (await desk.Services.GetRequiredService<RuleDesk>().AddAsync(rule, default)).Should().BeTrue();
}
