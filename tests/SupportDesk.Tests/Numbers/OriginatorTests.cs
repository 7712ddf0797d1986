using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Numbers;

namespace SupportDesk.Tests.Numbers;

public sealed class OriginatorTests
{
    [Theory]
    [InlineData("31612345678")]
    [InlineData("+31612345678")]
    [InlineData("0031612345678")]
    [InlineData("+0031612345678")]
    [InlineData("++31612345678")]
    [InlineData(" 31612345678")]
    [InlineData("+31 (6) 1234-56.78")]
    [InlineData("\u202a+31612345678\u202c")]
    [InlineData("\ufeff+31612345678\u200b")]
    [InlineData("31612345678\r\n")]
    public void However_a_provider_writes_a_number_it_is_one_customer(string raw) =>
        Originator.Read(raw).Should().Be(new Originator("+31612345678", OriginatorKind.PhoneNumber));

    [Theory]
    [InlineData("123", "123")]
    [InlineData("1234567", "1234567")]
    [InlineData("12 34-5", "12345")]
    [InlineData("00123", "00123")]
    public void Short_codes_get_no_plus(string raw, string value) =>
        Originator.Read(raw).Should().Be(new Originator(value, OriginatorKind.ShortCode));

    [Theory]
    [InlineData("MyBank", "MyBank")]
    [InlineData("  My  Bank ", "My  Bank")]
    [InlineData("12", "12")]
    [InlineData("0612345678", "0612345678")]
    [InlineData("+1234567", "+1234567")]
    [InlineData("1234567890123456", "1234567890123456")]
    [InlineData("٣١٦١٢٣٤٥٦٧٨", "٣١٦١٢٣٤٥٦٧٨")]
    [InlineData("<script>", "<script>")]
    [InlineData("Bank\u202efdp\0", "Bankfdp")]
    [InlineData("(((", "(((")]
    public void Everything_else_is_a_name_that_cannot_be_answered(string raw, string value)
    {
        var read = Originator.Read(raw)!.Value;

        (read.Value, read.Kind, read.CanBeAnswered).Should().Be((value, OriginatorKind.Alphanumeric, false));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("\0\u001b\u200b\u202e")]
    [InlineData("😀")]
    public void Nothing_readable_is_nothing(string? raw) => Originator.Read(raw).Should().BeNull();

    [Theory]
    [InlineData("12345678(((((((((((((((((((((((((((((((((x")]
    [InlineData("thirty-one characters and a name of")]
    [InlineData("thirty-one characters and space  beyond")]
    public void Cutting_a_long_name_makes_nothing_else_of_it(string raw)
    {
        var read = Originator.Read(raw)!.Value;

        (read.Kind, read.Value.Length <= 32).Should().Be((OriginatorKind.Alphanumeric, true));
        Originator.Read(read.Value).Should().Be(read);
    }

    [Fact]
    public void Reading_what_was_read_changes_nothing() => Prop.ForAll(Senders, raw =>
        Originator.Read(raw) is not { } read || (Originator.Read(read.Value) == read && Originator.Stored(read.Value) == read)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_phone_number_is_always_a_plus_and_8_to_15_digits() => Prop.ForAll(Senders, raw =>
        Originator.Read(raw) is not { CanBeAnswered: true } read
        || (read.Value[0] == '+' && read.Value.Length is >= 9 and <= 16 && read.Value[1] != '0' && read.Value.Skip(1).All(char.IsAsciiDigit))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Nothing_invisible_is_kept() => Prop.ForAll(Senders, raw =>
        Originator.Read(raw) is not { } read || !read.Value.Any(letter => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>What senders are made of, in every wrong order and length; and any text whatever.</summary>
    private static Arbitrary<string> Senders { get; } = Gen.OneOf(
        Gen.Elements("+", "00", "0", "3", "16", "12345678", " ", "-", "(", ")", ".", "a", "My", "é", "٣", "😀", "\ud83d", "\u202e", "\u200b", "\0", "\n", "\u2028", "<", "|", "\\")
            .ListOf().Select(string.Concat),
        Gen.Elements("1", "(", " ", "x", "12345678").ListOf(40).Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)).ToArbitrary();
}
