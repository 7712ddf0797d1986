using Microsoft.AspNetCore.Mvc;

namespace SupportDesk.Bench;

/// <summary>What the desk is measured against: an MVC action that reads a form and stores nothing, and a Razor page of 50 rows.</summary>
internal static class Baseline
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddControllersWithViews();
        var app = builder.Build();
        app.MapControllers();
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"SupportDesk is ready: {app.Urls.Single()}"));
        await app.RunAsync();
    }
}

/// <summary>A row of the bare page: as many fields as the inbox shows.</summary>
public sealed record BareRow(string Code, string Number, string Text, string Waiting);

/// <summary>The bare actions.</summary>
public sealed class BareController : Controller
{
    private static readonly BareRow[] Rows = [.. Enumerable.Range(0, 50).Select(row => new BareRow($"CODE{row:00}", $"+316123456{row:00}", "Where is my order? It should have been here yesterday.", "12 min"))];

    [HttpPost("/webhook")]
    public IActionResult Take([FromForm] string originator, [FromForm] string payload) => originator.Length + payload.Length > 0 ? Content("OK") : BadRequest();

    [HttpGet("/rows")]
    public IActionResult List() => View("/Rows.cshtml", Rows);
}
