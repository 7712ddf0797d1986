using System.Net;
using System.Net.Sockets;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Markets;

/// <summary>What every provider promises that sells numbers: above all that a purchase which may have been made is never called anything else.</summary>
public abstract class MarketCompliance : ProviderCompliance
{
    /// <summary>A number that it offers.</summary>
    protected abstract NumberOffer Wanted { get; }

    protected abstract NumberSearch Search { get; }

    [Fact]
    public async Task A_busy_provider_certainly_sold_nothing()
    {
        Provider.Answer(429, "{}");

        (await BuyAsync()).Should().Be(new MarketResult<Purchase>.TryLater($"{Words} answered 429."));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_provider_that_broke_down_may_have_sold_it(int status)
    {
        Provider.Answer(status, "oops");

        (await BuyAsync()).Should().Be(new MarketResult<Purchase>.Uncertain($"{Words} answered {status}."));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_leaves_it_open_and_nobody_asks_again()
    {
        Provider.HangUp();
        var before = Provider.Requests.Count;

        (await BuyAsync()).Should().BeOfType<MarketResult<Purchase>.Uncertain>();

        Provider.Requests.Count(IsPurchase).Should().Be(1);
        Provider.Requests.Count.Should().BeInRange(before + 1, before + 2);
    }

    [Fact]
    public async Task No_answer_in_time_leaves_it_open()
    {
        var asked = new TaskCompletionSource();
        Provider.Script(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var buying = BuyAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Time.Advance(TimeSpan.FromSeconds(31));

        (await buying).Should().BeOfType<MarketResult<Purchase>.Uncertain>();
    }

    [Fact]
    public async Task Without_a_connection_nothing_was_bought()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        (await Market($"http://127.0.0.1:{port}").BuyAsync(Wanted, default)).Should().Be(new MarketResult<Purchase>.TryLater($"{Words} could not be reached."));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task Any_other_answer_is_a_refusal_and_a_redirect_is_not_followed(int status)
    {
        Provider.Answer(status, "<html>", ("Location", Provider.Url + "/elsewhere"));

        (await BuyAsync()).Should().Be(new MarketResult<Purchase>.Refused($"{Words} answered {status}."));
        Provider.Requests.Should().NotContain(request => request.Path == "/elsewhere");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(504)]
    [InlineData(429)]
    public async Task A_search_that_fails_can_be_tried_again(int status)
    {
        Provider.Answer(status, "");

        (await Market().SearchAsync(Search, default)).Should().Be(new MarketResult<OfferPage>.TryLater($"{Words} answered {status}."));
    }

    [Fact]
    public async Task A_search_without_an_answer_can_be_tried_again()
    {
        Provider.HangUp().HangUp().HangUp();

        (await Market().SearchAsync(Search, default)).Should().BeOfType<MarketResult<OfferPage>.TryLater>();
    }

    [Fact]
    public async Task A_search_whose_answer_is_no_list_can_be_tried_again()
    {
        Provider.Answer(200, "<!DOCTYPE html><html>");

        (await Market().SearchAsync(Search, default)).Should().BeOfType<MarketResult<OfferPage>.TryLater>();
    }

    [Fact]
    public async Task Cancelled_before_anything_was_written_it_throws()
    {
        var buy = () => Market().BuyAsync(Wanted, new CancellationToken(canceled: true));

        await buy.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Nothing_of_a_purchase_is_logged()
    {
        Provider.Answer(400, """{"message":"no"}""");

        await BuyAsync();

        Logs.Lines.Should().BeEmpty();
    }

    internal bool IsPurchase(RecordedRequest request) => request.Method == "POST" && request.Body.Contains(Wanted.Number[2..], StringComparison.Ordinal);

    protected Task<MarketResult<Purchase>> BuyAsync() => Market().BuyAsync(Wanted, default);

    /// <summary>The same one with every call for one address.</summary>
    protected INumberMarket Market(string? url = null, params (string Key, string Value)[] more) => Single<INumberMarket>(url, more);

    /// <summary>The value of a question that was answered.</summary>
    protected static T Answered<T>(MarketResult<T> result) => result.Should().BeOfType<MarketResult<T>.Done>().Subject.Value;
}
