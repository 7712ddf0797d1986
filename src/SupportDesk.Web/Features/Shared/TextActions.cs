using SupportDesk.Messages;

namespace SupportDesk.Web.Features.Shared;

/// <summary>Where an agent is taken after an action.</summary>
public enum Back
{
    /// <summary>To the list of failed texts.</summary>
    Failed,

    /// <summary>To the text's own page.</summary>
    Message,
}

/// <summary>What can be done about a text that did not go out.</summary>
/// <param name="Message">The text.</param>
/// <param name="Back">Where the agent is.</param>
/// <param name="After">The page of the list where the agent is.</param>
public sealed record TextActions(Message Message, Back Back, string? After = null)
{
    /// <summary>For screen readers: which of several.</summary>
    public string Which => $"the text to {Message.CustomerNumber}";

    /// <summary>One of them, as a button.</summary>
    public TextAction To(string address, string icon, string words) => new(this, address, icon, words);
}

/// <summary>A button with its form.</summary>
public sealed record TextAction(TextActions Actions, string Address, string Icon, string Words);
