using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Bench;

/// <summary>What the bench says to a desk.</summary>
internal static partial class Desk
{
    public const string User = "bench";
    public const string Password = "a bench password";
    public const string Number = "+12025550100";

    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];

    /// <summary>MessageBird's inbound webhook as bytes.</summary>
    public static byte[] Webhook(long customer, string text, string id)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"originator={customer}&recipient=12025550100&payload={text}&message_id={Run}-{id}&createdDatetime=2026-03-02T09%3A00%3A00%2B00%3A00");
        return Encoding.ASCII.GetBytes($"POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    public static byte[] Get(string path, string cookie) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");

    /// <summary>Signs in as the first administrator; returns the session's cookie.</summary>
    public static async Task<string> SignInAsync(int port)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var page = await client.GetStringAsync("/sign-in");
        var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(
            [new("UserName", User), new("Password", Password), new("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]));
        return answer.StatusCode is HttpStatusCode.Found
            ? string.Join("; ", cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}"))
            : throw new InvalidOperationException($"Signing in answered {(int)answer.StatusCode}.");
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="([^"]+)""")]
    private static partial Regex Token();
}
