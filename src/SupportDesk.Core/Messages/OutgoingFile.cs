using System.Security.Cryptography;

namespace SupportDesk.Messages;

/// <summary>A file that an agent wants to send.</summary>
/// <param name="Name">As on the agent's machine; it is shown to the agent and goes nowhere.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Bytes">Empty when there are more than the desk handles.</param>
public sealed record OutgoingFile(string Name, long Size, byte[] Bytes)
{
    /// <summary>What kind of picture it is by its first bytes, whatever its name says; null when it is none that can be sent.</summary>
    public string? Type { get; } = MediaKind.Sendable(Bytes);

    /// <summary>False when not all of it was kept.</summary>
    public bool IsWhole => Bytes.Length == Size;

    /// <summary>SHA-256, in hex.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));
}
