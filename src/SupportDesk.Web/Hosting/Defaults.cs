using SupportDesk.Gateways.MessageBird;
using SupportDesk.Numbers;

namespace SupportDesk.Web.Hosting;

/// <summary>What the desk does when nothing is configured: it plays with the simulated carrier until a provider's key is set.</summary>
internal static class Defaults
{
    /// <summary>A number that is reserved for fiction, so that no real phone is ever meant.</summary>
    public const string SimulatedNumber = "+12025550100";

    public static void Apply(DeskOptions desk, IConfiguration configuration)
    {
        desk.Gateway ??= string.IsNullOrEmpty(configuration["MessageBird:ApiKey"]) ? "simulator" : "messagebird";
        if (desk.DefaultNumber.Length == 0 && desk.Gateway == "simulator")
            desk.DefaultNumber = SimulatedNumber;
    }

    /// <summary>Delivery reports come back to this desk once it knows its own address.</summary>
    public static void Apply(MessageBirdOptions messageBird, WebOptions web)
    {
        if (messageBird.ReportUrl.Length == 0 && web.PublicOrigin.Length > 0)
            messageBird.ReportUrl = web.PublicOrigin.TrimEnd('/') + "/webhooks/messagebird/status";
    }
}
