namespace SupportDesk.Exchanges;

/// <summary>Settings that hold secrets. Asked whenever something is to be kept, so that a changed secret counts at once.</summary>
public interface IHoldsSecrets
{
    /// <summary>What must not be kept, as it stands in the settings. Empty ones do not count.</summary>
    IEnumerable<string> Secrets { get; }
}
