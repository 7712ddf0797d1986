using SupportDesk.Carriers;
using SupportDesk.Gateways;
using SupportDesk.Storage;

namespace SupportDesk.Web.Carriers;

/// <summary>What administrators do with carriers. A change works at once here, and on the other nodes with their next look.</summary>
public sealed class CarrierDesk(IDocumentStore store, CarrierBuilder builder, CarrierSecrets secrets, Messages.Gateways gateways, DeskClock clock, ILogger<CarrierDesk> log) : IDisposable
{
    private const int MostCarriers = 100;

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile CarrierState? state;

    /// <summary>As read last; null while the store could not be read yet.</summary>
    public CarrierState? State => state;

    /// <summary>What holds now: the configuration, and below it what is stored.</summary>
    public IConfiguration Settings => builder.With(state?.Settings ?? CarrierState.Empty.Settings);

    public bool IsConfigured(string key) => builder.IsConfigured(key);

    public Task<StoredCarrier?> FindAsync(string gateway, CancellationToken cancellation) => store.FindAsync<StoredCarrier>(gateway, cancellation);

    /// <summary>Reads the stored settings, and makes the carriers anew when they are others than before. What is being sent ends by the old ones.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var stored = await store.QueryAsync(Query<StoredCarrier>.Under(StoredCarrier.All, "carrier").Take(MostCarriers), cancellation);
            var (settings, lost) = Read(stored);
            if (state?.Holds(settings, lost) is not true)
                Take(settings, lost);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Stores a carrier's settings if its own check has nothing against them. What is wrong is answered, and then nothing is stored.</summary>
    /// <param name="seen">As the administrator saw it; null when nothing was stored.</param>
    /// <param name="provider">The carrier's provider.</param>
    /// <param name="settings">All that it is to hold, secrets encrypted.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ConflictException">Somebody else changed it since.</exception>
    public async Task<IReadOnlyList<string>> SaveAsync(StoredCarrier? seen, Provider provider, StoredCarrier settings, CancellationToken cancellation)
    {
        if (builder.Problems(provider, builder.With(Read([settings]).Settings)) is { Count: > 0 } problems)
            return problems;
        settings = settings with { Id = provider.Gateway, ChangedAt = clock.Now };
        if (seen is not null)
            await store.SaveAsync(settings with { Version = seen.Version }, cancellation);
        else if (!await store.InsertAsync(settings, cancellation))
            throw new ConflictException("The carrier was stored meanwhile.");
        log.CarrierChanged(provider.Gateway);
        await RefreshAsync(cancellation);
        return [];
    }

    /// <summary>Forgets what is stored for a carrier. What the configuration sets stays.</summary>
    /// <exception cref="ConflictException">Somebody else changed it since.</exception>
    public async Task RemoveAsync(StoredCarrier seen, CancellationToken cancellation)
    {
        await store.DeleteAsync(seen, cancellation);
        log.CarrierChanged(seen.Id);
        await RefreshAsync(cancellation);
    }

    public void Dispose() => gate.Dispose();

    private void Take(Dictionary<string, string> settings, List<string> lost)
    {
        foreach (var key in lost.Except(state?.Lost ?? []))
            log.SecretLost(key);
        var read = new CarrierState(settings, lost, new Dictionary<string, IReadOnlyList<string>>());
        var problems = Providers.All.Where(provider => read.Of(provider).Any())
            .Select(provider => (provider.Gateway, Problems: builder.Problems(provider, builder.With(read.Of(provider)))))
            .Where(checkedOnce => checkedOnce.Problems.Count > 0)
            .ToDictionary(checkedOnce => checkedOnce.Gateway, checkedOnce => checkedOnce.Problems);
        foreach (var gateway in problems.Keys)
            log.CarrierUnusable(gateway);
        var good = Providers.All.Where(provider => !problems.ContainsKey(provider.Gateway)).SelectMany(read.Of);
        gateways.Take(builder.Build(builder.With(good)));
        state = read with { Problems = problems };
    }

    private (Dictionary<string, string> Settings, List<string> Lost) Read(IEnumerable<StoredCarrier> stored)
    {
        var (settings, lost) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new List<string>());
        foreach (var (carrier, provider) in stored.Join(Providers.All, carrier => carrier.Id, provider => provider.Gateway, (carrier, provider) => (carrier, provider)))
        {
            foreach (var (key, value) in carrier.Values)
                settings[$"{provider.Section}:{key}"] = value;
            foreach (var (key, encrypted) in carrier.Secrets)
            {
                if (secrets.Unprotect(carrier.Id, key, encrypted) is not { } secret)
                    lost.Add($"{provider.Section}:{key}");
                else
                    Expand(settings, provider, key, secret);
            }
        }

        return (settings, lost);
    }

    /// <summary>Lines of names and values are one setting to the administrator, and one for each line to the program.</summary>
    private static void Expand(Dictionary<string, string> settings, Provider provider, string key, string secret)
    {
        if (provider.Settings.FirstOrDefault(setting => setting.Key == key) is not { Shape: SettingShape.Pairs })
        {
            settings[$"{provider.Section}:{key}"] = secret;
            return;
        }

        foreach (var line in secret.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var mark = line.IndexOf(':', StringComparison.Ordinal);
            settings[$"{provider.Section}:{key}:{(mark < 0 ? line : line[..mark].Trim())}"] = mark < 0 ? "" : line[(mark + 1)..].Trim();
        }
    }
}
