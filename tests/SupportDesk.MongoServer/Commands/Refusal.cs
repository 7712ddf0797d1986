using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer.Commands;

/// <summary>A command's failure with MongoDB's code (error_codes.yml of the server).</summary>
internal sealed class Refusal(int code, string message) : Exception(message)
{
    public int Code => code;

    public static Refusal NoSuchCommand(string name) => new(59, $"no such command: '{name}'");

    public static Refusal NotSignedIn(string name) => new(13, $"command {name} requires authentication");

    public static Refusal SignInFailed() => new(18, "Authentication failed.");

    public static Refusal NoSuchCursor(long id) => new(43, $"cursor id {id} not found");

    public static Refusal NoTransactions() => new(20, "This server has no transactions over several commands.");

    public static Refusal WriteConflict() => new(112, "Another operation wrote the same document; please retry.");

    public byte[] ToReply() => new BsonBuilder().Add("ok", 0.0).Add("errmsg", Message).Add("code", code).Add("codeName", SqlErrors.Name(code)).ToArray();
}
