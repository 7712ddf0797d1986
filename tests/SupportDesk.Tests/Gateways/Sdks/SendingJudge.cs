using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>
/// A vendor's own SDK sends the very texts that our gateway sends, each to a provider of its own, and the requests are compared piece by piece.
/// A subclass says how both are set up, and names every difference that we want. Any other fails.
/// </summary>
public abstract class SendingJudge
{
    protected const string Reference = "ref-1";

    private static readonly (string Text, bool Unicode)[] Texts =
    [
        ("Thanks! Your ticket is K7F2QD.", false),
        ("Tom & Jerry: 1 + 1 = 2, \"so\" 'they' say; 50% {ok} [€5] #1?\n", false),
        ("Dziękuję 👋🏽 — na\u00efve \u201cquotes\u201d & 1 + 1 = 2", true),
    ];

    /// <summary>The script, and what it is asked.</summary>
    protected abstract (string Sdk, string Ask) Judge { get; }

    /// <summary>What the SDK is told beside the text.</summary>
    protected abstract Dictionary<string, object> Account { get; }

    /// <summary>The address that our gateway calls when nothing else is set.</summary>
    protected abstract string Vendor { get; }

    protected abstract (int Status, string Json) Taken { get; }

    protected abstract string Id { get; }

    protected abstract IEnumerable<(string Key, string Value)> Settings(string url);

    protected abstract void Add(IServiceCollection services, IConfiguration configuration);

    /// <summary>Every difference that we want, with its reason.</summary>
    internal abstract IEnumerable<Difference> Wanted(bool unicode);

    /// <summary>Makes two headers Authorization comparable.</summary>
    protected virtual string Credentials(string authorization) => Sent.Basic(authorization);

    [SkippableFact]
    public Task The_SDK_and_we_send_the_same_but_for_what_is_named() => CompareAsync([]);

    private protected async Task CompareAsync(IReadOnlyList<string> media)
    {
        await using var theirs = await ProviderAsync();
        await using var ours = await ProviderAsync();

        var answers = await Sdk.AskAsync(Judge.Sdk, [.. Texts.Select(one => Question(one, media))], theirs.Url);
        var results = await SendAsync(ours, media);

        answers.Select(answer => answer.GetProperty("id").GetString()).Should().Equal(Texts.Select(_ => Id));
        results.Should().AllBeOfType<SendResult.Accepted>().And.OnlyContain(result => ((SendResult.Accepted)result).ProviderId == Id);
        var origin = new Uri(Vendor).GetLeftPart(UriPartial.Authority);
        (theirs.Requests.Count, ours.Requests.Count).Should().Be((Texts.Length, Texts.Length));
        foreach (var (their, our, (text, unicode)) in theirs.Requests.Zip(ours.Requests, Texts))
        {
            Sent.Differences(Sent.Pieces(their, "https://" + their.Headers["Host"], Credentials), Sent.Pieces(our, origin, Credentials)).Select(found => found.ToString())
                .Should().BeEquivalentTo(Wanted(unicode).Select(wanted => wanted.ToString()), text);
        }
    }

    internal Task<RecordingProvider> ProviderAsync() => RecordingProvider.StartAsync((context, _) =>
        RecordingProvider.AnswerAsync(context, Taken.Status, Taken.Json, ("Location", $"https://vendor.example/messages/{Id}")));

    private Dictionary<string, object> Question((string Text, bool Unicode) one, IReadOnlyList<string> media) => new(Account)
    {
        ["ask"] = Judge.Ask,
        ["from"] = Samples.Desk,
        ["to"] = Samples.Customer,
        ["text"] = one.Text,
        ["unicode"] = one.Unicode,
        ["reference"] = Reference,
        ["media"] = media,
    };

    /// <summary>Our gateway sends each of the texts.</summary>
    internal Task<IReadOnlyList<SendResult>> SendAsync(RecordingProvider provider, params (string Key, string Value)[] more) => SendAsync(provider, [], more);

    private async Task<IReadOnlyList<SendResult>> SendAsync(RecordingProvider provider, IReadOnlyList<string> media, params (string Key, string Value)[] more)
    {
        var settings = Settings(provider.Url + new Uri(Vendor).AbsolutePath).Concat(more).GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value);
        var collection = new ServiceCollection().AddSingleton<TimeProvider>(new ManualTime()).AddLogging();
        Add(collection, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        await using var services = collection.BuildServiceProvider();
        var gateway = services.GetRequiredService<ISmsGateway>();
        List<SendResult> results = [];
        foreach (var (text, _) in Texts)
            results.Add(await gateway.SendAsync(new(Samples.Desk, Samples.Customer, text, Reference) { Media = media }, default));
        return results;
    }
}

/// <summary>The same for a gateway that takes pictures.</summary>
public abstract class MediaJudge : SendingJudge
{
    [SkippableFact]
    public Task The_SDK_and_we_send_the_same_with_a_picture() => CompareAsync(["https://desk.example.org/media/CfDJ8-one_1"]);

    [SkippableFact]
    public Task The_SDK_and_we_send_the_same_with_two_pictures() => CompareAsync(["https://desk.example.org/media/CfDJ8-one_1", "https://desk.example.org/media/CfDJ8-two_2"]);
}
