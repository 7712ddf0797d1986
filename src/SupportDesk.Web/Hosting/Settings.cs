namespace SupportDesk.Web.Hosting;

/// <summary>Where settings come from: appsettings, then .env, then environment variables; and the short names of the common ones.</summary>
internal static class Settings
{
    /// <summary>Short names, as in .env.example, of settings that a first installation needs.</summary>
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        // The server reads its own before .env is there.
        ["ASPNETCORE_URLS"] = "urls",
        ["MESSAGEBIRD_API_KEY"] = "MessageBird:ApiKey",
        ["MESSAGEBIRD_ORIGINATOR"] = "Desk:DefaultNumber",
        ["MESSAGEBIRD_SIGNING_KEY"] = "MessageBird:SigningKeys:0",
        ["MESSAGEBIRD_SIGNING_KEY_NEXT"] = "MessageBird:SigningKeys:1",
        ["MESSAGEBIRD_SIGNATURE_MODE"] = "MessageBird:SignatureMode",
        ["DESK_NUMBER"] = "Desk:DefaultNumber",
        ["VONAGE_API_KEY"] = "Vonage:ApiKey",
        ["VONAGE_API_SECRET"] = "Vonage:ApiSecret",
        ["VONAGE_SIGNATURE_SECRET"] = "Vonage:SignatureSecret",
        ["VONAGE_SIGNATURE_METHOD"] = "Vonage:SignatureMethod",
        ["VONAGE_SIGNATURE_MODE"] = "Vonage:SignatureMode",
        ["TWILIO_ACCOUNT_SID"] = "Twilio:AccountSid",
        ["TWILIO_AUTH_TOKEN"] = "Twilio:AuthToken",
        ["TWILIO_SIGNATURE_MODE"] = "Twilio:SignatureMode",
        ["BANDWIDTH_ACCOUNT_ID"] = "Bandwidth:AccountId",
        ["BANDWIDTH_USER"] = "Bandwidth:User",
        ["BANDWIDTH_PASSWORD"] = "Bandwidth:Password",
        ["BANDWIDTH_APPLICATION_ID"] = "Bandwidth:ApplicationId",
        ["BANDWIDTH_SITE_ID"] = "Bandwidth:SiteId",
        ["BANDWIDTH_PEER_ID"] = "Bandwidth:PeerId",
        ["BANDWIDTH_NUMBERS_USER"] = "Bandwidth:NumbersUser",
        ["BANDWIDTH_NUMBERS_PASSWORD"] = "Bandwidth:NumbersPassword",
        ["BANDWIDTH_WEBHOOK_USER"] = "Bandwidth:WebhookUser",
        ["BANDWIDTH_WEBHOOK_PASSWORD"] = "Bandwidth:WebhookPassword",
        ["KPN_CLIENT_ID"] = "Kpn:ClientId",
        ["KPN_CLIENT_SECRET"] = "Kpn:ClientSecret",
        ["KPN_WEBHOOK_TOKEN"] = "Kpn:WebhookToken",
        ["VONAGE_APPLICATION_ID"] = "VonageMessages:ApplicationId",
        ["VONAGE_PRIVATE_KEY"] = "VonageMessages:PrivateKey",
        ["VONAGE_PRIVATE_KEY_FILE"] = "VonageMessages:PrivateKeyFile",
        ["VONAGE_MESSAGES_SIGNATURE_SECRET"] = "VonageMessages:SignatureSecret",
        ["VONAGE_MESSAGES_SIGNATURE_MODE"] = "VonageMessages:SignatureMode",
        ["TEMPLATE_WEBHOOK_TOKEN"] = "Template:WebhookToken",
        ["SIMULATOR_ENABLED"] = "Simulator:Enabled",
        ["PUBLIC_ORIGIN"] = "Web:PublicOrigin",
        ["TRUSTED_PROXIES"] = "Web:TrustedProxies",
        ["MEDIA_LINK_LIFETIME"] = "Web:MediaLinkLifetime",
        ["DATA_FOLDER"] = "Storage:DataFolder",
        ["MONGODB_URI"] = "Storage:MongoUri",
        ["CONFIRMATION_TEXT"] = "Desk:Confirmation",
        ["REOPEN_WINDOW"] = "Desk:ReopenWindow",
        ["ADMIN_USER"] = "Setup:User",
        ["ADMIN_PASSWORD"] = "Setup:Password",
        ["ADMIN_NAME"] = "Setup:Name",
        ["LOG_FORMAT"] = "Web:LogFormat",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "Web:OtlpEndpoint",
    };

    /// <summary>All short names.</summary>
    public static IReadOnlyCollection<string> Names => ShortNames.Keys;

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    /// <summary>The setting that says where the program listens.</summary>
    public static string AddressSetting(IConfiguration configuration) => AddressSettings.First(key => !string.IsNullOrEmpty(configuration[key]));

    public static void AddSettings(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue("DotEnv", true))
            DotEnvFile.Load();
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(
            ShortNames.Where(name => !string.IsNullOrEmpty(builder.Configuration[name.Key]))
                .Select(name => KeyValuePair.Create<string, string?>(name.Value, builder.Configuration[name.Key]))
                .DistinctBy(setting => setting.Key));
        if (Environment.GetCommandLineArgs() is { Length: > 1 } args)
            builder.Configuration.AddCommandLine(args[1..]);
        if (AddressSettings.All(key => string.IsNullOrEmpty(builder.Configuration[key])))
            builder.WebHost.UseUrls("http://localhost:8080");
    }
}
