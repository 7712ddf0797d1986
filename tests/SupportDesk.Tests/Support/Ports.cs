using System.Net.NetworkInformation;

namespace SupportDesk.Tests.Support;

internal static class Ports
{
    /// <summary>A port that nobody listens at, below those that systems hand out to whoever connects.</summary>
    public static int Free()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        return Enumerable.Range(20_000, 10_000).OrderBy(_ => Random.Shared.Next()).First(port => !taken.Contains(port));
    }
}
