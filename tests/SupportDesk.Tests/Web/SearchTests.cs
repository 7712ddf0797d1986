using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Web;

/// <summary>All tickets of a phone number, whatever they were sent to.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_customers_tickets_are_listed_newest_first_over_all_support_numbers()
    {
        for (var number = 0; number < 6; number++)
            await OpenAsync(number);

        (await FoundAsync()).Should().Equal(Enumerable.Range(0, 6).Reverse().Select(Code));
    }

    [Fact]
    public async Task A_customers_tickets_are_all_found_page_by_page()
    {
        for (var number = 0; number < 120; number++)
            await OpenAsync(number);
        await OpenAsync(120, "+31612345679");

        (await FoundAsync()).Should().Equal(Enumerable.Range(0, 120).Reverse().Select(Code));
    }

    [Fact]
    public async Task An_older_page_of_what_was_found_says_so_and_leads_back()
    {
        for (var number = 0; number < 51; number++)
            await OpenAsync(number);
        var older = (await ann.PageAsync(Path)).QuerySelector("#older")!.GetAttribute("href")!;

        var page = await ann.PageAsync(older);

        page.QuerySelectorAll("[data-ticket]").Should().ContainSingle().Which.GetAttribute("data-ticket").Should().Be(Code(0));
        page.QuerySelector(".list-note a")!.GetAttribute("href").Should().Be(Path);
        page.QuerySelector(".list-note")!.TextContent.Should().Contain(Samples.Customer).And.Contain("Older");
    }

    [Fact]
    public async Task Whoever_clears_a_search_is_back_in_the_view_that_they_came_from()
    {
        var form = (await ann.PageAsync("/admin?view=closed")).QuerySelector("form.find")!;
        var query = string.Join('&', form.QuerySelectorAll("input").Select(input => $"{input.GetAttribute("name")}={(input.GetAttribute("name") is "q" ? "K7F2QD" : input.GetAttribute("value"))}"));

        var found = await ann.PageAsync($"{form.GetAttribute("action")}?{query}");

        found.QuerySelector(".list-note a")!.GetAttribute("href").Should().Be("/admin?view=closed");
    }

    private static string Path => "/admin?q=" + Uri.EscapeDataString(Samples.Customer);

    private static string Code(int number) => $"CCCC{"CDFHJKMNPQRTVWXY"[number / 10]}{"2346789CDF"[number % 10]}";

    /// <summary>Each is a minute newer than the one before, and on the other support number.</summary>
    private Task<bool> OpenAsync(int number, string customer = Samples.Customer) => desk.Store.InsertAsync(
        Samples.Ticket(Samples.Morning.AddMinutes(number), Code(number)) with
        {
            CustomerNumber = customer,
            SupportNumber = number % 2 == 0 ? "+31970102400" : "+12025550100",
            Status = TicketStatus.Closed,
        },
        default);

    private async Task<List<string>> FoundAsync()
    {
        var seen = new List<string>();
        for (string? address = Path; address is not null;)
        {
            var page = await ann.PageAsync(address);
            seen.AddRange(page.QuerySelectorAll("[data-ticket]").Select(row => row.GetAttribute("data-ticket")!));
            address = page.QuerySelector("#older")?.GetAttribute("href");
        }

        return seen;
    }
}
