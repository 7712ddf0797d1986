using System.Net;
using System.Net.Sockets;
using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer;

/// <summary>One bare connection to the server, without any of a driver's comforts.</summary>
internal sealed class WireClient : IDisposable
{
    private readonly NetworkStream stream;

    private WireClient(NetworkStream stream) => this.stream = stream;

    public static async Task<WireClient> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new(new(socket, ownsSocket: true));
    }

    public ValueTask WriteAsync(byte[] bytes) => stream.WriteAsync(bytes);

    /// <summary>The reply document; null when the server closed the connection.</summary>
    public async Task<byte[]?> AskAsync(BsonBuilder command)
    {
        var document = command.Add("$db", "wire").ToArray();
        await WriteAsync([.. BitConverter.GetBytes(21 + document.Length), 1, 0, 0, 0, 0, 0, 0, 0, 221, 7, 0, 0, 0, 0, 0, 0, 0, .. document]);
        return await ReadAsync();
    }

    public async Task<byte[]?> ReadAsync()
    {
        try
        {
            return (await Request.ReadAsync(stream, CancellationToken.None))?.Body.ToArray();
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => stream.Dispose();
}
