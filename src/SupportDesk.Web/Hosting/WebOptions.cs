using System.Net;
using Microsoft.Extensions.Options;

namespace SupportDesk.Web.Hosting;

/// <summary>Settings of the web side (section "Web").</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Scheme, host and port (and path prefix) under which providers and people reach the desk, such as https://desk.example.org. Empty: as each request says.</summary>
    public string PublicOrigin { get; set; } = "";

    /// <summary>Addresses or networks of reverse proxies whose X-Forwarded headers are believed, separated by commas.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>"text" or "json".</summary>
    public string LogFormat { get; set; } = "text";

    /// <summary>Where metrics are sent by OTLP; empty: nowhere.</summary>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>Largest webhook body, in bytes.</summary>
    public int LargestWebhook { get; set; } = 256 * 1024;

    /// <summary>Webhooks per second and sender address that are taken although nobody can tell who sent them; verified ones are not limited.</summary>
    public int UnverifiedWebhooksPerSecond { get; set; } = 200;

    /// <summary>How long a provider can fetch a picture from the address that a send names.</summary>
    public TimeSpan MediaLinkLifetime { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Sign-in attempts per minute and address.</summary>
    public int SignInsPerMinute { get; set; } = 20;

    /// <summary>How often pages refresh while they have no live connection.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(10);

    internal IEnumerable<string> Proxies => TrustedProxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class WebOptionsCheck : IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        var problems = new List<string>();
        if (options.PublicOrigin.Length > 0 && !IsHttp(options.PublicOrigin))
            problems.Add($"Web:PublicOrigin (PUBLIC_ORIGIN) must be an address such as https://desk.example.org, not \"{options.PublicOrigin}\".");
        if (options.LogFormat is not ("text" or "json"))
            problems.Add($"Web:LogFormat (LOG_FORMAT) must be text or json, not \"{options.LogFormat}\".");
        if (options.OtlpEndpoint.Length > 0 && !IsHttp(options.OtlpEndpoint))
            problems.Add($"Web:OtlpEndpoint (OTEL_EXPORTER_OTLP_ENDPOINT) must be an address such as http://localhost:4317, not \"{options.OtlpEndpoint}\".");
        if (options.Proxies.FirstOrDefault(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)) is { } wrong)
            problems.Add($"Web:TrustedProxies (TRUSTED_PROXIES) must be addresses or networks such as 10.0.0.0/8, not \"{wrong}\".");
        if (options.LargestWebhook < 1024)
            problems.Add("Web:LargestWebhook must be at least 1024 bytes.");
        if (options.UnverifiedWebhooksPerSecond < 1)
            problems.Add("Web:UnverifiedWebhooksPerSecond must be at least 1.");
        if (options.MediaLinkLifetime < TimeSpan.FromMinutes(1) || options.MediaLinkLifetime > TimeSpan.FromDays(30))
            problems.Add("Web:MediaLinkLifetime (MEDIA_LINK_LIFETIME) must be from 00:01:00 to 30.00:00:00.");
        if (options.SignInsPerMinute < 1)
            problems.Add("Web:SignInsPerMinute must be at least 1.");
        if (options.RefreshInterval < TimeSpan.FromSeconds(1) || options.RefreshInterval > TimeSpan.FromHours(1))
            problems.Add("Web:RefreshInterval must be from 00:00:01 to 01:00:00; a number alone means days.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsHttp(string address) => Uri.TryCreate(address, UriKind.Absolute, out var read) && read.Scheme is "http" or "https";
}
