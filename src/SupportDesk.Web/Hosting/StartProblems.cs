using Microsoft.Extensions.Options;
using SupportDesk.Storage;

namespace SupportDesk.Web.Hosting;

/// <summary>What stops the start and is the operator's to mend is told in a sentence, not in a stack trace.</summary>
internal static class StartProblems
{
    /// <summary>Null for what is nobody's setting.</summary>
    public static string? Explain(Exception error) => error switch
    {
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        InvalidSettingException setting => setting.Message,
        StoreUnavailableException store => store.Message,
        AggregateException many when many.InnerExceptions.All(inner => Explain(inner) is not null) => string.Join(Environment.NewLine, many.InnerExceptions.Select(Explain)),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => unreadable.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } taken => taken.Message,
        _ => null,
    };

    /// <summary>The server has an exception of every kind for an address that it cannot use; what they share is who throws them. One that is in use is told above.</summary>
    public static bool IsOfListening(Exception error) =>
        error is not IOException && error.Source is "Microsoft.AspNetCore.Http" or "Microsoft.AspNetCore.Server.Kestrel.Core" or "System.Net.Sockets" or "System.Net.Primitives";
}

/// <summary>A setting that cannot be used; the message names it.</summary>
public sealed class InvalidSettingException(string message) : Exception(message);
