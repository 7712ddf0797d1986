using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SupportDesk.Tests.Gateways.MessageBird;

/// <summary>Makes JWTs as MessageBird would, and as it never would.</summary>
internal static class Tokens
{
    public static string Sign(string claims, string key, string algorithm = "HS256")
    {
        var signed = $"{Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Hmac(algorithm, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)))}";
    }

    private static byte[] Hmac(string algorithm, byte[] key, byte[] signed) => algorithm switch
    {
        "HS384" => HMACSHA384.HashData(key, signed),
        "HS512" => HMACSHA512.HashData(key, signed),
        "none" => [],
        _ => HMACSHA256.HashData(key, signed),
    };

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
