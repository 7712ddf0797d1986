using System.Diagnostics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Messages;

namespace SupportDesk.Tests.Messages;

public sealed class SegmentsTests
{
    public static TheoryData<string, SmsEncoding, int, int> Table => new()
    {
        { "", SmsEncoding.Gsm7, 0, 1 },
        { Times("a", 160), SmsEncoding.Gsm7, 160, 1 },
        { Times("a", 161), SmsEncoding.Gsm7, 161, 2 },
        { Times("a", 158) + "€", SmsEncoding.Gsm7, 160, 1 },
        { Times("a", 159) + "€", SmsEncoding.Gsm7, 161, 2 },
        { Times("a", 152) + "€" + Times("a", 6), SmsEncoding.Gsm7, 160, 1 },
        { Times("a", 152) + "€" + Times("a", 7), SmsEncoding.Gsm7, 161, 2 },
        { Times("a", 152) + "€" + Times("a", 152), SmsEncoding.Gsm7, 306, 3 },
        { Times("€", 80), SmsEncoding.Gsm7, 160, 1 },
        { Times("€", 81), SmsEncoding.Gsm7, 162, 2 },
        { Times("a", 306), SmsEncoding.Gsm7, 306, 2 },
        { Times("a", 307), SmsEncoding.Gsm7, 307, 3 },
        { Times("я", 70), SmsEncoding.Ucs2, 70, 1 },
        { Times("я", 71), SmsEncoding.Ucs2, 71, 2 },
        { Times("😀", 35), SmsEncoding.Ucs2, 70, 1 },
        { Times("😀", 36), SmsEncoding.Ucs2, 72, 2 },
        { Times("я", 66) + "😀" + Times("я", 66), SmsEncoding.Ucs2, 134, 3 },
        { Times("я", 134), SmsEncoding.Ucs2, 134, 2 },
        { Times("я", 135), SmsEncoding.Ucs2, 135, 3 },
        { Times("ç", 71), SmsEncoding.Ucs2, 71, 2 },
        { "Ç \f\r\n", SmsEncoding.Gsm7, 6, 1 },
        { "`", SmsEncoding.Ucs2, 1, 1 },
        { "’", SmsEncoding.Ucs2, 1, 1 },
        { "\u00a0", SmsEncoding.Ucs2, 1, 1 },
        { "\t", SmsEncoding.Ucs2, 1, 1 },
        { "\u2126", SmsEncoding.Ucs2, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Texts_are_counted_as_the_networks_count_them(string text, SmsEncoding encoding, int units, int segments)
    {
        var count = Segments.Count(text);

        (count.Encoding, count.Units, count.Segments).Should().Be((encoding, units, segments));
    }

    [Theory]
    [InlineData(0, 160)]
    [InlineData(160, 0)]
    [InlineData(161, 145)]
    public void The_rest_of_the_last_segment_is_known(int length, int remaining) =>
        Segments.Count(Times("a", length)).Remaining.Should().Be(remaining);

    [Fact]
    public void The_characters_that_cost_more_are_named_once_each() =>
        Segments.OutsideGsm("It’s “fine” ’ 👩‍👩‍👧").Should().Equal("’", "“", "”", "👩‍👩‍👧");

    [Fact]
    public void A_longer_text_never_makes_fewer_segments() => Prop.ForAll(Texts, text =>
        Enumerable.Range(0, text.Length).All(length => Segments.Count(text.AsSpan(0, length)).Segments <= Segments.Count(text).Segments)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_split_text_fits_and_loses_nothing_but_white_space_at_partings() => Prop.ForAll(Texts, Gen.Choose(1, 4).ToArbitrary(), (text, most) =>
    {
        var parts = Segments.Split(text, most);
        return parts.All(part => Segments.Count(part).Segments <= most) && SameBut(text, parts);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_is_parted_at_white_space()
    {
        var words = string.Join(' ', Enumerable.Repeat("fourteen chars", 30));

        Segments.Split(words, 1).Should().OnlyContain(part => !part.StartsWith(' ') && !part.EndsWith(' ') && part.Length <= 160);
        string.Join(' ', Segments.Split(words, 1)).Should().Be(words);
    }

    [Fact]
    public void A_line_break_of_two_signs_is_one_break() =>
        Segments.Split(Times("a", 150) + "\r\n" + Times("b", 150), 1).Should().Equal(Times("a", 150), Times("b", 150));

    [Fact]
    public void A_line_break_of_two_signs_just_behind_what_fits_is_one_break() =>
        Segments.Split(Times("a", 160) + "\r\n" + Times("b", 150), 1).Should().Equal(Times("a", 160), Times("b", 150));

    [Fact]
    public void A_space_that_must_not_break_does_not() =>
        Segments.Split(Times("я", 40) + " " + Times("я", 20) + "\u00a0" + Times("я", 20), 1).Should().Equal(Times("я", 40), Times("я", 20) + "\u00a0" + Times("я", 20));

    [Fact]
    public void Words_come_through_any_split_whole_and_in_order() => Prop.ForAll(Words, Gen.Choose(1, 3).ToArbitrary(), (words, most) =>
        string.Join(' ', Segments.Split(string.Join(' ', words), most)) == string.Join(' ', words)).QuickCheckThrowOnFailure();

    [Fact]
    public void No_surrogate_pair_is_torn_however_strange_the_text() => Prop.ForAll(Gen.Elements("😀", "\u0301", "👩‍", "я", "a", " ", "\r\n").ListOf(300).Select(string.Concat).ToArbitrary(), text =>
        Segments.Split(text, 1).All(part => !char.IsLowSurrogate(part.FirstOrDefault()) && !char.IsHighSurrogate(part.LastOrDefault()) && part.Length > 0)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_single_character_longer_than_all_that_fits_is_cut_and_not_lost()
    {
        var zalgo = "я" + Times("\u0301", 500);

        var parts = Segments.Split(zalgo, 1);

        string.Concat(parts).Should().Be(zalgo);
        parts.Should().OnlyContain(part => Segments.Count(part).Segments == 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_fits_in_no_segment(int most)
    {
        var split = () => Segments.Split("text", most);

        split.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Counting_takes_no_memory()
    {
        var text = Times("😀 long text ", 1000);
        Segments.Count(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Segments.Count(text);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void A_family_of_emoji_is_not_torn() =>
        Segments.Split(Times("👩‍👩‍👧", 20), 1).Should().OnlyContain(part => part.Length % "👩‍👩‍👧".Length == 0);

    [Fact]
    public void The_pages_count_as_the_desk_does()
    {
        var texts = Table.Select(row => (string)row[0]).Concat(Texts.Generator.Sample(200)).ToList();

        var counted = JsonSerializer.Deserialize<JsonElement[]>(RunInNode(texts))!;

        for (var at = 0; at < texts.Count; at++)
        {
            var count = Segments.Count(texts[at]);
            var script = counted[at];
            (script.GetProperty("units").GetInt32(), script.GetProperty("segments").GetInt32(), script.GetProperty("remaining").GetInt32())
                .Should().Be((count.Units, count.Segments, count.Remaining), JsonSerializer.Serialize(texts[at]));
            script.GetProperty("culprits").EnumerateArray().Select(culprit => culprit.GetString()).Should().Equal(Segments.OutsideGsm(texts[at]), JsonSerializer.Serialize(texts[at]));
            script.GetProperty("encoding").GetString().Should().Be(count.Encoding is SmsEncoding.Gsm7 ? "GSM-7" : "UCS-2");
        }
    }

    private static string RunInNode(IEnumerable<string> texts)
    {
        const string Program = "import(process.argv[1]).then(async module => { let input = ''; for await (const chunk of process.stdin) input += chunk;"
            + " console.log(JSON.stringify(JSON.parse(input).map(module.countSegments))); });";
        var script = Path.Combine(AppContext.BaseDirectory, "segments.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", Program, script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        node.StandardInput.Write(JsonSerializer.Serialize(texts));
        node.StandardInput.Close();
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        node.ExitCode.Should().Be(0);
        return output;
    }

    private static bool SameBut(string text, IReadOnlyList<string> parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            if (at > 0 && string.CompareOrdinal(text, at, part, 0, part.Length) != 0)
                at += BreakAt(text, at);
            if (string.CompareOrdinal(text, at, part, 0, part.Length) != 0)
                return false;
            at += part.Length;
        }

        return at + BreakAt(text, at) >= text.Length;
    }

    private static int BreakAt(string text, int at) =>
        text.AsSpan(at).StartsWith("\r\n") ? 2 : at < text.Length && char.IsWhiteSpace(text[at]) ? 1 : 0;

    private static string Times(string piece, int count) => string.Concat(Enumerable.Repeat(piece, count));

    private static Arbitrary<string[]> Words { get; } =
        Gen.Elements("a", "word", "longer-words", "€uro", "[x]").ListOf(60).Select(words => words.ToArray()).ToArbitrary();

    private static Arbitrary<string> Texts { get; } =
        Gen.Elements("a", "b ", "€", "[", "я", "😀", " ", "\n", "\r\n", "é", "👩‍👩‍👧", "word ").ListOf(400)
            .Zip(Gen.Choose(0, 400)).Select(draw => string.Concat(draw.Item1.Take(draw.Item2))).ToArbitrary();
}
