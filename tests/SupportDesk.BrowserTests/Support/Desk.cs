using System.Collections.Concurrent;
using SupportDesk.Tests.Support;

namespace SupportDesk.BrowserTests.Support;

/// <summary>The program as it is started by a newcomer: the simulator is its carrier, its store is a folder of its own, its time is real.</summary>
public sealed class Desk : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private static int customers;

    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-browser-").FullName;
    private readonly (string Key, string? Value)[] settings;
    private DeskProcess? process;

    public Desk()
        : this(Ann)
    {
    }

    internal Desk(params (string Key, string? Value)[] settings) => this.settings = [("Web:SignInsPerMinute", "1000"), ("Logging:LogLevel:Default", "Warning"), ("Logging:LogLevel:SupportDesk", "Information"), .. settings];

    /// <summary>Settings of a desk with one administrator.</summary>
    internal static (string Key, string? Value)[] Ann => [("Setup:User", "ann"), ("Setup:Name", "Ann"), ("Setup:Password", Password)];

    /// <summary>Scheme, host and port; the same after <see cref="StartAgainAsync"/>.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>Sessions of agents that signed in before, by user name.</summary>
    public ConcurrentDictionary<string, string> Sessions { get; } = [];

    /// <summary>A number that nobody texted from yet, in E.164.</summary>
    public static string NewCustomer() => $"+3162{Interlocked.Increment(ref customers):0000000}";

    public async Task InitializeAsync() =>
        process = await DeskProcess.StartAsync(folder, [.. settings, ("ASPNETCORE_URLS", Address.GetLeftPart(UriPartial.Authority))]);

    /// <summary>As <c>kill -9</c>.</summary>
    public Task KillAsync() => process!.KillAsync();

    /// <summary>On the same port and the same data.</summary>
    public Task StartAgainAsync()
    {
        process!.Dispose();
        return InitializeAsync();
    }

    /// <summary>A text as a provider brings it; returns when it is kept.</summary>
    public async Task TextAsync(string from, string text, string to = "31970102400")
    {
        using var answer = await process!.Client.TextAsync(text, Guid.NewGuid().ToString("N"), from.TrimStart('+'), to);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A webhook that nobody can understand.</summary>
    public async Task BabbleAsync(string body)
    {
        using var content = new StringContent(body);
        using var answer = await process!.Client.PostAsync("/webhook", content);
    }

    public Task DisposeAsync()
    {
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}
