using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

public sealed class LongTextTests
{
    private static readonly (string Key, string Value)[] Settings = [("Vonage:ApiKey", "ab12cd34"), ("Vonage:ApiSecret", "s3cr3t")];

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("3,2,1")]
    [InlineData("2,3,1")]
    [InlineData("3,3,1,1,2,2,3")]
    [InlineData("2,1,2,3,3,1,2")]
    public async Task Parts_become_one_text_in_any_order_and_however_often_they_come(string order)
    {
        await using var desk = new DeskHost(settings: Settings);

        foreach (var number in order.Split(',').Select(int.Parse))
            (await PartAsync(desk, number, $"<{number}>")).Should().Be(HttpStatusCode.OK);
        await LookLaterAsync(desk);
        await PartAsync(desk, 2, "end", reference: "9", total: 1);

        await ShowsAsync(desk, "<1><2><3>", "end");
    }

    [Fact]
    public async Task Parts_that_come_at_once_to_several_nodes_become_one_text()
    {
        await using var desk = new DeskHost(settings: Settings);
        var nodes = Enumerable.Range(0, 4).Select(_ => Node(desk)).ToList();

        var takes =
            from part in Enumerable.Range(1, 6)
            from node in nodes
            select Task.Run(() => node.TakeAsync("vonage", Part(part, 6, $"<{part}>"), new("7", 6, part), default));
        var stored = await Task.WhenAll(takes.OrderBy(_ => Guid.NewGuid()));

        stored.Count(isNew => isNew).Should().Be(6);
        await ShowsAsync(desk, "<1><2><3><4><5><6>");
    }

    [Fact]
    public async Task A_node_that_gives_up_while_the_last_part_comes_to_another_one_loses_and_doubles_nothing()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var desk = new DeskHost(settings: Settings);
            await Node(desk).TakeAsync("vonage", Part(1, 2, "<1>"), new("7", 2, 1), default);
            desk.Time.Advance(TimeSpan.FromMinutes(3));

            await Task.WhenAll(
                Task.Run(() => Node(desk).LookAtDueAsync(default)),
                Task.Run(() => Node(desk).TakeAsync("vonage", Part(2, 2, "<2>"), new("7", 2, 2), default)));
            await LookLaterAsync(desk);

            var texts = await TextsAsync(desk, texts => string.Concat(texts).Contains("<2>", StringComparison.Ordinal));
            string.Concat(texts.Order(StringComparer.Ordinal)).Should().BeOneOf("<1><2>", "<1>[part 2 of 2 is missing][part 1 of 2 is missing]<2>");
        }
    }

    [Fact]
    public async Task What_is_missing_is_shown_after_two_minutes()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "<1>");
        desk.Time.Advance(TimeSpan.FromSeconds(100));
        await PartAsync(desk, 3, "<3>");
        desk.Time.Advance(TimeSpan.FromSeconds(119));
        await Node(desk).LookAtDueAsync(default);
        (await desk.TicketsAsync()).Should().BeEmpty();

        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await Node(desk).LookAtDueAsync(default);

        await ShowsAsync(desk, "<1>[part 2 of 3 is missing]<3>");
    }

    [Fact]
    public async Task Nobody_needs_to_ask_the_desk_looks_by_itself()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "<1>", total: 2);

        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(4));
        desk.Time.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(5));

        await ShowsAsync(desk, "<1>[part 2 of 2 is missing]");
    }

    [Fact]
    public async Task A_part_that_comes_too_late_is_shown_and_its_siblings_are_not_shown_twice()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "<1>", total: 2);
        await LookLaterAsync(desk);
        await PartAsync(desk, 1, "<1>", total: 2);
        await PartAsync(desk, 2, "<2>", total: 2);
        await LookLaterAsync(desk);

        await ShowsAsync(desk, "<1>[part 2 of 2 is missing]", "[part 1 of 2 is missing]<2>");
    }

    [Fact]
    public async Task Parts_outlive_the_process()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        try
        {
            await using (var before = new DeskHost(folder, settings: Settings))
                await PartAsync(before, 2, "<2>", total: 2);
            await using var after = new DeskHost(folder, settings: Settings);
            await PartAsync(after, 1, "<1>", total: 2);

            await ShowsAsync(after, "<1><2>");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_decided_but_not_written_when_the_process_died_is_written_later()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "<1>", total: 2);
        var waiting = (await desk.Store.QueryAsync(new Query<LongText>(LongText.ByDue), default)).Single();
        await desk.Store.SaveAsync(waiting.Add(new(2, "p2", "<\02\0>\0"u8.ToArray(), desk.Time.GetUtcNow(), null), TimeSpan.FromMinutes(2)), default);

        await LookLaterAsync(desk);

        await ShowsAsync(desk, "<1><2>");
    }

    [Fact]
    public async Task A_reference_that_the_network_uses_again_is_another_text()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "a1", total: 2, id: "a1");
        await PartAsync(desk, 2, "a2", total: 2, id: "a2");
        await PartAsync(desk, 1, "b1", total: 2, id: "b1");
        await PartAsync(desk, 1, "c1", total: 2, id: "c1");
        await PartAsync(desk, 2, "c2", total: 2, id: "c2");

        await ShowsAsync(desk, "a1a2", "b1[part 2 of 2 is missing]", "c1c2");
    }

    [Fact]
    public async Task When_it_is_forgotten_the_reference_is_free_and_a_repeat_still_is_no_second_text()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "a1", total: 2, id: "a1");
        await PartAsync(desk, 2, "a2", total: 2, id: "a2");
        desk.Time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromSeconds(1));
        await Node(desk).LookAtDueAsync(default);
        (await desk.Store.QueryAsync(new Query<LongText>(LongText.ByDue), default)).Should().BeEmpty();

        await PartAsync(desk, 1, "a1", total: 2, id: "a1");
        await PartAsync(desk, 2, "a2", total: 2, id: "a2");
        await PartAsync(desk, 1, "b1", total: 2, id: "b1");
        await PartAsync(desk, 2, "b2", total: 2, id: "b2");

        await ShowsAsync(desk, "a1a2", "b1b2");
    }

    [Fact]
    public async Task A_repeated_part_without_an_id_makes_no_second_text()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "a1", total: 2, id: "");
        await PartAsync(desk, 2, "a2", total: 2, id: "");
        desk.Time.Advance(TimeSpan.FromSeconds(30));
        await PartAsync(desk, 2, "a2", total: 2, id: "");
        await LookLaterAsync(desk);
        await PartAsync(desk, 1, "b1", total: 2, id: "");
        await PartAsync(desk, 2, "a2", total: 2, id: "");
        await ShowsAsync(desk, "a1a2", "b1a2");
    }

    [Fact]
    public async Task Two_halves_of_a_character_find_each_other()
    {
        await using var desk = new DeskHost(settings: Settings);

        await desk.Client.GetAsync("/webhooks/vonage/inbound?msisdn=31612345678&to=31970102400&messageId=h2&concat-ref=1&concat-total=2&concat-part=2&text=%ED%B8%80!");
        await desk.Client.PostAsync("/webhooks/vonage/inbound", new StringContent("""{"msisdn":"31612345678","to":"31970102400","messageId":"h1","concat-ref":"1","concat-total":"2","concat-part":"1","text":"Hi \ud83d"}"""));

        await ShowsAsync(desk, "Hi 😀!");
    }

    [Fact]
    public async Task Parts_of_different_people_and_references_do_not_mix()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "a1", total: 2, id: "a1");
        await PartAsync(desk, 1, "b1", total: 2, id: "b1", reference: "8");
        await PartAsync(desk, 2, "x2", total: 2, id: "x2", from: "31687654321");
        await PartAsync(desk, 2, "b2", total: 2, id: "b2", reference: "8");
        await PartAsync(desk, 2, "a2", total: 2, id: "a2");

        await ShowsAsync(desk, "b1b2", "a1a2");
    }

    [Fact]
    public async Task When_nothing_can_be_stored_the_provider_is_asked_to_try_again()
    {
        await using var desk = new DeskHost(settings: Settings);
        await PartAsync(desk, 1, "<1>", total: 2);
        desk.FullStore.IsFull = true;
        (await PartAsync(desk, 2, "<2>", total: 2)).Should().Be(HttpStatusCode.ServiceUnavailable);

        desk.FullStore.IsFull = false;
        await PartAsync(desk, 2, "<2>", total: 2);

        await ShowsAsync(desk, "<1><2>");
    }

    private static LongTexts Node(DeskHost desk) => new(
        desk.Store, desk.Services.GetRequiredService<Reception>(), desk.Services.GetRequiredService<SupportNumbers>(), new DeskClock(desk.Time), desk.Services.GetRequiredService<IOptions<DeskOptions>>());

    private static InboundText Part(int number, int total, string text) => new("31612345678", "31970102400", text, $"p{number}", null) { Part = new("7", total, number) };

    private static async Task<HttpStatusCode> PartAsync(DeskHost desk, int number, string text, string reference = "7", int total = 3, string? id = null, string from = "31612345678") =>
        (await desk.Client.GetAsync($"/webhooks/vonage/inbound?msisdn={from}&to=31970102400&messageId={id ?? $"p{number}"}&text={text}&concat=true&concat-ref={reference}&concat-total={total}&concat-part={number}")).StatusCode;

    private static async Task LookLaterAsync(DeskHost desk)
    {
        desk.Time.Advance(TimeSpan.FromMinutes(3));
        await Node(desk).LookAtDueAsync(default);
    }

    private static async Task ShowsAsync(DeskHost desk, params string[] expected) =>
        (await TextsAsync(desk, texts => texts.Count >= expected.Length)).Should().Equal(expected);

    private static async Task<IReadOnlyList<string>> TextsAsync(DeskHost desk, Predicate<IReadOnlyList<string>> ready) =>
        await desk.Events.UntilAsync(
            async () =>
            {
                var ticket = (await desk.TicketsAsync()).FirstOrDefault(found => found.CustomerNumber == Samples.Customer);
                return (IReadOnlyList<string>)(ticket is null ? [] : [.. (await desk.TimelineAsync(ticket.Code)).Where(text => text.IsInbound).Select(text => text.Text)]);
            },
            ready);
}
