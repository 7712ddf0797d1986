using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDesk.Tests.Support;

/// <summary>One request as a provider got it.</summary>
internal sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A provider's HTTP side on loopback: records what it gets and answers as the test says.</summary>
internal sealed class RecordingProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> script = new();
    private readonly TaskCompletionSource<RecordedRequest> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RecordingProvider(WebApplication app, Func<HttpContext, RecordedRequest, Task> otherwise)
    {
        this.app = app;
        app.Run(context => AnswerAsync(context, otherwise));
    }

    public ConcurrentQueue<RecordedRequest> Requests { get; } = new();

    public string Url => app.Urls.Single();

    /// <summary>The first request, as soon as it is there.</summary>
    public Task<RecordedRequest> FirstAsync() => first.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public static async Task<RecordingProvider> StartAsync(Func<HttpContext, RecordedRequest, Task>? otherwise = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new RecordingProvider(builder.Build(), otherwise ?? ((context, _) => AnswerAsync(context, StatusCodes.Status500InternalServerError, "{}")));
        await provider.app.StartAsync();
        return provider;
    }

    public RecordingProvider Answer(int status, string json, params (string Name, string Value)[] headers) => Script(context => AnswerAsync(context, status, json, headers));

    /// <summary>Reads the request and hangs up without an answer.</summary>
    public RecordingProvider HangUp() => Script(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    public RecordingProvider Script(Func<HttpContext, Task> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    public static Task AnswerAsync(HttpContext context, int status, string json, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return context.Response.WriteAsync(json);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, RecordedRequest, Task> otherwise)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var request = new RecordedRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body);
        Requests.Enqueue(request);
        first.TrySetResult(request);
        await (script.TryDequeue(out var answer) ? answer(context) : otherwise(context, request));
    }
}
