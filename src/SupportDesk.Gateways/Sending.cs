using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Messages;

namespace SupportDesk.Gateways;

/// <summary>What all HTTP gateways share: a connection that never sends twice by itself, and what a broken one means.</summary>
internal static class Sending
{
    /// <summary>
    /// A client for one provider. No redirects: a POST must not wander. Idle connections are dropped early, because a text that is written to a connection that
    /// the provider has just closed cannot be told from one that was taken. Its own logging is off: it would write numbers and keys.
    /// </summary>
    public static IHttpClientBuilder AddProviderClient(this IServiceCollection services, string name) => services
        .AddHttpClient(name)
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        });

    /// <summary>A provider's settings, checked at the start.</summary>
    public static void AddProviderOptions<TOptions, TCheck>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class, IHoldsSecrets
        where TCheck : class, IValidateOptions<TOptions>
    {
        services.TryAddSingleton<Redaction>();
        services.AddSingleton<IHoldsSecrets>(provider => provider.GetRequiredService<IOptions<TOptions>>().Value);
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TCheck>();
    }

    /// <summary>What a send came to that got no answer: <see cref="SendResult.Uncertain"/> only when its body may have left.</summary>
    public static SendResult WithoutAnswer(string provider, WatchedBody body) => body.MayHaveLeft
        ? new SendResult.Uncertain($"The connection to {provider} broke before it answered. It may or may not have taken the text.")
        : new SendResult.TryLater($"{provider} could not be reached.");

    /// <summary>What the wait that a busy provider asks for comes to; null when it asks for none.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    /// <summary>
    /// Busy and broken providers, and those that tired of waiting for the request (408), are tried again. A gateway's time-out (504) says only that nobody waited for the answer: the text may have been taken.
    /// Null when the status is neither.
    /// </summary>
    public static SendResult? Trouble(string provider, HttpResponseMessage response, DateTimeOffset now) => response.StatusCode switch
    {
        HttpStatusCode.GatewayTimeout => new SendResult.Uncertain($"{provider} answered 504. It may or may not have taken the text."),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new SendResult.TryLater($"{provider} answered {(int)response.StatusCode}.", RetryAfter(response, now)),
        _ => null,
    };
}
