using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Numbers;

namespace SupportDesk.Tests.Numbers;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+31612345678")]
    [InlineData("31612345678")]
    [InlineData("0031612345678")]
    [InlineData("+31 6 1234-5678")]
    [InlineData("  +31 (6) 12.34.56.78\t")]
    [InlineData("+31 (0)6 12345678")]
    [InlineData("(+31) 6 12345678")]
    [InlineData("(0031) 6 12345678")]
    [InlineData("0031 (0) 6 12345678")]
    [InlineData("+31 6/12345678")]
    [InlineData("+31\u00a06\u201112345678")]
    [InlineData("\u202a+31612345678\u202c")]
    [InlineData("＋３１６１２３４５６７８")]
    [InlineData("+٣١٦١٢٣٤٥٦٧٨")]
    [InlineData("۰۰۳۱۶۱۲۳۴۵۶۷۸")]
    public void A_number_is_read_however_it_is_written(string typed)
    {
        PhoneNumber.TryRead(typed, out var number, out var problem).Should().BeTrue(problem);

        (number, problem).Should().Be(("+31612345678", ""));
    }

    [Theory]
    [InlineData("+12345678", "+12345678")]
    [InlineData("+123456789012345", "+123456789012345")]
    [InlineData("+1 (212) 555-0100", "+12125550100")]
    [InlineData("+39 06 1234567", "+39061234567")]
    public void The_shortest_the_longest_and_those_with_a_0_of_their_own_are_read(string typed, string expected)
    {
        PhoneNumber.TryRead(typed, out var number, out _).Should().BeTrue();

        number.Should().Be(expected);
    }

    [Theory]
    [InlineData(null, "Enter a phone number")]
    [InlineData("", "Enter a phone number")]
    [InlineData(" () - ", "Enter a phone number")]
    [InlineData("+", "too short")]
    [InlineData("+1234567", "too short")]
    [InlineData("+1234567890123456", "too long")]
    [InlineData("+31 6 HELLO", "no letters")]
    [InlineData("tel:+31612345678", "no letters")]
    [InlineData("06 12345678", "country code")]
    [InlineData("(06) 12345678", "country code, such as +31 6")]
    [InlineData("(212) 555-0100", "country code, such as +31 6")]
    [InlineData(" ((31)) 6 12345678", "country code, such as +31 6")]
    [InlineData("(212) 555-HELP", "no letters")]
    [InlineData("+0612345678", "does not begin with 0")]
    [InlineData("000612345678", "does not begin with 0")]
    [InlineData("++31612345678", "only digits, with one plus")]
    [InlineData("31+612345678", "only digits, with one plus")]
    [InlineData("+31612345678,+31687654321", "only digits, with one plus")]
    [InlineData("+31612345678;ext=1", "no letters")]
    [InlineData("+3161234567😀", "only digits, with one plus")]
    [InlineData("+3161234567½", "only digits, with one plus")]
    public void What_is_wrong_is_told_in_a_sentence(string? typed, string words)
    {
        PhoneNumber.TryRead(typed, out var number, out var problem).Should().BeFalse();

        number.Should().BeEmpty();
        problem.Should().Contain(words).And.EndWith(".");
    }

    [Fact]
    public void Whatever_is_typed_there_is_a_number_or_a_sentence_and_never_both() => Prop.ForAll(Typed, typed =>
        PhoneNumber.TryRead(typed, out var number, out var problem) ? problem.Length == 0 : number.Length == 0 && problem.EndsWith('.')).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_number_that_was_read_reads_as_itself_and_is_a_customer_who_can_be_answered() => Prop.ForAll(Typed, typed =>
        !PhoneNumber.TryRead(typed, out var number, out _)
        || (PhoneNumber.TryRead(number, out var again, out _) && again == number && Originator.Read(number) == new Originator(number, OriginatorKind.PhoneNumber))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData("+31612345678", "+3161…78")]
    [InlineData("+12345678", "+1234…78")]
    [InlineData("MyBankingName", "MyBan…me")]
    [InlineData("12345", "1…")]
    [InlineData("MyBank", "M…")]
    [InlineData("123", "…")]
    [InlineData("", "…")]
    public void Logs_see_the_country_and_the_end(string number, string masked) => PhoneNumber.Masked(number).Should().Be(masked);

    [Fact]
    public void No_phone_number_can_be_known_from_its_mask() => Prop.ForAll(Typed, typed =>
        !PhoneNumber.TryRead(typed, out var number, out _) || (PhoneNumber.Masked(number).Length == 8 && PhoneNumber.Masked(number) != number)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Arbitrary<string> Typed { get; } = Gen.OneOf(
        Gen.Elements("+", "00", "0", "(0)", "(", ")", "31", "6", "1234", "5678", " ", "-", ".", "/", "x", "٣", "３", "𝟛", "😀", "\ud83d", "\u202e", "\0").ListOf().Select(string.Concat),
        Gen.Elements("12", "34 ", "567-", "(0)").ListOf(6).Select(pieces => "+31" + string.Concat(pieces)),
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)).ToArbitrary();
}
