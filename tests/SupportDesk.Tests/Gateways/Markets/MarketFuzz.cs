using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Bandwidth;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Gateways.Nexmo;
using SupportDesk.NumberOrders;

namespace SupportDesk.Tests.Gateways.Markets;

/// <summary>Answers that no provider should give: whatever comes, it is understood or told, never thrown on, and every number is one.</summary>
public sealed class MarketFuzz
{
    private static readonly Config Thoroughly = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly string[] Names =
        ["items", "numbers", "number", "msisdn", "count", "country", "features", "cost", "monthlyPrice", "currency", "conditions", "type", "errors", "error-code", "price", "city", "state", "region", "locality", "\\ud800"];

    private static readonly string[] Elements = ["SearchResult", "TelephoneNumberList", "TelephoneNumber", "OrderResponse", "Order", "id", "OrderStatus", "ErrorList", "Error", "Description", "ResponseStatus"];

    private static readonly Gen<string> Scalars = Gen.Elements(
        "null", "true", "0", "-1", "1e999", "2", "31612345678", "99999999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"+31612345678\"", "\"-5\"", "\"1,5\"", "\"79228162514264337593543950335\"", "\"NL\"", "\"sms\"");

    private static readonly Gen<string> Texts = Gen.Elements("", "9195550101", "+19195550101", "+1919555010", "COMPLETE", "FAILED", "&amp;", "<![CDATA[x]]>", "&bomb;", "\ud800", "<!-- x -->");

    private static Gen<string?> Answers => Gen.OneOf(
        Json(3).Select(text => (string?)text),
        Xml(3).Select(text => (string?)text),
        Xml(2).Select(text => (string?)$"<!DOCTYPE x [<!ENTITY bomb \"boom\"><!ENTITY far SYSTEM \"file:///etc/passwd\">]>{text}"),
        ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => (string?)Encoding.UTF8.GetString(bytes)),
        Gen.Constant((string?)null));

    [Fact]
    public void No_answer_whatever_makes_reading_throw() => Prop.ForAll(Answers.ToArbitrary(), Gen.Elements(200, 201, 302, 400, 404, 420).ToArbitrary(), (text, status) => IsTakenCareOf(new(status, text))).Check(Thoroughly);

    private static bool IsTakenCareOf(LineAnswer answer)
    {
        var search = new NumberSearch("US", "919");
        MarketResult<OfferPage>[] pages = [MessageBirdNumbers.ReadPage(answer, "NL"), BandwidthNumbers.ReadPage(answer, search), BandwidthOldNumbers.ReadPage(answer, search)];
        var offers = pages.OfType<MarketResult<OfferPage>.Done>().SelectMany(page => page.Value.Offers).Concat(NexmoNumbers.Page(answer.Json, search)?.Offers ?? []);
        BandwidthNumbers.ReadOrder(answer).Should().NotBeNull();
        BandwidthNumbers.ReadStanding(answer).Should().NotBeNull();
        return offers.All(offer => offer.Number is ['+', >= '1' and <= '9', ..] && offer.Number.Length is > 8 and < 17 && offer.Country.Length == 2 && offer.Price?.Amount is null or >= 0m && offer.Price?.ToString() is null or { Length: > 0 });
    }

    private static Gen<string> Json(int depth) => depth == 0
        ? Scalars
        : Gen.OneOf(
            Scalars,
            Json(depth - 1).ListOf(3).Select(items => $"[{string.Join(',', items)}]"),
            Gen.Elements(Names).Zip(Json(depth - 1)).ListOf(6).Select(fields => "{" + string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}")) + "}"));

    private static Gen<string> Xml(int depth) => depth == 0
        ? Texts
        : Gen.Elements(Elements).Zip(Xml(depth - 1).ListOf(3)).Select(element => $"<{element.Item1}>{string.Concat(element.Item2)}</{element.Item1}>");
}
