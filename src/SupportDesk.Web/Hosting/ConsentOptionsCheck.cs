using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Messages;

namespace SupportDesk.Web.Hosting;

/// <summary>Checks the keywords and their answers, and that carriers which are named are there.</summary>
internal sealed class ConsentOptionsCheck(IEnumerable<ISmsGateway> gateways) : IValidateOptions<ConsentOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsentOptions options)
    {
        var problems = options.Problems([.. gateways.Select(gateway => gateway.Name)]).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
