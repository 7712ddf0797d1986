using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Messages;
using SupportDesk.MongoServer;
using SupportDesk.Storage.Mongo.Bson;
using SupportDesk.Storage.Mongo.Native;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Mongo;

/// <summary>The database server is away, or not for us.</summary>
[Collection(SharedMongo.Shared)]
public sealed class MongoAwayTests(SharedMongo mongo) : BehindGateway(mongo)
{
    /// <summary>What asks while the server is away waits so long; a busy machine must find one that is there in that time.</summary>
    private const string Impatient = "?serverSelectionTimeoutMS=2000";

    [SkippableFact]
    public async Task A_desk_that_starts_before_its_server_waits_says_so_and_begins_when_the_server_is_there()
    {
        await Gateway.StopAsync();
        await using var desk = NewDesk();

        (await ReadyAsync(desk)).Should().Be(HttpStatusCode.ServiceUnavailable);
        (await desk.Client.GetStringAsync("/health/live")).Should().Be("Healthy");
        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await desk.Client.GetAsync("/sign-in")).StatusCode.Should().NotBe(HttpStatusCode.InternalServerError);
        Gateway.Start();
        await UntilReadyAsync(desk);

        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);
        await desk.OnlyTicketAsync();
    }

    [SkippableFact]
    public async Task A_server_that_goes_away_and_comes_back_loses_and_doubles_nothing()
    {
        await using var desk = NewDesk();
        await UntilReadyAsync(desk);
        (await desk.Client.TextAsync("First", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);
        var ticket = await desk.OnlyTicketAsync();

        await Gateway.StopAsync();
        (await desk.Client.TextAsync("Second", "m2")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ReadyAsync(desk)).Should().Be(HttpStatusCode.ServiceUnavailable);
        Gateway.Start();
        await UntilReadyAsync(desk);
        (await desk.Client.TextAsync("Second", "m2")).StatusCode.Should().Be(HttpStatusCode.OK);

        desk.Time.Advance(TimeSpan.FromSeconds(10));
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 2 && timeline.Any(text => text.Kind is MessageKind.Confirmation));
        texts.Should().HaveCount(3);
    }

    [SkippableFact]
    public async Task What_was_acknowledged_survives_a_crash_of_the_server()
    {
        Skip.If(Mongo.Server is null);
        await using var server = await LocalServer.StartAsync(durable: true);
        await using var store = MongoStore.Open(new MongoOptions { Uri = server.Uri + "crash" }, [Note.Stored], NullLogger<MongoStore>.Instance);
        var enough = new TaskCompletionSource();
        var stored = 0;
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var acknowledged = new List<string>();
            for (var at = 0; at < 200; at++)
            {
                var id = $"{writer}-{at}";
                try
                {
                    if (await store.InsertAsync(new Note { Id = id }, default))
                        acknowledged.Add(id);
                }
                catch (StoreUnavailableException)
                {
                }
                if (Interlocked.Increment(ref stored) == 300)
                    enough.SetResult();
            }
            return acknowledged;
        })).ToList();

        await enough.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await server.RestartEngineAsync(crash: true);
        var all = (await Task.WhenAll(writers)).SelectMany(ids => ids).ToList();

        foreach (var id in all)
            (await store.FindAsync<Note>(id, default)).Should().NotBeNull();
        all.Count.Should().BeGreaterThan(300);
    }

    [SkippableFact]
    public async Task A_wrong_password_stops_the_start_with_one_sentence()
    {
        await using var guarded = new Gateway(Mongo.Server.Engine.Port, new Login("desk", "the right one"));
        guarded.Start();

        var (code, output) = await StartAsync($"mongodb://desk:guessed@127.0.0.1:{guarded.Port}/desk?authSource=admin");

        code.Should().Be(1);
        output.Trim().Should().StartWith("MongoDB refuses the user or password of MONGODB_URI").And.NotContain("guessed").And.NotContain("\n");
    }

    [SkippableFact]
    public async Task A_desk_signs_in_with_the_password_of_its_address()
    {
        await using var guarded = new Gateway(Mongo.Server.Engine.Port, new Login("desk", "p@ss/w:rd"));
        guarded.Start();

        await using var desk = new DeskHost(settings: ("Storage:MongoUri", Database.At(guarded.Uri)));
        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);

        guarded.Uri.Should().Contain("p%40ss%2Fw%3Ard");
        await desk.OnlyTicketAsync();
    }

    [SkippableFact]
    public async Task A_server_that_does_not_answer_is_given_up_on_and_asked_again_later()
    {
        // Makes the schema, for which a second may be too short.
        await using (var patient = NewDesk())
            await UntilReadyAsync(patient);
        await using var desk = new DeskHost(settings: ("Storage:MongoUri", Database.At(Gateway.Uri) + Impatient + "&socketTimeoutMS=1000"));
        await UntilReadyAsync(desk);
        Gateway.Faults = new() { Delay = TimeSpan.FromMinutes(10), Only = "insert" };

        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        Gateway.Faults = Faults.None;
        await UntilReadyAsync(desk);

        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [SkippableFact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        var options = new MongoOptions { Uri = Database.Address };
        await MongoStore.Open(options, [Note.Stored], NullLogger<MongoStore>.Instance).DisposeAsync();
        using (var pool = new MongoPool(Database.Address))
        {
            using var client = pool.Client();
            client.Update(MongoSchema.NotesCollection, Collection.Selector("layout"), new BsonWriter().BeginDocument("$set"u8).Int32("Version"u8, MongoSchema.Version + 1).End().ToArray());
        }

        FluentActions.Invoking(() => MongoStore.Open(options, [Note.Stored], NullLogger<MongoStore>.Instance))
            .Should().Throw<StoreUnavailableException>().WithMessage("The database was written by a newer SupportDesk*");
    }

    [SkippableTheory]
    [InlineData("mongo://127.0.0.1")]
    [InlineData("mongodb://user:p@ss:word@127.0.0.1")]
    [InlineData("mongodb://127.0.0.1:99999")]
    [InlineData("mongodb://127.0.0.1/?maxPoolSize=10&waitQueueTimeoutMS=500")]
    [InlineData("mongodb://127.0.0.1/?maxPoolSize=0")]
    public async Task A_wrong_address_stops_the_start_with_one_sentence(string uri)
    {
        var (code, output) = await StartAsync(uri);

        code.Should().Be(1);
        output.Trim().Should().StartWith("MONGODB_URI cannot be ").And.NotContain("word").And.NotContain("\n");
    }

    private DeskHost NewDesk() => new(settings: ("Storage:MongoUri", Database.At(Gateway.Uri) + Impatient));

    private static async Task<HttpStatusCode> ReadyAsync(DeskHost desk) => (await desk.Client.GetAsync("/health/ready")).StatusCode;

    /// <summary>Its asking is what passes the time.</summary>
    private static async Task UntilReadyAsync(DeskHost desk)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await desk.Client.GetAsync("/health/ready", giveUp.Token)).StatusCode is not HttpStatusCode.OK)
            desk.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(string uri)
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        try
        {
            return await DeskProcess.RunAsync(folder, [], ("Storage:MongoUri", uri), ("Logging:LogLevel:Default", "None"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
