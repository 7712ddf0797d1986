using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Numbers;

namespace SupportDesk.Tests.Numbers;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+31612345678", "+31612345678")]
    [InlineData("+31 6 1234-5678", "+31612345678")]
    [InlineData("0031612345678", "+31612345678")]
    [InlineData("0031 (0)6 12.34.56.78", "+31612345678")]
    [InlineData("+31 (0)6 12345678", "+31612345678")]
    [InlineData("(31) 612345678", "+31612345678")]
    [InlineData("  +1 (202) 555-0100 ", "+12025550100")]
    [InlineData("+31\u00a06\u200912345678", "+31612345678")]
    [InlineData("+12345678", "+12345678")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void Numbers_are_read_as_people_write_them(string typed, string number)
    {
        PhoneNumber.TryRead(typed, out var read, out var problem).Should().BeTrue(problem);

        read.Should().Be(number);
        problem.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, "Enter a phone number.")]
    [InlineData(" \t", "Enter a phone number.")]
    [InlineData("( )-", "Enter a phone number.")]
    [InlineData("call me", "A phone number has no letters.")]
    [InlineData("+31 6 1234 567O", "A phone number has no letters.")]
    [InlineData("0612345678", "Write the country code, such as +31 6 12345678.")]
    [InlineData("(0)612345678", "Write the country code, such as +31 6 12345678.")]
    [InlineData("+0612345678", "A country code does not begin with 0. Write it as in +31 6 12345678.")]
    [InlineData("000612345678", "A country code does not begin with 0. Write it as in +31 6 12345678.")]
    [InlineData("+1234567", "This number is too short: with its country code it has at least 8 digits.")]
    [InlineData("+", "This number is too short: with its country code it has at least 8 digits.")]
    [InlineData("+1234567890123456", "This number is too long: it has at most 15 digits.")]
    [InlineData("++31612345678", "Use the digits 0 to 9, with a plus only in front.")]
    [InlineData("31+612345678", "Use the digits 0 to 9, with a plus only in front.")]
    [InlineData("٣١٦١٢٣٤٥٦٧٨", "Use the digits 0 to 9, with a plus only in front.")]
    [InlineData("+31612345678\0", "Use the digits 0 to 9, with a plus only in front.")]
    [InlineData("<b>31612345678</b>", "A phone number has no letters.")]
    public void What_is_no_number_is_told_in_a_sentence(string? typed, string sentence)
    {
        PhoneNumber.TryRead(typed, out var read, out var problem).Should().BeFalse();

        problem.Should().Be(sentence);
        read.Should().BeEmpty();
    }

    [Fact]
    public void Whatever_is_typed_comes_out_canonical_or_with_a_sentence() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), typed =>
        PhoneNumber.TryRead(typed, out var number, out var problem)
            ? Originator.Read(number) is { Kind: OriginatorKind.PhoneNumber } read && read.Value == number && problem.Length == 0
            : number.Length == 0 && problem.EndsWith('.')).QuickCheckThrowOnFailure();

    [Fact]
    public void Punctuation_never_changes_a_number() => Prop.ForAll(Written, written =>
        PhoneNumber.TryRead(written.Typed, out var number, out _) && number == written.Number).QuickCheckThrowOnFailure();

    private static Arbitrary<(string Typed, string Number)> Written { get; } = (
        from first in Gen.Choose(1, 9)
        from rest in Gen.Choose(0, 9).ArrayOf(11)
        from length in Gen.Choose(7, 11)
        from marks in Gen.Elements("", " ", "-", ".", " - ", "\u00a0").ArrayOf(11)
        from prefix in Gen.Elements("+", "00", "")
        let digits = rest.Take(length).ToList()
        let typed = string.Concat(digits.Select((digit, at) => $"{marks[at]}{digit}"))
        select ($"{prefix}{first}{typed}", $"+{first}{string.Concat(digits)}")).ToArbitrary();
}
