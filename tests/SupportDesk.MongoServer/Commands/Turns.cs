using System.Collections.Concurrent;
using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer.Commands;

/// <summary>
/// One write at a time in each collection. MongoDB repeats conflicting single writes by itself; in PostgreSQL they would deadlock in
/// the unique index and fail. All gateways before one PostgreSQL share the turns.
/// </summary>
internal static class Turns
{
    private static readonly ConcurrentDictionary<(int Engine, string Database, string Collection), SemaphoreSlim> Doors = [];

    public static async Task<byte[]> TakeAsync(int engine, Request request, Func<Task<byte[]>> write)
    {
        var door = Doors.GetOrAdd((engine, request.Database, request.First.Text ?? ""), _ => new(1));
        await door.WaitAsync();
        try
        {
            return await write();
        }
        finally
        {
            door.Release();
        }
    }
}
