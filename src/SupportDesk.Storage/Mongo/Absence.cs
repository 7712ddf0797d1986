using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Storage.Mongo;

/// <summary>
/// Whether the server is away. Looking for it takes seconds: while it is away one call at a time looks, by what it has to do itself, and all others are told at once.
/// </summary>
internal sealed class Absence
{
    private volatile MongoException? away;
    private int looking;
    private int answers;

    /// <exception cref="MongoException">Of the work; or what the last one who looked for the server was told.</exception>
    public T Run<T>(Func<MongoClient, T> work, MongoClient client)
    {
        if (away is not { } known)
            return Try(work, client);
        if (Interlocked.Exchange(ref looking, 1) is not 0)
            throw known;
        try
        {
            return Try(work, client);
        }
        finally
        {
            Volatile.Write(ref looking, 0);
        }
    }

    private T Try<T>(Func<MongoClient, T> work, MongoClient client)
    {
        var before = Volatile.Read(ref answers);
        try
        {
            var result = work(client);
            Answered();
            return result;
        }
        catch (MongoException error)
        {
            // One who was answered meanwhile knows better than one who looked in vain.
            if (error.IsServerAway && Volatile.Read(ref answers) == before)
                away = error;
            else if (!error.IsServerAway && !error.IsUncertain)
                Answered();
            throw;
        }
    }

    private void Answered()
    {
        Interlocked.Increment(ref answers);
        away = null;
    }
}
