using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SupportDesk.Web.Carriers;

/// <summary>Encrypts what may not be read in the store. A secret is good only in the place that it was written for.</summary>
public sealed class CarrierSecrets(IDataProtectionProvider protection)
{
    private const string Purpose = "SupportDesk.Carriers";

    public string Protect(string gateway, string key, string secret) => Protector(gateway, key).Protect(secret);

    /// <summary>Null when the key that it was encrypted with is lost.</summary>
    public string? Unprotect(string gateway, string key, string stored)
    {
        try
        {
            return Protector(gateway, key).Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string gateway, string key) => protection.CreateProtector(Purpose, gateway, key);
}
