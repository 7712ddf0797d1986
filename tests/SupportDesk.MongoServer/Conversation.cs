using Npgsql;
using SupportDesk.MongoServer.Commands;
using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer;

/// <summary>One client's connection: message by message, in order. It ends when either side closes, or when PostgreSQL goes away.</summary>
internal sealed class Conversation(Stream stream, long number, Gateway gateway, CommandTable commands)
{
    private bool signedIn = gateway.Login is null;
    private Scram? scram;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (await Request.ReadAsync(stream, cancellation) is { } request && await AnswerAsync(request, cancellation))
            {
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or OperationCanceledException or NpgsqlException)
        {
            // As when a server dies: the client is not told what became of its command.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    /// <summary>False when the connection is to be closed.</summary>
    private async Task<bool> AnswerAsync(Request request, CancellationToken cancellation)
    {
        var faults = Faults.None;
        byte[] reply;
        try
        {
            reply = Greeting.Answer(request, number, gateway.Time.GetUtcNow(), gateway.Login is not null) ?? SignIn(request) ?? Switch(request) ?? [];
            if (reply is [])
            {
                faults = gateway.NextFaults(request);
                if (faults.Delay > TimeSpan.Zero)
                    await Task.Delay(faults.Delay, gateway.Time, cancellation);
                if (faults.CloseEvery > 0)
                    return false;
                reply = await ExecuteAsync(request, faults);
            }
        }
        catch (Refusal refusal)
        {
            reply = refusal.ToReply();
        }
        if (faults.DropReplyEvery > 0)
            return false;
        if (request.WantsReply)
            await stream.WriteAsync(Reply.To(request, reply), cancellation);
        return true;
    }

    private Task<byte[]> ExecuteAsync(Request request, Faults faults)
    {
        if (!signedIn)
            throw Refusal.NotSignedIn(request.Name);
        if (faults.ConflictEvery > 0)
            throw Refusal.WriteConflict();
        return faults.NoMajority ? Minority.ExecuteAsync(request, commands) : commands.ExecuteAsync(request);
    }

    private byte[]? SignIn(Request request)
    {
        if (request.Name is not ("saslStart" or "saslContinue"))
            return null;
        if (request.Name is "saslStart" || scram is null)
            scram = gateway.Login is { } login ? new(login.User, login.Password) : throw Refusal.SignInFailed();
        var reply = scram.Step(request);
        signedIn = scram.Done;
        return reply;
    }

    private byte[]? Switch(Request request)
    {
        if (request.Name is not "faults")
            return null;
        gateway.Faults = FaultCounter.Read(request);
        return new BsonBuilder().Add("ok", 1.0).ToArray();
    }
}
