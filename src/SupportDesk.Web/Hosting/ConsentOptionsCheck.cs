using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Simulator;

namespace SupportDesk.Web.Hosting;

/// <summary>Checks the keywords and their answers, and that carriers which are named are known; any of them may be set up in the pages later.</summary>
internal sealed class ConsentOptionsCheck : IValidateOptions<ConsentOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsentOptions options)
    {
        var problems = options.Problems([.. Providers.All.Select(provider => provider.Gateway), SimulatedCarrier.Gateway]).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
