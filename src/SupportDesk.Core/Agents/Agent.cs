using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Agents;

public enum AgentRole
{
    /// <summary>Reads and answers.</summary>
    Agent,

    /// <summary>Also sees kept webhooks and manages agents.</summary>
    Administrator,
}

/// <summary>A person who works at the desk. The id is the user name, in lower case.</summary>
public sealed partial record Agent : Document, IStored<Agent>
{
    /// <summary>Shown beside answers.</summary>
    public required string Name { get; init; }

    public required AgentRole Role { get; init; }

    /// <summary>As ASP.NET Core Identity's hasher writes it.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>Changes with the password and the role; sessions of an older stamp end.</summary>
    public required string SecurityStamp { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The administrator whom first-run created; there can be one.</summary>
    public bool IsFounder { get; init; }

    /// <summary>No longer works here: cannot sign in.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Until then this administrator is disabling somebody, and cannot be disabled: so there is always one left.</summary>
    public DateTimeOffset? DisablingUntil { get; init; }

    /// <summary>Tries to sign in since the last that succeeded.</summary>
    public int FailedSignIns { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    [JsonIgnore]
    public bool IsAdministrator => Role is AgentRole.Administrator;

    public static readonly DocumentIndex<Agent> Founder = new("founder", agent => agent.IsFounder ? "founder" : null, unique: true);

    /// <summary>"agent" | name | id.</summary>
    public static readonly DocumentIndex<Agent> ByName = new("by_name", agent => IndexKey.Of("agent", agent.Name, agent.Id));

    public static DocumentType<Agent> Stored { get; } = new("agents", DeskJson.Shape.Agent, Founder, ByName);
}
