namespace SupportDesk.Gateways.Kpn;

/// <summary>Why KPN refuses, in its words.</summary>
internal static class KpnErrors
{
    public static string InWords(int status, Fields? answer)
    {
        var words = (answer?.Filled("message", "name", "error-code-label"), answer?.Filled("info")) switch
        {
            ({ } message, { } info) => $"{message} ({info})",
            ({ } message, null) => message,
            (null, var info) => info,
        };
        return words is null ? $"KPN answered {status}." : $"KPN: {words}";
    }
}
