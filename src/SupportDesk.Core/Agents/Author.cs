namespace SupportDesk.Agents;

/// <summary>Who does something at the desk: the agent's id, and the name that others see.</summary>
public sealed record Author(string Id, string Name);
