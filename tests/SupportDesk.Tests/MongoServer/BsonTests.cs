using SupportDesk.MongoServer.Commands;
using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer;

public sealed class BsonTests
{
    [Fact]
    public void What_was_written_is_found_again()
    {
        Memory<byte> document = new BsonBuilder()
            .Add("text", "Grüße 👋")
            .Add("whole", -3)
            .Add("long", long.MinValue)
            .Add("real", 2.0)
            .Add("yes", true)
            .Add("bytes", [1, 2, 3])
            .Add("inner", new BsonBuilder().Add("text", "deep"))
            .ToArray();

        Bson.Find(document, "text")!.Value.Text.Should().Be("Grüße 👋");
        Bson.Find(document, "whole")!.Value.Number.Should().Be(-3);
        Bson.Find(document, "long")!.Value.Number.Should().Be(long.MinValue);
        Bson.Find(document, "real")!.Value.Number.Should().Be(2);
        Bson.Find(document, "yes")!.Value.Number.Should().Be(1);
        Bson.Find(document, "bytes")!.Value.Binary.ToArray().Should().Equal(1, 2, 3);
        Bson.Find(Bson.Find(document, "inner")!.Value.Value, "text")!.Value.Text.Should().Be("deep");
        Bson.Find(document, "nothing").Should().BeNull();
    }

    [Fact]
    public void The_bytes_are_those_of_the_specifications_example()
    {
        // bsonspec.org, FAQ: {"hello": "world"}
        new BsonBuilder().Add("hello", "world").ToArray()
            .Should().Equal([0x16, 0, 0, 0, 2, .. "hello\0"u8, 6, 0, 0, 0, .. "world\0"u8, 0]);
    }

    [Fact]
    public void Cut_off_or_damaged_documents_never_do_worse_than_say_so()
    {
        var whole = new BsonBuilder().Add("text", "words").Add("bytes", [1, 2, 3]).Add("inner", new BsonBuilder().Add("n", 1)).Add("last", 4L).ToArray();
        var chance = new Random(4711);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = whole[..chance.Next(whole.Length + 1)];
            for (var damage = chance.Next(4); damage > 0 && bytes.Length > 0; damage--)
                bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
            var looking = () => Bson.Elements(bytes).Select(element => (element.Text, element.Number, element.Binary)).ToList();
            try
            {
                looking();
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Theory]
    [InlineData(319029277, "M001C")]
    [InlineData(0, "00000")]
    public void A_packed_state_has_six_bits_a_character(int packed, string state) => SqlErrors.State(packed).Should().Be(state);
}
