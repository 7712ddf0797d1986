using System.Security.Cryptography;
using System.Text;
using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer.Commands;

/// <summary>The server's side of one sign-in with SCRAM-SHA-256 (RFC 5802, RFC 7677; as MongoDB's saslStart and saslContinue carry it).</summary>
internal sealed class Scram(string user, string password)
{
    public const string Mechanism = "SCRAM-SHA-256";

    private const int Iterations = 4096;

    // As long as MongoDB makes it; its C driver takes no other.
    private readonly byte[] salt = RandomNumberGenerator.GetBytes(28);
    private string? exchange;
    private string nonce = "";
    private bool proven;
    private bool skipsLastStep;

    public bool Done { get; private set; }

    /// <summary>The reply to the next step; a <see cref="Refusal"/> when name, password or order are wrong.</summary>
    public byte[] Step(Request request)
    {
        var payload = Encoding.UTF8.GetString((Bson.Find(request.Body, "payload")?.Binary ?? Memory<byte>.Empty).Span);
        var answer = exchange is null ? Begin(request, payload) : proven ? Finish() : Prove(payload);
        return new BsonBuilder()
            .Add("conversationId", 1)
            .Add("done", Done)
            .Add("payload", Encoding.UTF8.GetBytes(answer))
            .Add("ok", 1.0)
            .ToArray();
    }

    private string Begin(Request request, string payload)
    {
        var bare = payload.StartsWith("n,,", StringComparison.Ordinal) ? payload[3..] : throw Refusal.SignInFailed();
        if (request.Text("mechanism") != Mechanism || Field(bare, 'n').Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal) != user)
            throw Refusal.SignInFailed();
        skipsLastStep = Bson.Find(request.Body, "options") is { } options && Bson.Find(options.Value, "skipEmptyExchange")?.Number == 1;
        nonce = Field(bare, 'r') + Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var answer = $"r={nonce},s={Convert.ToBase64String(salt)},i={Iterations}";
        exchange = $"{bare},{answer}";
        return answer;
    }

    private string Prove(string payload)
    {
        var proof = payload.LastIndexOf(",p=", StringComparison.Ordinal) is > 0 and var at ? payload[(at + 3)..] : throw Refusal.SignInFailed();
        var signed = Encoding.UTF8.GetBytes($"{exchange},{payload[..at]}");
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), signed);
        var expected = clientKey.Zip(signature, (key, sign) => (byte)(key ^ sign)).ToArray();
        if (Field(payload, 'r') != nonce || proof != Convert.ToBase64String(expected))
            throw Refusal.SignInFailed();
        proven = true;
        Done = skipsLastStep;
        return $"v={Convert.ToBase64String(HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), signed))}";
    }

    private string Finish()
    {
        Done = true;
        return "";
    }

    private static string Field(string message, char name) =>
        message.Split(',').FirstOrDefault(part => part.Length > 1 && part[0] == name && part[1] == '=')?[2..] ?? throw Refusal.SignInFailed();
}
