using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SupportDesk.Storage.Lines;

/// <summary>Gives a file's lines one by one, without their ends.</summary>
internal static class LineReader
{
    private const int Chunk = 256 * 1024;

    /// <summary>In bytes; no document comes near it.</summary>
    private const int Longest = 256 * 1024 * 1024;

    /// <param name="file">By path.</param>
    /// <param name="from">Where the first line begins, in bytes.</param>
    /// <param name="cancellation">Between two lines.</param>
    public static async IAsyncEnumerable<byte[]> ReadAsync(string file, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true) { Position = from };
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: Chunk));
        try
        {
            while (await NextAsync(reader, cancellation) is { } line)
                yield return line;
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>Null at the end.</summary>
    private static async Task<byte[]?> NextAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }
            if (read.IsCompleted || read.Buffer.Length > Longest)
            {
                var rest = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return rest.Length > 0 ? rest : null;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
