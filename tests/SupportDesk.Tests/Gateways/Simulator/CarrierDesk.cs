using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Gateways.Simulator;
using SupportDesk.Messages;
using SupportDesk.Nodes;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Simulator;

/// <summary>The simulated carrier before a desk that takes webhooks in and does nothing else, over a real store; the clock is the test's.</summary>
internal sealed class CarrierDesk : IAsyncDisposable
{
    public const string Phone = "+447700900123";

    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly ServiceProvider services;

    private CarrierDesk(string? folder)
    {
        ownsFolder = folder is null;
        this.folder = folder ?? Directory.CreateTempSubdirectory("supportdesk-").FullName;
        Store = new FullStore(SqliteStore.Open(new SqliteOptions { DataFolder = this.folder }, [.. DeskDocuments.All, .. SimulatorDocuments.All], NullLogger<SqliteStore>.Instance));
        services = Compose();
    }

    public static async Task<CarrierDesk> StartAsync(string? folder = null)
    {
        var desk = new CarrierDesk(folder);
        await desk.Carrier.StartAsync(default);
        return desk;
    }

    public FullStore Store { get; }

    public ManualTime Time { get; } = new();

    public WatchedEvents Events { get; } = new();

    /// <summary>Every call that the desk got, in order.</summary>
    public ConcurrentQueue<WebhookRequest> Calls { get; } = new();

    public SimulatedCarrier Carrier => services.GetRequiredService<SimulatedCarrier>();

    public Handsets Handsets => services.GetRequiredService<Handsets>();

    public ISmsGateway Gateway => services.GetRequiredService<ISmsGateway>();

    public WebhookDesk Webhooks => services.GetRequiredService<WebhookDesk>();

    public Task BehaveAsync(Func<CarrierBehaviour, CarrierBehaviour> change) => Carrier.BehaveAsync(change(CarrierBehaviour.Good), default);

    public Task TextAsync(string text) => Carrier.TextAsync(Phone, Samples.Desk, text, [], default);

    /// <summary>Stores a message as the outbox does, and sends it.</summary>
    public async Task<(Message Message, SendResult Result)> SendAsync(string text = "We are on it.")
    {
        var message = Samples.Outbound(MessageState.Queued, Time.GetUtcNow(), Guid.NewGuid().ToString("N")) with { Gateway = "simulator", CustomerNumber = Phone, Text = text };
        await Store.InsertAsync(message, default);
        await Store.ReviseAsync<Message>(message.Id, queued => queued.Claim(Time.GetUtcNow(), TimeSpan.FromMinutes(1)), default);
        var result = await Gateway.SendAsync(new(Samples.Desk, Phone, text, message.Id), default);
        await Store.ReviseAsync<Message>(message.Id, sent => sent.After(result, TimeSpan.FromSeconds(5), Time.GetUtcNow()), default);
        return (message, result);
    }

    public Task<IReadOnlyList<PhoneText>> ShownAsync(Predicate<IReadOnlyList<PhoneText>> ready) =>
        Events.UntilAsync(() => Handsets.TextsAsync(Phone, default), ready);

    public async Task<Message> MessageAsync(string id, Predicate<Message> ready) =>
        (await Events.UntilAsync(() => Store.FindAsync<Message>(id, default), message => message is not null && ready(message)))!;

    /// <summary>What the desk has taken in, in its order.</summary>
    public async Task<IReadOnlyList<string>> TakenAsync() =>
        [.. (await Store.QueryAsync(new Query<Message>(MessageIndexes.Unfiled).Take(100), default)).Select(text => text.Text)];

    public IReadOnlyList<string> Reports => [.. Calls.Where(call => call.Kind is WebhookKind.Status).Select(StatusOf)];

    public async ValueTask DisposeAsync()
    {
        await Carrier.StopAsync();
        await services.DisposeAsync();
        await Store.DisposeAsync();
        if (ownsFolder)
            Directory.Delete(folder, recursive: true);
    }

    private ServiceProvider Compose()
    {
        var parts = new ServiceCollection();
        parts.AddLogging().AddSimulator();
        parts.AddSingleton<TimeProvider>(Time).AddSingleton(new ThisNode(null)).AddSingleton<DeskClock>().AddSingleton(new Random(1)).AddSingleton<IDocumentStore>(Store);
        parts.AddSingleton<IDeskEvents>(Events).AddSingleton<IPhoneEvents>(Events).AddSingleton(typeof(WakeUp<>));
        parts.AddSingleton(Options.Create(new DeskOptions { DefaultNumber = Samples.Desk, Gateway = "simulator" })).AddSingleton<SupportNumbers>().AddSingleton<NumberWatch>();
        parts.AddSingleton(Options.Create(new ConsentOptions())).AddSingleton<Keywords>().AddSingleton<ConsentDesk>();
        parts.AddSingleton<Reception>().AddSingleton<LongTexts>().AddSingleton<ReportDesk>().AddSingleton<WebhookShelf>().AddSingleton<SignatureWatch>().AddSingleton<SignatureModes>().AddSingleton<WebhookDesk>().AddSingleton<SupportDesk.Messages.Gateways>();
        parts.Replace(ServiceDescriptor.Singleton<IWebhookReader>(provider => new Watched(ActivatorUtilities.CreateInstance<SimulatorWebhooks>(provider), Calls)));
        return parts.BuildServiceProvider();
    }

    private static string StatusOf(WebhookRequest call) => System.Web.HttpUtility.ParseQueryString(System.Text.Encoding.UTF8.GetString(call.Body.Span))["status"]!;

    private sealed class Watched(IWebhookReader inner, ConcurrentQueue<WebhookRequest> calls) : IWebhookReader
    {
        public string Gateway => inner.Gateway;

        public SignatureMode Mode => inner.Mode;

        public SignatureCheck Verify(WebhookRequest request)
        {
            calls.Enqueue(request);
            return inner.Verify(request);
        }

        public WebhookContent Read(WebhookRequest request) => inner.Read(request);
    }
}
