using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Bench;

/// <summary>A keep-alive connection that does no more than it must: the load generator shares its cores with the server that it measures.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    public static async Task<HttpConnection> OpenAsync(int port)
    {
        var connection = new HttpConnection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>Sends the bytes of a request and reads its answer to the end; returns the status.</summary>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request) => (await ReadAsync(request)).Status;

    /// <summary>The same, with the body (as it came, chunk sizes and all).</summary>
    public async ValueTask<(int Status, string Body)> GetAsync(string path, string cookie)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
        var (status, head, length) = await ReadAsync(request);
        return (status, Encoding.UTF8.GetString(buffer, head, length - head));
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<(int Status, int Head, int Length)> ReadAsync(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            filled += read;
            if (End(buffer.AsSpan(0, filled)) is { } head)
                return (Number(buffer.AsSpan(9, 3)), head, filled);
        }
    }

    /// <summary>Where the body begins, once all of the answer is there.</summary>
    private static int? End(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return null;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        var complete = length >= 0
            ? answer.Length >= head + 4 + Number(answer[(length + 16)..])
            : answer.EndsWith("0\r\n\r\n"u8);
        return complete ? head + 4 : null;
    }

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 0;
}
