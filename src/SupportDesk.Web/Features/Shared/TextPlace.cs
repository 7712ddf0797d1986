namespace SupportDesk.Web.Features.Shared;

/// <summary>The address of a text in its conversation, however many texts came after it.</summary>
public static class TextPlace
{
    public static string In(string ticket, string text) =>
        $"/admin/tickets/{Uri.EscapeDataString(ticket)}?text={Uri.EscapeDataString(text)}#message-{Uri.EscapeDataString(text)}";
}
