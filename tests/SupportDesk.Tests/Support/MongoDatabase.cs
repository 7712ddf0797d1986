using SupportDesk.MongoServer;

namespace SupportDesk.Tests.Support;

/// <summary>A database of a test's own, on a MongoDB server of any kind.</summary>
public sealed class MongoDatabase(string uri) : IAsyncDisposable
{
    public string Uri => uri;

    public string Name { get; } = $"test-{Guid.NewGuid():N}";

    public async ValueTask DisposeAsync()
    {
        var (code, output) = await Judge.DropAsync(uri, Name);
        code.Should().Be(0, output);
    }
}
