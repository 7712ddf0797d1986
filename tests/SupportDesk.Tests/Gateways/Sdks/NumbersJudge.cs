using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>A vendor's own SDK and our market ask the same about numbers, each a provider of its own, and the requests are compared piece by piece.</summary>
public abstract class NumbersJudge
{
    /// <summary>The script.</summary>
    protected abstract string Script { get; }

    /// <summary>The address that our market calls when nothing else is set.</summary>
    protected abstract string Vendor { get; }

    protected abstract IEnumerable<(string Key, string Value)> Settings(string url);

    protected abstract void Add(IServiceCollection services, IConfiguration configuration);

    /// <param name="question">What the SDK is asked.</param>
    /// <param name="answer">What the provider says to both.</param>
    /// <param name="ask">What our market is asked.</param>
    /// <returns>What differs in the last request of each.</returns>
    internal async Task<IEnumerable<string>> DifferencesAsync(object question, string answer, Func<INumberMarket, Task> ask)
    {
        await using var theirs = await RecordingProvider.StartAsync((context, _) => RecordingProvider.AnswerAsync(context, 200, answer, ("Location", "https://vendor.example/phoneNumbers/n-1")));
        await using var ours = await RecordingProvider.StartAsync((context, _) => RecordingProvider.AnswerAsync(context, 200, answer));
        var collection = new ServiceCollection().AddSingleton<TimeProvider>(new ManualTime()).AddLogging();
        Add(collection, new ConfigurationBuilder().AddInMemoryCollection(Settings(ours.Url + new Uri(Vendor).AbsolutePath).ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());
        await using var services = collection.BuildServiceProvider();

        await Sdk.AskAsync(Script, [question], theirs.Url);
        await ask(services.GetRequiredService<INumberMarket>());

        var (their, our) = (theirs.Requests.Last(), ours.Requests.Last());
        return Sent.Differences(Sent.Pieces(their, "https://" + their.Headers["Host"], Sent.Basic), Sent.Pieces(our, new Uri(Vendor).GetLeftPart(UriPartial.Authority), Sent.Basic)).Select(found => found.ToString());
    }

    internal static string[] Wanted(params Difference[] differences) => [.. differences.Select(difference => difference.ToString())];
}
