using SupportDesk.Gateways.Simulator;
using SupportDesk.Numbers;

namespace SupportDesk.Web.Hosting;

/// <summary>What the desk does when nothing is configured: it plays with the simulated carrier until a provider's key is set.</summary>
internal static class Defaults
{
    /// <summary>A number that is reserved for fiction, so that no real phone is ever meant.</summary>
    public const string SimulatedNumber = "+12025550100";

    private const string Simulator = SimulatedCarrier.Gateway;

    /// <summary>The setting that says that a provider is used.</summary>
    private static readonly (string Setting, string Gateway)[] Keys =
    [
        ("MessageBird:ApiKey", "messagebird"), ("Vonage:ApiKey", "vonage"), ("Twilio:AccountSid", "twilio"), ("Bandwidth:AccountId", "bandwidth"), ("Kpn:ClientId", "kpn"), ("VonageMessages:ApplicationId", "vonage-messages"), ("Template:Url", "template"),
    ];

    public static void Apply(DeskOptions desk, IConfiguration configuration)
    {
        desk.Gateway ??= GatewayOf(configuration);
        if (desk.DefaultNumber.Length == 0 && desk.Gateway == Simulator)
            desk.DefaultNumber = SimulatedNumber;
    }

    /// <summary>The simulated carrier is on while the desk sends by it; beside a real provider only when the settings say so.</summary>
    /// <exception cref="InvalidSettingException">It is neither on nor off, or it is off and there is no other carrier.</exception>
    public static bool SimulatorIsOn(IConfiguration configuration)
    {
        var setting = configuration["Simulator:Enabled"];
        if (string.IsNullOrEmpty(setting))
            return GatewayOf(configuration) == Simulator;
        if (!bool.TryParse(setting, out var on))
            throw new InvalidSettingException($"Simulator:Enabled (SIMULATOR_ENABLED) must be true or false, not \"{setting}\".");
        if (!on && configuration["Desk:Gateway"] is null && RealGateway(configuration) is null)
            throw new InvalidSettingException("Simulator:Enabled (SIMULATOR_ENABLED) is false: without the simulated carrier a carrier's key must be set, such as MessageBird:ApiKey (MESSAGEBIRD_API_KEY).");
        return on;
    }

    /// <summary>No real provider is configured for any number: whoever plays with the phone can meet no real customer.</summary>
    public static bool IsOnlySimulated(IConfiguration configuration) =>
        RealGateway(configuration) is null
        && GatewayOf(configuration) == Simulator
        && configuration.GetSection("Desk:Numbers").GetChildren().Append(configuration.GetSection("Desk")).All(IsSimulated);

    private static bool IsSimulated(IConfiguration number) => (number["Gateway"] is null or Simulator) && (number["SecondGateway"] is null or "" or Simulator);

    private static string GatewayOf(IConfiguration configuration) => configuration["Desk:Gateway"] ?? RealGateway(configuration) ?? Simulator;

    /// <summary>The first provider whose key is set.</summary>
    private static string? RealGateway(IConfiguration configuration) =>
        Keys.Where(key => !string.IsNullOrEmpty(configuration[key.Setting])).Select(key => key.Gateway).FirstOrDefault();
}
