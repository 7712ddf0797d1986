using SupportDesk.Tests.Support;

namespace SupportDesk.MongoServer;

[Collection(SharedMongo.Shared)]
public sealed class JudgeTests(SharedMongo mongo)
{
    [SkippableFact]
    public async Task MongoDBs_own_driver_finds_nothing_to_complain_of()
    {
        await using var strict = new Gateway(mongo.Server.Engine.Port, new("desk,=1", "p@ss word"));
        strict.Start();
        var (code, output) = await Judge.TryAsync(mongo.Uri, strict.Uri);
        code.Should().Be(0, output);
    }
}
