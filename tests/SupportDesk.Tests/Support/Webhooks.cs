namespace SupportDesk.Tests.Support;

/// <summary>A provider's calls, as tests make them.</summary>
internal static class Webhooks
{
    /// <summary>MessageBird's inbound webhook as its Flow Builder forwards it (form).</summary>
    public static Task<HttpResponseMessage> TextAsync(this HttpClient client, string text, string? id = null, string from = "31612345678", string to = "31970102400", string path = "/webhook")
    {
        var form = new Dictionary<string, string> { ["originator"] = from, ["recipient"] = to, ["payload"] = text };
        if (id is not null)
            form["message_id"] = id;
        return client.PostAsync(path, new FormUrlEncodedContent(form));
    }

    public static Task<HttpResponseMessage> ReportAsync(this HttpClient client, string reference, string status, string id = "p1", string more = "") =>
        client.GetAsync($"/webhooks/messagebird/status?id={id}&reference={reference}&recipient=31612345678&status={status}{more}");
}
