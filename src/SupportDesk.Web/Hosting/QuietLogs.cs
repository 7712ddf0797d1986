using Microsoft.Extensions.Options;

namespace SupportDesk.Web.Hosting;

/// <summary>
/// Keeps the framework from writing the addresses of requests, whatever the settings ask for: they hold customers' texts and numbers (webhooks by GET), and the secret addresses
/// of pictures. Its warnings and errors stay.
/// </summary>
internal sealed class QuietLogs : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string Framework = "Microsoft.AspNetCore";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList();
        foreach (var rule in options.Rules.Where(rule => IsLoud(rule)).ToList())
            options.Rules.Remove(rule);
        foreach (var provider in providers)
            options.Rules.Insert(0, new(provider, Framework, LogLevel.Warning, null));
    }

    private static bool IsLoud(LoggerFilterRule rule) =>
        rule.CategoryName?.StartsWith(Framework, StringComparison.OrdinalIgnoreCase) is true && (rule.LogLevel is null or < LogLevel.Warning);
}
