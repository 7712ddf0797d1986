using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Automation;
using SupportDesk.Web.Templates;

namespace SupportDesk.Tests.Automation;

public sealed class TemplatesTests
{
    private static readonly string Outside = Path.GetTempFileName();

    private readonly HandlebarsTemplates templates = new();

    [Theory]
    [InlineData("You said {{text}}", "You said Hi <b>&amp; \"you\"</b>")]
    [InlineData("You said {{{text}}}.", "You said Hi <b>&amp; \"you\"</b>.")]
    [InlineData("{{ from }} {{originator}} {{msisdn}} {{to}}", "+31612345678 +31612345678 +31612345678 +31970102400")]
    [InlineData("{{#if rest}}More: {{rest}}{{else}}No more{{/if}}", "No more")]
    [InlineData("{{#if code}}Ticket {{code}}{{/if}}", "Ticket K7F2QD")]
    [InlineData("{{#unless rest}}Say more.{{/unless}}", "Say more.")]
    [InlineData("{{#if code}}{{#if rest}}a{{else}}b{{/if}}{{else}}c{{/if}}", "b")]
    [InlineData("a {{~text~}} b", "aHi <b>&amp; \"you\"</b>b")]
    [InlineData("1 { 2 } 3 {} {a}", "1 { 2 } 3 {} {a}")]
    [InlineData("{ {{code}} }", "{ K7F2QD }")]
    [InlineData("100% é \u20ac 👍", "100% é \u20ac 👍")]
    [InlineData("a\n{{code}}\nb", "a\nK7F2QD\nb")]
    public void Fields_are_filled_in_as_they_are(string template, string answer)
    {
        templates.Check(template).Should().BeNull();
        templates.Fill(template, Fields()).Should().Be(answer);
    }

    [Theory]
    [InlineData("{{colour}}", "*no field colour*text*keyword*")]
    [InlineData("{{#if colour}}x{{/if}}", "*no field colour*")]
    [InlineData("{{Text}}", "*no field Text*")]
    [InlineData("{{{colour}}}", "*no field colour*")]
    [InlineData("{{#if text}}x", "*not closed*")]
    [InlineData("x{{/if}}", "*closes nothing*")]
    [InlineData("{{#if text}}x{{/unless}}", "*closes nothing*")]
    [InlineData("{{#if text}}{{#unless text}}x{{/if}}{{/unless}}", "*closes nothing*")]
    [InlineData("{{else}}", "*else*")]
    [InlineData("{{#if text}}a{{else}}b{{else}}c{{/if}}", "*once*")]
    [InlineData("\\{{text}}", "*backslash*")]
    public void A_mistake_is_told(string template, string words) => Refused(template).Should().Match(words);

    [Theory]
    [InlineData("{{text.Length}}")]
    [InlineData("{{this}}")]
    [InlineData("{{.}}")]
    [InlineData("{{../text}}")]
    [InlineData("{{@root.text}}")]
    [InlineData("{{[text]}}")]
    [InlineData("{{text.GetType.Assembly}}")]
    [InlineData("{{lookup this 'text'}}")]
    [InlineData("{{log text}}")]
    [InlineData("{{log}}")]
    [InlineData("{{helperMissing}}")]
    [InlineData("{{#each text}}{{#each ../text}}{{#each ../../text}}x{{/each}}{{/each}}{{/each}}")]
    [InlineData("{{#with text}}x{{/with}}")]
    [InlineData("{{#text}}x{{/text}}")]
    [InlineData("{{^text}}x{{/text}}")]
    [InlineData("{{#if text}}x{{else if code}}y{{/if}}")]
    [InlineData("{{#if text}}x{{^}}y{{/if}}")]
    [InlineData("{{> secrets}}")]
    [InlineData("{{>../../etc/passwd}}")]
    [InlineData("{{> (lookup . 'text') }}")]
    [InlineData("{{#> layout}}x{{/layout}}")]
    [InlineData("{{#*inline \"loop\"}}{{> loop}}{{/inline}}{{> loop}}")]
    [InlineData("{{* decorator}}")]
    [InlineData("{{{{raw}}}}x{{{{/raw}}}}")]
    [InlineData("{{!-- {{text}} --}}")]
    [InlineData("{{! text }}")]
    [InlineData("{{&text}}")]
    [InlineData("{{text code}}")]
    [InlineData("{{text a=code}}")]
    [InlineData("{{(text)}}")]
    [InlineData("{{'text'}}")]
    [InlineData("{{text")]
    [InlineData("text}}")]
    [InlineData("{{}}")]
    [InlineData("{{{{text}}}}")]
    [InlineData("{{{text}}")]
    [InlineData("{{text}}}")]
    [InlineData("{{#if}}x{{/if}}")]
    [InlineData("{{#if text code}}x{{/if}}")]
    [InlineData("{{te\0xt}}")]
    [InlineData("{{ tex\nt }}")]
    public void Whatever_else_the_engine_could_do_is_refused(string template) => Refused(template).Should().NotBeEmpty();

    [Fact]
    public void No_file_is_read()
    {
        File.WriteAllText(Outside, "secret");

        Refused($"{{{{> {Outside}}}}}").Should().NotContain("secret");
        File.Delete(Outside);
    }

    [Theory]
    [InlineData("{{code}}")]
    [InlineData("{{> secrets}}")]
    [InlineData("{{#each text}}x{{/each}}")]
    [InlineData("{{{{")]
    [InlineData("\\{{text}}")]
    public void What_a_customer_writes_is_never_read_as_a_template(string text)
    {
        var fields = Fields(text);

        templates.Fill("You said {{text}}", fields).Should().Be($"You said {text}");
        templates.Fill("{{#if text}}{{text}}{{/if}}{{code}}", fields).Should().Be($"{text}K7F2QD");
    }

    [Fact]
    public void A_huge_text_makes_no_huge_answer()
    {
        var template = string.Concat(Enumerable.Repeat("{{text}}", 125));

        var answer = templates.Fill(template, Fields(new string('x', 1_000_000)));

        answer.Should().HaveLength(ReplyFields.LongestAnswer).And.EndWith("xxx...");
    }

    [Fact]
    public void What_is_cut_off_ends_between_two_characters()
    {
        var answer = templates.Fill("a{{text}}", Fields(string.Concat(Enumerable.Repeat("👍", 300))));

        answer.Should().EndWith("👍...");
        answer!.Length.Should().BeLessThanOrEqualTo(ReplyFields.LongestAnswer);
    }

    [Fact]
    public void An_answer_of_the_full_length_is_whole() =>
        templates.Fill("{{text}}", Fields(new string('x', ReplyFields.LongestAnswer))).Should().Be(new string('x', ReplyFields.LongestAnswer));

    [Fact]
    public void A_template_that_says_more_than_can_be_sent_is_told() => Refused(new string('x', ReplyFields.LongestAnswer + 1)).Should().Contain("401");

    [Fact]
    public void Blocks_in_blocks_to_the_end_of_the_longest_template_are_filled_in()
    {
        var depth = RuleCheck.LongestTemplate / "{{#if to}}{{/if}}".Length;
        var template = $"{string.Concat(Enumerable.Repeat("{{#if to}}", depth))}x{string.Concat(Enumerable.Repeat("{{/if}}", depth))}";

        templates.Check(template).Should().BeNull();
        templates.Fill(template, Fields()).Should().Be("x");
    }

    [Fact]
    public void Many_templates_at_once_are_each_filled_in_as_they_are() =>
        Parallel.For(0, 2000, number => templates.Fill($"{number % 700} {{{{code}}}}", Fields()).Should().Be($"{number % 700} K7F2QD"));

    [Fact]
    public void A_template_is_either_told_to_be_wrong_or_is_filled_in()
    {
        var piece = Gen.OneOf(
            Gen.Elements("{{text}}", "{{#if text}}", "{{else}}", "{{/if}}", "{{#unless rest}}", "{{/unless}}", "{", "}", "{{", "}}", "{{{", "\\", "~", "#", "/", "text", " ", "\n", "{{~code~}}", "{{{id}}}", "x"),
            ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""));
        var fields = Fields();

        Prop.ForAll(piece.ListOf().Select(string.Concat).ToArbitrary(), template =>
        {
            var answer = templates.Fill(template, fields);
            (answer is null).Should().Be(templates.Check(template) is not null);
            if (answer is not null && !template.Contains('{', StringComparison.Ordinal))
                answer.Should().Be(template);
        }).QuickCheckThrowOnFailure();
    }

    private string Refused(string template)
    {
        templates.Fill(template, Fields()).Should().BeNull();
        return templates.Check(template)!;
    }

    private static Dictionary<string, string> Fields(string text = "Hi <b>&amp; \"you\"</b>") => ReplyFields.All.ToDictionary(field => field.Name, field => field.Name switch
    {
        "text" => text,
        "from" or "originator" or "msisdn" => "+31612345678",
        "to" => "+31970102400",
        "code" => "K7F2QD",
        "rest" or "id" or "sent" or "attachments" => "",
        var other => other,
    });
}
