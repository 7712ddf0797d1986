using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.VonageMessages;

/// <summary>Which version of the Messages API sends. Webhooks of both are read.</summary>
public enum MessagesVersion
{
    V1,

    /// <summary>The older one, 0.1.</summary>
    V01,
}

/// <summary>Settings of Vonage's Messages API (section "VonageMessages").</summary>
public sealed class VonageMessagesOptions : IHoldsSecrets
{
    public const string Section = "VonageMessages";

    /// <summary>The Vonage application. Empty: the Messages API is not used.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>The application's private key, PEM; line ends may be written \n.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>A file with the private key, in place of <see cref="PrivateKey"/>.</summary>
    public string PrivateKeyFile { get; set; } = "";

    public MessagesVersion Version { get; set; } = MessagesVersion.V1;

    public string ApiUrl { get; set; } = "https://api.nexmo.com";

    /// <summary>The account's signature secret. Empty: signatures are not checked.</summary>
    public string SignatureSecret { get; set; } = "";

    /// <summary>The account's key, which signed webhooks name; empty: any.</summary>
    public string ApiKey { get; set; } = "";

    public SignatureMode SignatureMode { get; set; } = SignatureMode.Enforce;

    /// <summary>How far the time of a signature may be from our clock.</summary>
    public TimeSpan SignatureWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an answer to a send is waited for.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The private key as PEM text, wherever it stands.</summary>
    internal string Pem => PrivateKeyFile.Length > 0 ? File.ReadAllText(PrivateKeyFile) : PrivateKey.Replace("\\n", "\n", StringComparison.Ordinal);

    IEnumerable<string> IHoldsSecrets.Secrets => [PrivateKey, SignatureSecret, ApiKey];
}

internal sealed class VonageMessagesOptionsCheck : IValidateOptions<VonageMessagesOptions>
{
    public ValidateOptionsResult Validate(string? name, VonageMessagesOptions options)
    {
        List<string> problems =
        [
            .. SettingChecks.Choice("VonageMessages:Version", options.Version),
            .. SettingChecks.Address("VonageMessages:ApiUrl", options.ApiUrl, "https://api.nexmo.com"),
            .. SettingChecks.Choice("VonageMessages:SignatureMode (VONAGE_MESSAGES_SIGNATURE_MODE)", options.SignatureMode),
            .. SettingChecks.Window("VonageMessages:SignatureWindow", options.SignatureWindow),
            .. SettingChecks.Timeout("VonageMessages:Timeout", options.Timeout),
            .. options.ApplicationId.Length > 0 ? KeyProblem(options) : [],
        ];
        if (options.ApplicationId.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-'))
            problems.Add("VonageMessages:ApplicationId (VONAGE_APPLICATION_ID) has characters that no application has.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> KeyProblem(VonageMessagesOptions options)
    {
        const string Setting = "VonageMessages:PrivateKey (VONAGE_PRIVATE_KEY) or VonageMessages:PrivateKeyFile (VONAGE_PRIVATE_KEY_FILE)";
        if (options.PrivateKey.Length == 0 && options.PrivateKeyFile.Length == 0)
            return [$"{Setting} is missing: sends are signed with it."];
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(options.Pem);
            return rsa.ExportParameters(includePrivateParameters: true).D is null ? [$"{Setting} holds no private key."] : [];
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return [$"{Setting} must be a private RSA key in PEM form."];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return ["VonageMessages:PrivateKeyFile (VONAGE_PRIVATE_KEY_FILE) cannot be read."];
        }
    }
}
