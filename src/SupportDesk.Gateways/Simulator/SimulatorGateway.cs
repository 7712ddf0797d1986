using System.Text;
using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>
/// Sends to the handsets in the browser, as well or badly as <see cref="CarrierBehaviour"/> says. Texts go over no line; what is kept is what would. Pictures are fetched
/// as a provider fetches them.
/// </summary>
internal sealed class SimulatorGateway(SimulatedCarrier carrier, IHttpClientFactory clients, Redaction redaction, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "simulator";
    public const string IsBusy = "The simulated carrier answered 429: it is busy.";
    public const string IsBroken = "The connection to the simulated carrier broke before it answered.";

    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(5);

    private readonly LinkedPictures pictures = new(clients);

    public string Name => GatewayName;

    public int MostSegments => 9;

    public MediaLimits Media { get; } = MediaLimits.Desk with { IsHere = true };

    public async Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        (string Name, string Value)[] fields = [("from", text.From), ("to", text.To), ("text", text.Text), ("reference", text.Reference), .. text.Media.Select(link => ("media", link))];
        var call = new Exchange(ExchangeKind.Send, time.GetUtcNow(), "POST", "http://simulator.invalid/messages")
        {
            Asked = redaction.Body("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(FormPairs.Write(fields))),
        };
        try
        {
            var behaviour = await carrier.BehaviourAsync(cancellation);
            if (behaviour.Busy)
                return new SendResult.TryLater(IsBusy, BusyFor) { Exchanges = [Answered(call, 429, """{"error":"busy"}""")] };
            if (behaviour.Refuse)
                return new SendResult.Refused("The simulated carrier refuses texts.") { Exchanges = [Answered(call, 422, """{"error":"refused"}""")] };
            var (fetched, problem) = await pictures.FetchAsync(text.Media, cancellation);
            if (problem is not null)
                return new SendResult.Refused(problem) { Exchanges = [Answered(call, 422, """{"error":"media unavailable"}""")] };
            var id = await carrier.TakeAsync(text, fetched, behaviour, cancellation);
            return behaviour.DropConnection
                ? new SendResult.Uncertain(IsBroken) { Exchanges = [call] }
                : new SendResult.Accepted(id) { Exchanges = [Answered(call, 201, $$"""{"id":"{{id}}"}""")] };
        }
        catch (StoreUnavailableException error)
        {
            return new SendResult.TryLater($"The simulated carrier could not take it: {error.Message}") { Exchanges = [call] };
        }
    }

    public async Task<MediaResult> FetchAsync(string address, CancellationToken cancellation) =>
        await carrier.PictureAsync(address, cancellation) is { } picture ? new MediaResult.Fetched(picture.ContentType, picture.Bytes) : new MediaResult.Refused("The handset has no such picture.");

    private static Exchange Answered(Exchange call, int status, string json) => call with { Status = status, Answered = new("application/json", json) };
}
