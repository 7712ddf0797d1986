using SupportDesk.Exchanges;

namespace SupportDesk.Web.Carriers;

/// <summary>The secrets of the carriers as they are set up now. They are asked for late: carriers of the desk's own keep calls too.</summary>
internal sealed class PresentSecrets(IServiceProvider services) : IHoldsSecrets
{
    public IEnumerable<string> Secrets => services.GetRequiredService<Messages.Gateways>().Secrets;
}
