using SupportDesk.Consents;

namespace SupportDesk.Tests.Consents;

/// <summary>What the settings of keywords may say.</summary>
public sealed class ConsentOptionsTests
{
    [Fact]
    public void The_defaults_are_right() => Problems(new()).Should().BeEmpty();

    [Fact]
    public void Nobody_can_switch_STOP_off() => Problems(new() { OptOutWords = " , " }).Should().ContainSingle().Which.Should().Contain("Consent:OptOutWords");

    [Theory]
    [InlineData("START, Stop!", "the keyword STOP stands there twice")]
    [InlineData("ARRÊT", "the keyword ARRET stands there twice")]
    [InlineData("?", "\"?\" is no keyword")]
    [InlineData("X", "\"X\" is no keyword")]
    [InlineData("A WORD THAT IS MUCH TOO LONG FOR A WORD", "is no keyword")]
    public void A_word_means_one_thing_and_is_one(string words, string problem) => Problems(new() { OptInWords = words }).Should().ContainSingle().Which.Should().Contain(problem);

    [Theory]
    [InlineData("Code {code}")]
    [InlineData("{what}")]
    public void Answers_have_the_placeholders_that_are_filled_in(string answer) => Problems(new() { HelpAnswer = answer }).Should().ContainSingle().Which.Should().StartWith("Consent:HelpAnswer has a placeholder");

    [Fact]
    public void Answers_are_short() => Problems(new() { OptOutAnswer = new string('x', 321) }).Should().ContainSingle().Which.Should().StartWith("Consent:OptOutAnswer must not be longer");

    [Fact]
    public void A_carrier_that_is_not_there_is_told() =>
        Problems(new() { CarrierAnswers = { ["nobody"] = true, ["twilio"] = false } }).Should().ContainSingle().Which.Should().Contain("Consent:CarrierAnswers:nobody");

    private static IEnumerable<string> Problems(ConsentOptions options) => options.Problems(["twilio", "simulator"]);
}
