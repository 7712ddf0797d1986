using Microsoft.Extensions.Options;
using SupportDesk.Gateways;

namespace SupportDesk.Web.Carriers;

/// <summary>Stands for the carriers' settings in the configuration, so that they are checked with all others before the desk starts.</summary>
internal sealed class ConfiguredCarriers;

internal sealed class CarriersCheck(CarrierBuilder builder) : IValidateOptions<ConfiguredCarriers>
{
    public ValidateOptionsResult Validate(string? name, ConfiguredCarriers options)
    {
        var problems = Providers.All.SelectMany(provider => builder.Problems(provider, builder.With([]))).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
