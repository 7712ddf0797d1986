using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SupportDesk.Gateways.VonageMessages;

/// <summary>The JWT that says which Vonage application sends: RS256 with the application's private key.</summary>
internal static class ApplicationToken
{
    private const int LifetimeSeconds = 15 * 60;
    private const string Header = """{"alg":"RS256","typ":"JWT"}""";

    /// <param name="applicationId">The application.</param>
    /// <param name="pem">Its private key.</param>
    /// <param name="now">From when on it holds, for 15 minutes.</param>
    /// <param name="id">Never used before.</param>
    public static string Make(string applicationId, string pem, DateTimeOffset now, Guid id)
    {
        var issued = now.ToUnixTimeSeconds();
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"application_id":"{{applicationId}}","iat":{{issued}},"exp":{{issued + LifetimeSeconds}},"jti":"{{id}}"}""");
        var signed = $"{Encode(Header)}.{Encode(claims)}";
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
