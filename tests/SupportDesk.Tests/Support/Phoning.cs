using System.Net;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Support;

/// <summary>What a person does on the phone page.</summary>
internal static class Phoning
{
    public const string Key = "447700900123";
    public const string Number = "+" + Key;

    public static async Task AddHandsetAsync(this DeskHost desk) =>
        (await desk.Client.SubmitAsync("/phone", "[data-add]", ("Number", "+44 (0)7700 900-123"))).Headers.Location!.OriginalString.Should().Be($"/phone#handset-{Key}");

    public static Task<HttpResponseMessage> TextFromHandsetAsync(this DeskHost desk, string text, string to = Samples.Desk) =>
        desk.Client.SubmitAsync("/phone", $"#compose-{Key}", ("To", to), ("Text", text));

    public static async Task<Ticket> TicketFromHandsetAsync(this DeskHost desk, string text = "Hello")
    {
        await desk.AddHandsetAsync();
        await desk.TextFromHandsetAsync(text);
        return await desk.OnlyTicketAsync(found => found.Newest is not null);
    }

    /// <summary>These switches on, all others off.</summary>
    public static async Task SwitchAsync(this DeskHost desk, params (string Name, string Value)[] on) =>
        (await desk.Client.SubmitAsync("/phone", "[data-behaviour]", on)).StatusCode.Should().Be(HttpStatusCode.Found);
}
