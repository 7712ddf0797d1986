using System.Net.Sockets;

namespace SupportDesk.MongoServer;

/// <summary>A MongoDB server on this machine, for tests and development: DocumentDB and the gateway before it. Its data is gone with it.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    private LocalServer(DocumentDb engine, Gateway gateway) => (Engine, Gateway) = (engine, gateway);

    public DocumentDb Engine { get; }

    public Gateway Gateway { get; }

    /// <summary>The address in MongoDB's form.</summary>
    public string Uri => Gateway.Uri;

    /// <summary>Starts both.</summary>
    /// <param name="login">Null when anybody may do anything.</param>
    /// <param name="durable">Syncs to disk before it acknowledges, as production does; slower.</param>
    /// <param name="port">0 for any that is free.</param>
    public static async Task<LocalServer> StartAsync(Login? login = null, bool durable = false, int port = 0)
    {
        var engine = await DocumentDb.StartAsync(durable);
        var gateway = new Gateway(engine.Port, login);
        try
        {
            gateway.Start(port);
        }
        catch (SocketException)
        {
            await engine.DisposeAsync();
            throw;
        }
        return new(engine, gateway);
    }

    /// <summary>Restarts PostgreSQL below the gateway: clients lose their connections at their next command.</summary>
    public async Task RestartEngineAsync(bool crash = false)
    {
        await Engine.RestartAsync(crash);
        Gateway.ForgetEngineConnections();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
