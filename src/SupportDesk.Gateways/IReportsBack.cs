namespace SupportDesk.Gateways;

/// <summary>Settings of a provider that is told with each send where its delivery reports go.</summary>
public interface IReportsBack
{
    /// <summary>The address of this desk's status webhook; empty: as the provider's account says.</summary>
    string ReportUrl { get; set; }
}
