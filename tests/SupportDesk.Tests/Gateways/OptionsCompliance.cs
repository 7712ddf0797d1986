using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;

namespace SupportDesk.Tests.Gateways;

/// <summary>What every gateway's settings promise: without them the gateway is not there, wrong ones are named, and no secret is ever repeated.</summary>
public abstract class OptionsCompliance
{
    protected abstract string Section { get; }

    /// <summary>As few as will do.</summary>
    protected abstract IEnumerable<(string Key, string Value)> Good { get; }

    protected abstract void Read(IServiceCollection services, IConfiguration configuration);

    protected abstract object Value(IServiceProvider services);

    [Fact]
    public void With_its_key_the_gateway_is_there_and_without_any_setting_it_is_not()
    {
        Open(Good).GetServices<ISmsGateway>().Should().ContainSingle();
        Open([]).GetServices<ISmsGateway>().Should().BeEmpty();
        Value(Open([])).Should().NotBeNull();
        Value(Open(Good)).Should().NotBeNull();
    }

    [Fact]
    public void No_secret_is_repeated()
    {
        var spoiled = Good.Select(setting => (setting.Key, setting.Value + "\u0001secret")).Append(("Timeout", "00:10:00"));

        Problems([.. spoiled]).Should().NotBeEmpty().And.NotContain(problem => problem.Contains("\u0001secret"));
    }

    protected IReadOnlyList<string> Problems(params (string Key, string Value)[] different)
    {
        var settings = Good.Concat(different).GroupBy(setting => setting.Key).Select(same => same.Last());
        try
        {
            Value(Open(settings));
            return [];
        }
        catch (OptionsValidationException error)
        {
            return [.. error.Failures];
        }
    }

    private ServiceProvider Open(IEnumerable<(string Key, string Value)> settings)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System);
        Read(services, new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{Section}:{setting.Key}", (string?)setting.Value))).Build());
        return services.BuildServiceProvider();
    }
}
