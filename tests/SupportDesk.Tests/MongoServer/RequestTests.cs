using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer;

public sealed class RequestTests
{
    private const int OpMsg = 2013;
    private const int OpQuery = 2004;

    private static readonly byte[] Command = new BsonBuilder().Add("insert", "notes").Add("$db", "desk").ToArray();
    private static readonly byte[] Note = new BsonBuilder().Add("_id", "n1").ToArray();

    private static byte[] Sequence => [1, .. BitConverter.GetBytes(4 + 10 + Note.Length), .. "documents\0"u8, .. Note];

    [Fact]
    public void Documents_may_stand_beside_the_command_in_either_order()
    {
        foreach (byte[] message in (byte[][])[[0, 0, 0, 0, 0, .. Command, .. Sequence], [0, 0, 0, 0, .. Sequence, 0, .. Command]])
        {
            var request = Request.Parse(7, OpMsg, message);
            (request.Id, request.Name, request.Database, request.WantsReply).Should().Be((7, "insert", "desk", true));
            request.Documents!.Value.ToArray().Should().Equal(Note);
        }
    }

    [Fact]
    public void A_checksum_is_no_section_and_more_to_come_wants_no_reply()
    {
        var request = Request.Parse(1, OpMsg, (byte[])[3, 0, 0, 0, 0, .. Command, 1, 2, 3, 4]);
        request.WantsReply.Should().BeFalse();
        request.Documents.Should().BeNull();
    }

    [Fact]
    public void Old_drivers_greet_with_a_query()
    {
        byte[] message = [0, 0, 0, 0, .. "admin.$cmd\0"u8, 0, 0, 0, 0, 255, 255, 255, 255, .. new BsonBuilder().Add("isMaster", 1).ToArray()];
        var request = Request.Parse(1, OpQuery, message);
        (request.Name, request.IsOldGreeting, request.Database).Should().Be(("isMaster", true, "admin"));
    }

    [Fact]
    public void Attempts_at_one_write_have_the_same_id_and_other_writes_another()
    {
        static string? RetryId(long number) => Request.Parse(1, OpMsg, (byte[])[0, 0, 0, 0, 0, .. new BsonBuilder()
            .Add("insert", "notes").Add("lsid", new BsonBuilder().Add("id", new byte[16])).Add("txnNumber", number).ToArray()]).RetryId;

        RetryId(5).Should().Be(RetryId(5)).And.NotBe(RetryId(6));
        Request.Parse(1, OpMsg, (byte[])[0, 0, 0, 0, 0, .. Command]).RetryId.Should().BeNull();
    }

    [Fact]
    public void Cut_off_or_damaged_messages_never_do_worse_than_say_so()
    {
        byte[] whole = [0, 0, 0, 0, 0, .. Command, .. Sequence];
        var chance = new Random(4711);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = whole[..chance.Next(whole.Length + 1)];
            for (var damage = chance.Next(4); damage > 0 && bytes.Length > 0; damage--)
                bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
            try
            {
                var request = Request.Parse(1, chance.Next(2) == 0 ? OpMsg : OpQuery, bytes);
                _ = (request.Name, request.Database, request.RetryId);
            }
            catch (InvalidDataException)
            {
            }
        }
    }
}
