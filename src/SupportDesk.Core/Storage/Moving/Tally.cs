using System.Security.Cryptography;

namespace SupportDesk.Storage.Moving;

/// <summary>How many documents there are, and a checksum over them that does not depend on their order: the exclusive or of each one's SHA-256.</summary>
public sealed class Tally
{
    private readonly byte[] sum = new byte[SHA256.HashSizeInBytes];

    public long Count { get; private set; }

    /// <summary>64 hexadecimal digits.</summary>
    public string Checksum => Convert.ToHexStringLower(sum);

    public void Add(StoredDocument document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document.Canonical.Span, hash);
        for (var at = 0; at < hash.Length; at++)
            sum[at] ^= hash[at];
        Count++;
    }

    public bool IsSameAs(Tally other) => Count == other.Count && sum.AsSpan().SequenceEqual(other.sum);
}
