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
    [InlineData("mongodb://desk:p%40ss@one:27017,two:27017/desk?replicaSet=rs0", "mongodb://one:27017,two:27017/desk")]
    [InlineData("mongodb://one/desk?tlsCertificateKeyFilePassword=a@secret", "mongodb://…/desk")]
    [InlineData("mongodb+srv://desk:p@ss@cluster.example.org", "mongodb://cluster.example.org/desk")]
    public void A_place_is_named_without_secrets(string address, string name) => Storage.Mongo.MongoFault.Place(address, "desk").Should().Be(name);
}
