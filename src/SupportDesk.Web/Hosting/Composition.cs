using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportDesk.Agents;
using SupportDesk.Automation;
using SupportDesk.Consents;
using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.Nodes;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tickets;
using SupportDesk.Web.Background;
using SupportDesk.Web.Carriers;
using SupportDesk.Web.Features.Carriers;
using SupportDesk.Web.Features.Media;
using SupportDesk.Web.Features.Messages;
using SupportDesk.Web.Features.NumberOrders;
using SupportDesk.Web.Features.Numbers;
using SupportDesk.Web.Features.Phone;
using SupportDesk.Web.Features.Rules;
using SupportDesk.Web.Features.SignIn;
using SupportDesk.Web.Features.Webhooks;
using SupportDesk.Web.Live;
using SupportDesk.Web.Templates;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Hosting;

/// <summary>The one place where the desk is put together.</summary>
internal static class Composition
{
    public static void AddDesk(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        builder.AddLogs();
        builder.AddStore();
        builder.AddGateways();
        services.AddRoles(builder.Configuration);
        services.AddWorkers();
        services.AddPages();
        services.AddSignIn();
        services.AddOperations();
    }

    private static void AddStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<StorageOptions, StorageOptionsCheck>(builder.Configuration, StorageOptions.Section);
        builder.Services.AddSingleton(Store.Open);
        builder.Services.AddNodes(builder.Configuration);
        builder.Services.AddDataProtection().SetApplicationName("SupportDesk");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new StoredKeys(provider.GetRequiredService<IDocumentStore>())));
    }

    /// <summary>A database server is shared by any number of nodes; a file has one process.</summary>
    private static void AddNodes(this IServiceCollection services, ConfigurationManager configuration)
    {
        var shared = configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.MongoUri)}"] is { Length: > 0 };
        services.AddSingleton(new ThisNode(shared ? Guid.NewGuid().ToString("N")[..12] : null));
        if (shared)
            services.AddSingleton<NodeNews>().AddHostedService<NodeWorker>();
    }

    private static void AddGateways(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CarrierBuilder>().AddSingleton<CarrierSecrets>().AddSingleton<CarrierDesk>().AddSingleton<WebhookAddresses>();
        services.AddSingleton<IValidateOptions<ConfiguredCarriers>, CarriersCheck>().AddOptions<ConfiguredCarriers>().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var gateways = ActivatorUtilities.CreateInstance<Messages.Gateways>(provider);
            var carriers = provider.GetRequiredService<CarrierBuilder>();
            gateways.Expect(carriers.Build(carriers.With([])));
            return gateways;
        });
        builder.Services.AddPhone(Defaults.SimulatorIsOn(builder.Configuration), Defaults.IsOnlySimulated(builder.Configuration));
    }

    private static void AddRoles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<DeskOptions, DeskOptionsCheck>(configuration, DeskOptions.Section);
        services.PostConfigure<DeskOptions>(desk => Defaults.Apply(desk, configuration));
        services.AddChecked<OutboxOptions, OutboxOptionsCheck>(configuration, OutboxOptions.Section);
        services.TryAddSingleton<Redaction>();
        services.AddSingleton<IHoldsSecrets, PresentSecrets>();
        services.AddSingleton<SupportNumbers>().AddSingleton<NumberDesk>().AddSingleton<NumberWatch>().AddSingleton<SilenceAlarm>().AddSingleton<NumberTest>().AddSingleton<OrderDesk>().AddSingleton<SetupWarnings>().AddSingleton<DeskClock>().AddSingleton(Random.Shared);
        services.AddSingleton<Reception>().AddSingleton<LongTexts>().AddSingleton<AttachmentDesk>().AddSingleton<OutgoingMedia>().AddSingleton<ReportDesk>().AddSingleton<Outbox>().AddSingleton<Sending>().AddSingleton<TextsAhead>().AddSingleton<SendPace>().AddSingleton<Breakers>().AddSingleton<WaysOut>().AddSingleton<FailedTexts>();
        services.AddSingleton<TicketDesk>().AddSingleton<TicketList>().AddSingleton<Filing>().AddSingleton<Routing>().AddSingleton<AutomaticReplies>();
        services.AddSingleton<IReplyTemplates, HandlebarsTemplates>().AddSingleton<ReplyRules>().AddSingleton<RuleDesk>().AddSingleton<RuleCheck>().AddSingleton<RuleAnswers>().AddSingleton<LoopGuard>().AddSingleton<AutomaticAnswers>();
        services.AddChecked<ConsentOptions, ConsentOptionsCheck>(configuration, ConsentOptions.Section);
        services.AddSingleton<Keywords>().AddSingleton<ConsentDesk>().AddSingleton<ConsentList>().AddSingleton<KeywordAnswers>();
        services.AddSingleton<WebhookDesk>().AddSingleton<WebhookShelf>().AddSingleton<SignatureWatch>().AddSingleton<SignatureModes>().AddSingleton<AgentDesk>();
        services.AddSingleton(typeof(WakeUp<>));
    }

    private static void AddWorkers(this IServiceCollection services)
    {
        services.AddSingleton<ChangeCount>().AddSingleton<LiveSessions>().AddSingleton<LiveEvents>().AddSingleton<IDeskEvents>(provider => provider.GetRequiredService<LiveEvents>());
        services.AddHostedService<UnattendedSetup>().AddHostedService<SettingsWorker>();
        services.AddHostedService<FilingWorker>().AddHostedService<LongTextWorker>().AddHostedService<AttachmentWorker>().AddHostedService<UploadWorker>().AddHostedService<OutboxWorker>().AddHostedService<TextsAheadWorker>().AddHostedService<AnswerWorker>().AddHostedService<SignatureWorker>().AddHostedService<NumberWatchWorker>().AddHostedService<LiveWorker>().AddHostedService<LiveSessionWorker>();

        // Longer than any carrier may take to answer.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(55));
    }

    private static void AddPages(this IServiceCollection services)
    {
        services.AddControllersWithViews(mvc => mvc.Filters.Add<AutoValidateAntiforgeryTokenAttribute>())
            .AddRazorOptions(razor => razor.ViewLocationExpanders.Add(new FeatureViews()));
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = "desk-forgery";
            forgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        // A line that died silently is noticed within seconds: pages expect a word of the server every 5.
        services.AddSignalR(hubs => hubs.KeepAliveInterval = TimeSpan.FromSeconds(2));
        services.AddOutputCache(caches => caches.SizeLimit = 32 << 20);
        services.AddSingleton<InboxCache>().AddOptions<OutputCacheOptions>().Configure<InboxCache>((caches, inbox) => caches.AddPolicy(InboxCache.Policy, inbox));
        services.AddSingleton<MediaLinks>().AddSingleton<IMediaLinks>(provider => provider.GetRequiredService<MediaLinks>());
        services.AddSingleton<UnverifiedLimit>().AddSingleton<NumbersReading>().AddSingleton<CheckReading>().AddSingleton<OrdersReading>().AddSingleton<CarriersReading>().AddSingleton<RulesReading>().AddSingleton<MessageLinks>();
        services.AddExceptionHandler<StoreProblems>().AddExceptionHandler<BrokenRequests>();
        services.AddSingleton<IPasswordHasher<Agent>, PasswordHasher<Agent>>();
        services.AddSingleton<Passwords>();
    }

    /// <summary>Settings that are checked before the desk starts.</summary>
    internal static void AddChecked<TOptions, TCheck>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
        where TCheck : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TCheck>();
    }
}
