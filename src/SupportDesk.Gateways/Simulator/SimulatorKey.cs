using System.Security.Cryptography;
using System.Text;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Simulator;

/// <summary>
/// What the simulated carrier signs its calls with: random, for this process only, so that nobody outside can play the carrier. It travels as Authorization,
/// a header that is never kept.
/// </summary>
internal sealed class SimulatorKey
{
    private const string Header = "Authorization";

    private readonly string value = "Simulator " + Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public Dictionary<string, string> Headers => new(StringComparer.OrdinalIgnoreCase)
    {
        [Header] = value,
        ["Content-Type"] = "application/x-www-form-urlencoded",
    };

    public bool IsOn(WebhookRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers.GetValueOrDefault(Header) ?? ""), Encoding.UTF8.GetBytes(value));
}
