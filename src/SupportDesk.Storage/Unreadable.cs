using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SupportDesk.Storage;

/// <summary>Documents that a query left out because they cannot be read; the log tells of each once.</summary>
internal sealed class Unreadable(ILogger log)
{
    private readonly ConcurrentDictionary<(string Collection, string Id), bool> told = [];

    public void Note(string collection, string id, StoreUnavailableException error)
    {
        if (told.TryAdd((collection, id), true))
            log.DocumentPassedOver(collection, id, error.Message);
    }
}
