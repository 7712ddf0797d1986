using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Media;

/// <summary>
/// Makes and reads the addresses of pictures that go out. The last part of an address is the file's id and the end of the address, encrypted with Data Protection: every node
/// reads what another made, nobody else can make one, and nothing of it is stored.
/// </summary>
internal sealed class MediaLinks(IDataProtectionProvider protection, IServer server, IOptions<WebOptions> web, TimeProvider time) : IMediaLinks
{
    public const string Path = "/media/";

    /// <summary>Longer than any that is made here; what is longer is not even looked at.</summary>
    private const int LongestToken = 512;

    private readonly IDataProtector protector = protection.CreateProtector("SupportDesk.Media");

    public bool CanReach(bool here) => Origin(here) is not null;

    public string LinkTo(string file, bool here)
    {
        var plain = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(file)];
        BinaryPrimitives.WriteInt64BigEndian(plain, (time.GetUtcNow() + web.Value.MediaLinkLifetime).UtcTicks);
        Encoding.UTF8.GetBytes(file, plain.AsSpan(sizeof(long)));
        return $"{Origin(here) ?? throw new InvalidOperationException("The desk has no address that the provider reaches.")}{Path}{WebEncoders.Base64UrlEncode(protector.Protect(plain))}";
    }

    /// <summary>Id of the file; null when the desk did not make the address, or it has ended.</summary>
    public string? FileOf(string token)
    {
        if (token.Length > LongestToken)
            return null;
        try
        {
            var plain = protector.Unprotect(WebEncoders.Base64UrlDecode(token));
            return BinaryPrimitives.ReadInt64BigEndian(plain) > time.GetUtcNow().UtcTicks ? Encoding.UTF8.GetString(plain.AsSpan(sizeof(long))) : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private string? Origin(bool here) => here ? Loopback() : web.Value.PublicOrigin is { Length: > 0 } origin ? origin.TrimEnd('/') : null;

    /// <summary>Where this process itself is reached from this machine.</summary>
    private string? Loopback() => (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        .Select(address => BindingAddress.Parse(address))
        .Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
        .OrderByDescending(address => address.Scheme == Uri.UriSchemeHttp)
        .Select(address => $"{address.Scheme}://{(address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host)}:{address.Port}{address.PathBase}")
        .FirstOrDefault();
}
