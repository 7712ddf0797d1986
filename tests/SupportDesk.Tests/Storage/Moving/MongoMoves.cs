using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.MongoServer;
using SupportDesk.Storage.Mongo;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Moving;

[Collection(SharedMongo.Shared)]
public sealed class MongoMoves(SharedMongo mongo) : MoveCompliance(mongo)
{
    private MongoDatabase? database;

    protected override IMovableStore Target(bool forMove) => Mongo(database ??= NewDatabase(), forMove);

    [SkippableFact]
    public async Task Everything_comes_back_from_the_other_engine_as_it_was()
    {
        var source = Sqlite("one");
        await FillAsync(source, 3_000);
        var (between, back) = (Target(true), Sqlite("back"));

        var there = await MoveAsync(source.Contents, between.Contents);
        var home = await MoveAsync(between.Contents, back.Contents);

        there.IsGood.Should().BeTrue();
        home.IsGood.Should().BeTrue();
        home.Collections.Select(collection => (collection.Target.Count, collection.Target.Checksum))
            .Should().Equal(there.Collections.Select(collection => (collection.Source.Count, collection.Source.Checksum)));
        foreach (var odd in Odd.All)
            (await back.FindAsync<Odd>(odd.Id, None)).Should().BeEquivalentTo(odd with { Version = 1 });
        (await back.FindAsync<Note>("n000000", None)).Should().Be(await source.FindAsync<Note>("n000000", None)).And.Match<Note>(note => note.Version == 2);
        (await back.CountAsync(new Query<Note>(Note.ByName).Take(5_000), None)).Should().Be(3_000);
    }

    [SkippableTheory]
    [InlineData("dropped")]
    [InlineData("closed")]
    [InlineData("busy")]
    public async Task Everything_arrives_once_over_a_connection_that_breaks_again_and_again(string trouble)
    {
        var source = Sqlite("source");
        await FillAsync(source, 2_000);
        await using var door = new Gateway(Shared!.Server.Engine.Port);
        door.Start();
        var target = MongoStore.Open(new MongoOptions { Uri = (database ??= NewDatabase()).At(door.Uri), TakesUnfinished = true }, Types, NullLogger<MongoStore>.Instance);
        door.Faults = trouble switch
        {
            "dropped" => new() { DropReplyEvery = 4 },
            "closed" => new() { CloseEvery = 4 },
            _ => new() { ConflictEvery = 3 },
        };

        var proof = await MoveAsync(source.Contents, target.Contents);

        door.Faults = Faults.None;
        await target.DisposeAsync();
        proof.IsGood.Should().BeTrue();
        (await AllAsync(Target(false).Contents, Note.Stored)).Should().HaveCount(2_000);
    }

    [SkippableFact]
    public async Task What_the_other_engine_cannot_keep_is_named_and_the_target_stays_unfinished()
    {
        var source = Sqlite("source");
        await source.InsertAsync(new Odd { Id = "with a \"zero\"", Words = new Dictionary<string, string>(StringComparer.Ordinal) { ["a\0b"] = "text" } }, None);

        await FluentActions.Awaiting(() => MoveAsync(source.Contents, Target(true).Contents)).Should().ThrowAsync<StoreUnavailableException>()
            .WithMessage("odd with a \\u0022zero\\u0022 cannot be stored. A field's name contains a zero character, *");

        FluentActions.Invoking(() => Target(false)).Should().Throw<StoreUnavailableException>().WithMessage("* is not finished; *");
    }

    [SkippableFact]
    public async Task Two_documents_with_one_unique_key_are_not_both_stored()
    {
        var target = Target(true);
        var page = new[] { new Odd { Id = "a", Name = "one" }, new Odd { Id = "b", Name = "one" } }
            .Select(odd => Odd.Stored.Read(JsonSerializer.SerializeToUtf8Bytes(odd, Odd.Stored.Json))).ToList();

        await target.Contents.Awaiting(contents => contents.InsertAsync(Odd.Stored, page, None)).Should().ThrowAsync<StoreUnavailableException>()
            .WithMessage("odd * cannot be stored. Another document holds one of its unique keys.");
    }

    [SkippableTheory]
    [InlineData("mongodb://desk:p%40ss@one:27017,two:27017/desk?replicaSet=rs0", "mongodb://one:27017,two:27017/desk")]
    [InlineData("mongodb://one/desk?tlsCertificateKeyFilePassword=a@secret", "mongodb://…/desk")]
    [InlineData("mongodb+srv://desk:p@ss@cluster.example.org", "mongodb://cluster.example.org/desk")]
    public void A_place_is_named_without_secrets(string address, string name) => MongoFault.Place(address, "desk").Should().Be(name);
}
