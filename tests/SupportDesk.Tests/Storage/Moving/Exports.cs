using System.Text;
using System.Text.Json;
using SupportDesk.Storage.Lines;
using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Storage.Moving;

public sealed class Exports() : MoveTest(null)
{
    private string Lines => In("all.ndjson");

    [Fact]
    public async Task What_was_exported_is_there_again_after_the_import()
    {
        var source = Sqlite("source");
        await ExportAsync(source, 2_000);

        var target = Sqlite("target");
        (await MoveAsync(await OpenAsync(), target.Contents)).IsGood.Should().BeTrue();

        foreach (var type in Types)
        {
            var (before, after) = (await AllAsync(source.Contents, type), await AllAsync(target.Contents, type));
            after.Select(document => (document.Id, document.Version)).Should().Equal(before.Select(document => (document.Id, document.Version)));
            after.Zip(before).Should().OnlyContain(pair => pair.First.IsSameAs(pair.Second));
        }
        foreach (var odd in Odd.All)
            (await target.FindAsync<Odd>(odd.Id, None)).Should().BeEquivalentTo(odd with { Version = 1 });
    }

    [Fact]
    public async Task An_export_is_one_JSON_object_a_line_for_any_program()
    {
        await ExportAsync(Sqlite("source"), 3);

        var lines = File.ReadAllLines(Lines).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        lines[0].GetProperty("SupportDesk").GetInt32().Should().Be(1);
        lines[1..^1].Select(line => line.GetProperty("Collection").GetString()).Should().Equal([.. Enumerable.Repeat("notes", 3), .. Enumerable.Repeat("odd", Odd.Ids.Length)]);
        lines[2].GetProperty("Document").GetProperty("Text").GetString().Should().Be("Text 1");
        lines[^1].GetProperty("Documents").GetInt64().Should().Be(3 + Odd.Ids.Length);
    }

    [Fact]
    public async Task An_import_that_was_stopped_goes_on_also_from_a_copy_of_the_file()
    {
        await ExportAsync(Sqlite("source"), 1_000);
        await using var target = Sqlite("target");
        using (var stop = new CancellationTokenSource())
        {
            Progress.At = step => { if (step is { Work: Work.Copying, Done: 700 }) stop.Cancel(); };
            await FluentActions.Awaiting(async () => await MoveAsync(await OpenAsync(), target.Contents, stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        }
        Progress.At = _ => { };
        File.Move(Lines, In("moved.ndjson"));

        (await MoveAsync(await ExportFile.OpenAsync(In("moved.ndjson"), Types, None), target.Contents)).IsGood.Should().BeTrue();

        (await target.Contents.CountAsync(Note.Stored, None)).Should().Be(1_000);
    }

    [Theory]
    [InlineData("{\"Collection\":\"notes\",\"Document\":{\"Id\":\"n000002\",", "Line 4 of * is damaged: it cannot be read.")]
    [InlineData("", "Line 4 of * is damaged: it cannot be read.")]
    [InlineData("[]", "Line 4 of * is damaged: it cannot be read.")]
    [InlineData("{}", "Line 4 of * is damaged: it is not a document of an export.")]
    [InlineData("{\"Collection\":\"notes\",\"Document\":null}", "Line 4 of * is damaged: it cannot be read.")]
    [InlineData("{\"Collection\":\"notes\",\"Document\":{\"Id\":null}}", "Line 4 of * is damaged: it cannot be read.")]
    [InlineData("{\"Collection\":7,\"Document\":{\"Id\":\"n\"}}", "Line 4 of * is damaged: it cannot be read.")]
    [InlineData("{\"Collection\":\"secrets\",\"Document\":{\"Id\":\"n\"}}", "Line 4 of * is damaged: this program does not know its collection.")]
    [InlineData("{\"Collection\":\"notes\",\"Document\":{\"Id\":\"n000001\"}}", "Line 4 of * is damaged: its document is not in the order of ids.")]
    [InlineData("{\"Collection\":\"odd\",\"Document\":{\"Id\":\"n\"}}", "Line 5 of * is damaged: its collection has ended before.")]
    [InlineData("{\"Collection\":\"notes\",\"Document\":{\"Id\":\"n000002\",\"Text\":\"\\ud800\"}}", "Line 4 of * is damaged: it cannot be read.")]
    [InlineData("{\"Collection\":\"notes\",\"Document\":{\"Id\":\"n000002\",\"Text\":\"another\"}}", "* is not as it was written: *")]
    public async Task A_damaged_line_is_named_by_its_number_and_never_quoted(string line, string why)
    {
        await ExportAsync(Sqlite("source"), 5);
        var lines = File.ReadAllLines(Lines);
        lines[3] = line;
        File.WriteAllLines(Lines, lines);

        (await RefusedAsync()).Should().Match(why).And.NotContain("n00000");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_damage_of_their_line()
    {
        await ExportAsync(Sqlite("source"), 5);
        var bytes = File.ReadAllBytes(Lines);
        bytes[bytes.AsSpan().IndexOf("Text 2"u8)] = 0xff;
        File.WriteAllBytes(Lines, bytes);

        (await RefusedAsync()).Should().Match("Line 4 of * is damaged: it cannot be read.");
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_refused_wherever_it_was_cut()
    {
        await ExportAsync(Sqlite("source"), notes: 0);
        var whole = File.ReadAllBytes(Lines);

        for (var length = 0; length < whole.Length - 1; length += 61)
        {
            File.WriteAllBytes(Lines, whole[..length]);
            (await RefusedAsync()).Should().ContainAny("is cut off", "is damaged", "is not an export", "is not as it was written");
        }
    }

    [Fact]
    public async Task What_follows_the_last_line_is_refused()
    {
        await ExportAsync(Sqlite("source"), 2);
        var lines = File.ReadAllLines(Lines);
        File.AppendAllLines(Lines, [lines[1]]);

        (await RefusedAsync()).Should().Match($"Line {lines.Length + 1} of * is damaged: it follows the last one.");
    }

    [Theory]
    [InlineData("{\"SupportDesk\":2}\n", "* was written by a newer SupportDesk; use that one.")]
    [InlineData("hello\n", "* is not an export of a SupportDesk: *")]
    [InlineData("{\"Documents\":0,\"Sha256\":\"\"}\n", "* is not an export of a SupportDesk: *")]
    public async Task Another_file_is_refused(string content, string why)
    {
        File.WriteAllBytes(Lines, Encoding.UTF8.GetBytes(content));

        (await RefusedAsync()).Should().Match(why);
    }

    [Fact]
    public async Task A_file_is_never_written_over_and_nothing_unfinished_is_left()
    {
        var source = Sqlite("source");
        await FillAsync(source, 3);
        File.WriteAllText(Lines, "mine");

        await FluentActions.Awaiting(() => Export.WriteAsync(source.Contents, Lines, Types, Progress, None)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("* exists already;*");
        await FluentActions.Awaiting(() => Export.WriteAsync(source.Contents, In("no/such/file"), Types, Progress, None)).Should().ThrowAsync<StoreUnavailableException>();

        File.ReadAllText(Lines).Should().Be("mine");
        Directory.GetFiles(In(""), "*.part").Should().BeEmpty();
    }

    private async Task ExportAsync(SqliteStore source, int notes)
    {
        await FillAsync(source, notes);
        (await Export.WriteAsync(source.Contents, Lines, Types, Progress, None)).IsGood.Should().BeTrue();
    }

    private Task<ExportFile> OpenAsync() => ExportFile.OpenAsync(Lines, Types, None);

    private async Task<string> RefusedAsync() => (await FluentActions.Awaiting(OpenAsync).Should().ThrowAsync<StoreUnavailableException>()).Which.Message;
}
