using System.Text.Json;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.NumberOrders;

/// <summary>An order says what is true, whatever comes and in whichever order.</summary>
public sealed class OrderTests
{
    private static readonly DateTimeOffset Now = Samples.Morning;
    private static readonly NumberOffer Offer = new() { Number = "+31970102455", Country = "NL", Price = new(1.25m, "EUR", IsMonthly: true) };
    private static readonly NumberOrder Chosen = new NumberOrder { Id = NumberOrder.IdOf("vonage", Offer.Number), Gateway = "vonage", Offer = Offer }.Choose(Offer, "Ann", Now);
    private static readonly MarketResult<Purchase> Sold = new MarketResult<Purchase>.Done(new(IsOurs: true));
    private static readonly MarketResult<Purchase> Refused = new MarketResult<Purchase>.Refused("No.");
    private static readonly MarketResult<Purchase> Lost = new MarketResult<Purchase>.Uncertain("Lost.");

    [Fact]
    public void A_purchase_that_is_told_late_counts_even_after_somebody_said_that_there_was_none()
    {
        var settled = Chosen.Ask("Ann", Now).After(Lost, 1, "Ann", Now).Settle(isBought: false, "Bob", Now);
        settled.State.Should().Be(OrderState.Refused);

        settled.After(Sold, 1, "Ann", Now).State.Should().Be(OrderState.Bought);
        settled.Ask("Bob", Now).After(Sold, 1, "Ann", Now).After(Refused, 2, "Bob", Now).State.Should().Be(OrderState.Bought);
    }

    [Fact]
    public void A_refusal_of_an_earlier_question_says_nothing_of_a_later_one()
    {
        var again = Chosen.Ask("Ann", Now).After(Lost, 1, "Ann", Now).Settle(isBought: false, "Bob", Now).Ask("Bob", Now);

        again.After(Refused, 1, "Ann", Now).Should().BeSameAs(again);
        again.After(Refused, 2, "Bob", Now).State.Should().Be(OrderState.Refused);
    }

    [Fact]
    public void Only_a_provider_that_certainly_did_not_sell_may_be_asked_again()
    {
        var asked = Chosen.Ask("Ann", Now);

        asked.CanBeBought.Should().BeFalse();
        asked.After(Lost, 1, "Ann", Now).CanBeBought.Should().BeFalse();
        asked.After(new MarketResult<Purchase>.Done(new(IsOurs: false, "o1")), 1, "Ann", Now).CanBeBought.Should().BeFalse();
        asked.After(Sold, 1, "Ann", Now).CanBeBought.Should().BeFalse();
        asked.After(new MarketResult<Purchase>.TryLater("Busy."), 1, "Ann", Now).CanBeBought.Should().BeTrue();
        asked.After(Refused, 1, "Ann", Now).CanBeBought.Should().BeTrue();
    }

    [Fact]
    public void Nobody_knows_after_two_minutes_without_an_answer()
    {
        var asked = Chosen.Ask("Ann", Now);

        asked.IsUnknownAt(Now + NumberOrder.Lease - TimeSpan.FromTicks(1)).Should().BeFalse();
        asked.Settle(isBought: true, "Bob", Now).Should().BeSameAs(asked);
        asked.IsUnknownAt(Now + NumberOrder.Lease).Should().BeTrue();
        asked.Settle(isBought: true, "Bob", Now + NumberOrder.Lease).State.Should().Be(OrderState.Bought);
    }

    [Fact]
    public void One_that_is_under_way_is_not_chosen_anew()
    {
        foreach (var underWay in new[] { Chosen.Ask("Ann", Now), Chosen.Ask("Ann", Now).After(Lost, 1, "Ann", Now), Chosen.Ask("Ann", Now).After(Sold, 1, "Ann", Now) })
            underWay.Choose(Offer with { Price = null }, "Bob", Now).Should().BeSameAs(underWay);
    }

    [Theory]
    [InlineData(NumberStanding.Ours, OrderState.Bought)]
    [InlineData(NumberStanding.NotListed, OrderState.Unknown)]
    [InlineData(NumberStanding.Underway, OrderState.Unknown)]
    [InlineData(NumberStanding.Failed, OrderState.Refused)]
    public void A_look_tells_what_became_of_it_and_a_list_that_lacks_it_proves_nothing(NumberStanding standing, OrderState state)
    {
        var lost = Chosen.Ask("Ann", Now).After(Lost, 1, "Ann", Now);

        lost.Look(new MarketResult<Standing>.Done(new(standing)), "Bob", Now).State.Should().Be(state);
    }

    [Fact]
    public void A_look_that_fails_changes_nothing_but_says_why()
    {
        var ordered = Chosen.Ask("Ann", Now).After(new MarketResult<Purchase>.Done(new(IsOurs: false, "o1")), 1, "Ann", Now);

        ordered.Look(new MarketResult<Standing>.Refused("No key."), "Bob", Now).Should().Match<NumberOrder>(order => order.State == OrderState.Ordered && order.Words!.Contains("No key.") && order.OrderId == "o1");
    }

    [Fact]
    public void Orders_that_need_a_hand_are_listed_and_others_are_not()
    {
        var asked = Chosen.Ask("Ann", Now);
        var sold = asked.After(Sold, 1, "Ann", Now);

        new[] { asked, asked.After(Lost, 1, "Ann", Now), sold, sold.Connect("No.", "Ann", Now).Finish("Ann", Now) }.Should().OnlyContain(order => NumberOrder.Open.KeyOf(order) != null);
        new[] { Chosen, asked.After(Refused, 1, "Ann", Now), sold.Finish("Ann", Now), sold.Connect("No.", "Ann", Now).Connect(null, "Ann", Now).Finish("Ann", Now) }.Should().OnlyContain(order => NumberOrder.Open.KeyOf(order) == null);
    }

    [Fact]
    public void What_is_stored_comes_back_to_the_last_digit_of_its_price()
    {
        var order = Chosen.Choose(Offer with { Price = new(1.250m, "EUR"), Features = NumberFeatures.Sms | NumberFeatures.Voice, Kind = NumberKind.Mobile, Conditions = ["One."] }, "Ann", Now);

        var json = JsonSerializer.Serialize(order, NumberOrder.Stored.Json);

        json.Should().Contain("\"1.250\"");
        JsonSerializer.Deserialize(json, NumberOrder.Stored.Json).Should().BeEquivalentTo(order);
    }

    [Theory]
    [InlineData("1.25", "EUR", true, "1.25 EUR per month")]
    [InlineData("10", null, false, "10.00")]
    [InlineData("0.035", "USD", false, "0.035 USD")]
    public void A_price_is_written_as_it_was_told(string amount, string? currency, bool monthly, string words) =>
        new NumberPrice(NumberPrice.Read(amount)!.Value, currency, monthly).ToString().Should().Be(words);

    [Theory]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("123456789012345678901234567890")]
    public void What_is_no_amount_is_no_price(string? written) => NumberPrice.Read(written).Should().BeNull();
}
