using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SupportDesk.Gateways.Simulator;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite.Native;
using SupportDesk.Tickets;
using SupportDesk.Web.Background;
using SupportDesk.Web.Features.Phone;
using SupportDesk.Web.Live;

namespace SupportDesk.Tests.Support;

/// <summary>The whole desk: real host on a real port, real store in a folder of its own; only the carrier is scripted and the clock is the test's.</summary>
internal sealed class DeskHost : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> settings = new()
    {
        ["DotEnv"] = "false",
        ["Logging:LogLevel:Default"] = "Error",
        ["Desk:Gateway"] = "messagebird",
        ["Desk:DefaultNumber"] = Samples.Desk,
        ["Setup:User"] = "ann",
        ["Setup:Name"] = "Ann",
        ["Setup:Password"] = Password,
    };

    public const string Password = "correct horse battery";

    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly bool realGateways;
    private readonly bool storeIsAway;
    private bool disposed;

    public DeskHost(string? folder = null, DateTimeOffset? at = null, bool realGateways = false, bool storeIsAway = false, params (string Key, string Value)[] settings)
    {
        this.realGateways = realGateways;
        this.storeIsAway = storeIsAway;
        Time = new(at ?? Samples.Morning);
        ownsFolder = folder is null;
        this.folder = folder ?? Directory.CreateTempSubdirectory("supportdesk-").FullName;
        this.settings["Storage:DataFolder"] = this.folder;
        foreach (var (key, value) in settings)
            this.settings[key] = value;
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        StartServer();
        Client = NewClient();
    }

    public string Folder => folder;

    public ScriptedCarrier Carrier { get; } = new();

    /// <summary>A second carrier; there is one when the settings name Vonage's key.</summary>
    public ScriptedCarrier Vonage { get; } = new("vonage");

    /// <summary>Where numbers are bought.</summary>
    public ScriptedMarket Market { get; } = new();

    public ManualTime Time { get; }

    public HttpClient Client { get; }

    public IDocumentStore Store => Services.GetRequiredService<IDocumentStore>();

    public FullStore FullStore => (FullStore)Store;

    public WatchedEvents Events => (WatchedEvents)Services.GetRequiredService<IDeskEvents>();

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>A client with cookies of its own that follows no redirects.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A pass of the outbox, until the carrier has answered for all that it sent.</summary>
    public async Task SendDueAsync()
    {
        var sending = Services.GetRequiredService<Sending>();
        await sending.SendDueAsync(default);
        await sending.FinishAsync();
    }

    /// <summary>Ends the outbox's own passes, so that what is due stays due.</summary>
    public Task StopOutboxAsync() => StopAsync<OutboxWorker>();

    /// <summary>Ends the passes of filing, so that texts wait.</summary>
    public Task StopFilingAsync() => StopAsync<FilingWorker>();

    public async Task<IReadOnlyList<Ticket>> TicketsAsync() =>
        await Store.QueryAsync(Query<Ticket>.Under(TicketIndexes.ByActivity, "all").Take(1000), default);

    public async Task<IReadOnlyList<Message>> TimelineAsync(string code) =>
        await Store.QueryAsync(Query<Message>.Under(MessageIndexes.Timeline, code).Take(10_000), default);

    public async Task<Ticket> OnlyTicketAsync(Predicate<Ticket>? ready = null) =>
        (await Events.UntilAsync(TicketsAsync, tickets => tickets.Count == 1 && (ready is null || ready(tickets[0]))))[0];

    public Task<IReadOnlyList<Message>> TimelineAsync(string code, Predicate<IReadOnlyList<Message>> ready) =>
        Events.UntilAsync(() => TimelineAsync(code), ready);

    /// <summary>Makes a stored document one that cannot be read.</summary>
    public void Damage(string collection, string id)
    {
        using var connection = Connection.ForWriting(Path.Combine(folder, "supportdesk.db"));
        connection.Execute($"UPDATE {collection} SET json = '{{\"Id\":' WHERE id = '{id}'");
    }

    private Task StopAsync<TWorker>()
        where TWorker : IHostedService => Services.GetServices<IHostedService>().Single(service => service is TWorker).StopAsync(default);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));

            // A worker that a test stops before it began counts as failed, which would end the desk.
            services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
            services.Replace(ServiceDescriptor.Singleton<IDocumentStore>(provider => new FullStore(SupportDesk.Web.Hosting.Store.Open(provider)) { IsAway = storeIsAway }));
            if (!realGateways)
                services.RemoveAll<ISmsGateway>().AddSingleton<ISmsGateway>(Carrier).RemoveAll<INumberMarket>().AddSingleton<INumberMarket>(Market);
            if (!realGateways && settings.ContainsKey("Vonage:ApiKey"))
                services.AddSingleton<ISmsGateway>(Vonage);
            services.Replace(ServiceDescriptor.Singleton<IDeskEvents>(provider => new WatchedEvents(provider.GetRequiredService<LiveEvents>(), ActivatorUtilities.CreateInstance<PhoneEvents>(provider))));
            services.Replace(ServiceDescriptor.Singleton(provider => (IPhoneEvents)provider.GetRequiredService<IDeskEvents>()));
        });
    }

    public override async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        Client.Dispose();

        // The program ends on a thread of its own; the folder is free only when its store has let go of it.
        var store = (IAsyncDisposable)Store;
        await base.DisposeAsync();
        await store.DisposeAsync();
        if (ownsFolder)
            Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
