using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Tests.Support;

/// <summary>A server that takes one request, says how it went, and hangs up amid the answer's body. A plain socket, because a web server would reset the connection, and the status with it.</summary>
internal sealed class HalfAnswer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public HalfAnswer(int status)
    {
        listener.Start();
        _ = ServeAsync($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"id\":\"3f1c9d2e");
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync(string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().EndsWith('}'))
        {
            var read = await client.GetStream().ReadAsync(buffer);
            if (read == 0)
                return;
            request.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer));
        client.Client.Shutdown(SocketShutdown.Send);
        while (await client.GetStream().ReadAsync(buffer) > 0)
        {
            // Until the other side has closed, too: closing first could reset the connection.
        }
    }
}
