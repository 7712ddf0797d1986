using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SupportDesk.Tests.Support;

/// <summary>Pages and forms as a browser without scripts uses them.</summary>
internal static class Browsing
{
    public static async Task<IHtmlDocument> PageAsync(this HttpClient client, string path) =>
        await ReadAsync(await client.GetAsync(path));

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    /// <summary>Gets a page, fills in one of its forms and sends it, hidden fields and all.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, string path, string form, params (string Name, string Value)[] fields) =>
        await client.SubmitAsync(await client.PageAsync(path), form, fields);

    /// <summary>Fills in a form of a page that was got before, and sends it; its action is written on it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, IHtmlDocument page, string form, params (string Name, string Value)[] fields)
    {
        var found = page.QuerySelector($"form{form}") ?? throw new InvalidOperationException($"No form{form} on:\n{page.Body?.InnerHtml}");
        var values = found.QuerySelectorAll("input[name],textarea[name],select[name]")
            .Where(input => input.GetAttribute("type") is not ("checkbox" or "submit"))
            .ToDictionary(input => input.GetAttribute("name")!, input => (input as IHtmlInputElement)?.Value ?? (input as IHtmlTextAreaElement)?.Value ?? "");
        foreach (var (name, value) in fields)
            values[name] = value;
        return await client.PostAsync(found.GetAttribute("action"), new FormUrlEncodedContent(values));
    }

    /// <summary>Fills in a form with files, as a browser without scripts sends it: in the page's order, and one empty part when nothing is chosen.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, IHtmlDocument page, string form, IReadOnlyList<(string Name, byte[] Bytes)> files, params (string Name, string Value)[] fields)
    {
        var found = page.QuerySelector<IHtmlFormElement>($"form{form}") ?? throw new InvalidOperationException($"No form{form} on:\n{page.Body?.InnerHtml}");
        found.GetAttribute("enctype").Should().Be("multipart/form-data");
        using var body = new MultipartFormDataContent();
        foreach (var input in found.QuerySelectorAll("input[name],textarea[name]"))
        {
            var name = input.GetAttribute("name")!;
            if (input.GetAttribute("type") is "file")
                AddFiles(body, name, files.Count == 0 ? [("", [])] : files);
            else
                body.Add(new StringContent(fields.Where(field => field.Name == name).Select(field => field.Value).FirstOrDefault() ?? (input as IHtmlInputElement)?.Value ?? (input as IHtmlTextAreaElement)?.Value ?? ""), name);
        }

        return await client.PostAsync(found.GetAttribute("action"), body);
    }

    private static void AddFiles(MultipartFormDataContent body, string name, IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        foreach (var (file, bytes) in files)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{name}\"; filename=\"{file}\"");
            content.Headers.TryAddWithoutValidation("Content-Type", "application/octet-stream");
            body.Add(content);
        }
    }

    /// <summary>Sends a form that no page of the desk has, with a token that is good.</summary>
    public static async Task<HttpResponseMessage> ForgeAsync(this HttpClient client, string action, params (string Name, string Value)[] fields)
    {
        const string Token = "__RequestVerificationToken";
        var token = (await client.PageAsync("/admin/password")).QuerySelector($"[name='{Token}']")!.GetAttribute("value")!;
        return await client.PostAsync(action, new FormUrlEncodedContent([new(Token, token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]));
    }

    public static async Task<HttpClient> SignedInAsync(this DeskHost desk, string user = "ann", string password = DeskHost.Password)
    {
        var client = desk.NewClient();
        var answer = await client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", user), ("Password", password));
        answer.Headers.Location?.OriginalString.Should().Be("/admin");
        return client;
    }

    /// <summary>The cookie of a session, for what is no browser.</summary>
    public static async Task<string> SessionAsync(this DeskHost desk, string user)
    {
        using var client = desk.NewClient();
        var answer = await client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", user), ("Password", DeskHost.Password));
        return answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("desk-session", StringComparison.Ordinal)).Split(';')[0];
    }
}
