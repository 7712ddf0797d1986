namespace SupportDesk.MongoServer;

/// <summary>The one user that may sign in, with SCRAM-SHA-256. The password is of ASCII, so that it needs no preparation.</summary>
public sealed record Login(string User, string Password);
