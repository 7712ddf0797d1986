using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Consents;

namespace SupportDesk.Tests.Consents;

/// <summary>Texts that sound like an opt-out, for an agent to decide.</summary>
public sealed class OptOutPhrasesTests
{
    [Theory]
    [InlineData("Please stop texting me")]
    [InlineData("Can you stop texting?!")]
    [InlineData("don’t text me any more")]
    [InlineData("Take me off your list.")]
    [InlineData("I want to\nunsubscribe")]
    [InlineData("Stop 🛑")]
    [InlineData("Arrêtez de m'écrire")]
    [InlineData("Bitte keine SMS mehr!")]
    [InlineData("Geen sms meer aub")]
    [InlineData("no más mensajes por favor")]
    public void They_are_found(string text) => OptOutPhrases.AreIn(text).Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("The bus stop is closed")]
    [InlineData("When does it stop raining?")]
    [InlineData("The machine does not start")]
    [InlineData("Please stopgap")]
    public void Others_are_not(string text) => OptOutPhrases.AreIn(text).Should().BeFalse();

    [Fact]
    public void A_long_text_is_about_something_else() => OptOutPhrases.AreIn(new string('x', 300) + " please stop").Should().BeFalse();

    [Fact]
    public void Any_text_can_be_looked_at() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => OptOutPhrases.AreIn($"{text} please stop") == ($"{text} please stop".Length <= 300)));
}
