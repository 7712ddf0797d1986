using System.Threading.Channels;
using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Storage.Mongo;

/// <summary>
/// The threads that talk to the server: the vendor's library blocks its caller, and must not block the desk's. Each has a client of the pool and
/// takes one call after another. A call that has begun runs to its end, which the library's time-outs bound.
/// </summary>
internal sealed class Lanes : IAsyncDisposable
{
    private const string Closed = "The store is closed.";

    private readonly Channel<Call> waiting;
    private readonly Absence absence = new();
    private readonly Task ended;
    private volatile bool closed;

    public Lanes(MongoPool pool, MongoOptions options)
    {
        waiting = Channel.CreateBounded<Call>(options.Waiting);
        ended = Task.WhenAll(Enumerable.Range(1, options.Lanes).Select(number => Start(pool.Client(), number)));
    }

    /// <summary>Runs the call on the next free lane.</summary>
    /// <exception cref="StoreUnavailableException">So many calls wait that one more would only wait in vain.</exception>
    public async Task<T> RunAsync<T>(Func<MongoClient, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var call = new Call<T>(work, cancellation);
        if (!waiting.Writer.TryWrite(call))
            throw new StoreUnavailableException(closed ? Closed : "The database does not keep up: too many calls wait for it.");
        return await call.Result;
    }

    /// <summary>Ends when every call that has begun has been answered; those that still wait for a lane are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        closed = true;
        waiting.Writer.TryComplete();
        await ended;
    }

    private Task Start(MongoClient client, int number)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            using (client)
                Work(client);
            end.SetResult();
        })
        {
            Name = $"MongoDB {number}",
            IsBackground = true,
        }.Start();
        return end.Task;
    }

    private void Work(MongoClient client)
    {
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (waiting.Reader.TryRead(out var call))
            {
                if (closed)
                    call.Fail(new StoreUnavailableException(Closed));
                else
                    call.Run(client, absence);
            }
        }
    }

    private abstract class Call
    {
        public abstract void Run(MongoClient client, Absence absence);

        public abstract void Fail(Exception error);
    }

    private sealed class Call<T>(Func<MongoClient, T> work, CancellationToken cancellation) : Call
    {
        private readonly TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Result => result.Task;

        public override void Fail(Exception error) => result.SetException(error);

        public override void Run(MongoClient client, Absence absence)
        {
            if (cancellation.IsCancellationRequested)
            {
                result.SetCanceled(cancellation);
                return;
            }
            try
            {
                result.SetResult(absence.Run(work, client));
            }
            catch (Exception error)
            {
                // Whatever it is belongs to the caller.
                Fail(error);
            }
        }
    }
}
