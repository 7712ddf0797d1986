using System.Net;
using System.Net.Http.Headers;

namespace SupportDesk.Gateways;

/// <summary>
/// The body of a send, which notes when it begins to be written. No provider takes a text whose body it has not seen, so whatever fails before that
/// (finding the host, connecting, TLS, a time-out of any of them) has certainly sent nothing; what fails afterwards may have.
/// Written on another thread than it is asked on.
/// </summary>
internal sealed class WatchedBody : HttpContent
{
    private readonly byte[] bytes;
    private volatile bool mayHaveLeft;

    public WatchedBody(byte[] bytes, string mediaType)
    {
        this.bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType, "utf-8");
    }

    public static WatchedBody Form(IEnumerable<(string Name, string Value)> pairs) => new(System.Text.Encoding.UTF8.GetBytes(FormPairs.Write(pairs)), "application/x-www-form-urlencoded");

    public ReadOnlyMemory<byte> Bytes => bytes;

    public bool MayHaveLeft => mayHaveLeft;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        mayHaveLeft = true;
        await stream.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>The length is known, so it is said first, and nothing is sent in chunks.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
