using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways;

/// <summary>One provider's part of the gateways as it is composed, against a recorder, with a clock that the test moves and a log that it reads.</summary>
public abstract class ProviderCompliance : IAsyncLifetime
{
    private ServiceProvider? services;

    internal LogRecorder Logs { get; } = new();

    internal ManualTime Time { get; } = new();

    internal RecordingProvider Provider { get; private set; } = null!;

    /// <summary>The provider's name as sentences have it.</summary>
    protected abstract string Words { get; }

    protected abstract IEnumerable<(string Key, string Value)> Settings(string url);

    protected abstract void Add(IServiceCollection services, IConfiguration configuration);

    /// <summary>What the provider answers before it is asked.</summary>
    internal virtual void Prepare(RecordingProvider provider)
    {
    }

    public async Task InitializeAsync()
    {
        Provider = await RecordingProvider.StartAsync();
        Prepare(Provider);
    }

    public async Task DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>The only one of its kind, the same with every call for one address.</summary>
    private protected T Single<T>(string? url, (string Key, string Value)[] more)
    {
        if (services is null)
        {
            var settings = Settings(url ?? Provider.Url).Concat(more).GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value);
            var collection = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
            Add(collection, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            services = collection.BuildServiceProvider();
        }

        return services.GetServices<T>().Single();
    }
}
