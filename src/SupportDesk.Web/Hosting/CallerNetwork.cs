using System.Net;
using System.Net.Sockets;

namespace SupportDesk.Web.Hosting;

/// <summary>Whom a limit per address counts as one caller: an IPv4 address, or the first 64 bits of an IPv6 one, behind which everybody has as many addresses as they like.</summary>
internal static class CallerNetwork
{
    private const int NetworkBytes = 8;

    public static IPAddress Of(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
