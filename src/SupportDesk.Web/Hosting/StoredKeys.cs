using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SupportDesk.Storage;

namespace SupportDesk.Web.Hosting;

/// <summary>One Data Protection key; kept in the store so that every node and every restart reads the same cookies.</summary>
internal sealed record ProtectionKey : Document, IStored<ProtectionKey>
{
    public required string Xml { get; init; }

    public static readonly DocumentIndex<ProtectionKey> All = new("all_keys", key => IndexKey.Of("key", key.Id));

    public static DocumentType<ProtectionKey> Stored { get; } = new("protection_keys", ProtectionJson.Default.ProtectionKey, All);
}

[JsonSerializable(typeof(ProtectionKey))]
internal sealed partial class ProtectionJson : JsonSerializerContext;

/// <summary>Data Protection asks without waiting, at start and once in a while; so this blocks.</summary>
internal sealed class StoredKeys(IDocumentStore store) : IXmlRepository
{
    private const int MostKeys = 1000;

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. store.QueryAsync(Query<ProtectionKey>.Under(ProtectionKey.All, "key").Take(MostKeys), CancellationToken.None)
            .GetAwaiter().GetResult().Select(key => XElement.Parse(key.Xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        store.InsertAsync(new ProtectionKey { Id = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) }, CancellationToken.None).GetAwaiter().GetResult();
}
