using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>Support numbers as administrators manage them.</summary>
public sealed class NumberPagesTests : IAsyncLifetime
{
    private const string Sales = "+31970102401";
    private const string SalesPath = "/admin/numbers/%2B31970102401";

    private readonly DeskHost desk = new(settings: [("Desk:Numbers:+31970102499:Name", "Repairs")]);
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task What_the_configuration_sets_is_shown_as_such_and_cannot_be_edited()
    {
        await desk.Store.InsertAsync(new StoredNumber { Id = "+31970102499", ChangedBy = "Ann", ChangedAt = Samples.Morning, Settings = new() { Name = "Stored before" } }, default);

        var row = (await ann.PageAsync("/admin/numbers")).QuerySelector("[data-number='+31970102499']")!;

        row.TextContent.Should().Contain("Repairs").And.Contain("set by configuration").And.NotContain("Stored before");
        row.QuerySelectorAll("a").Should().ContainSingle().Which.TextContent.Should().StartWith("Check");
        (await ann.GetAsync("/admin/numbers/%2B31970102499")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await ann.GetAsync("/admin/numbers/%2B31970102499/removal")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_number_is_added_changed_and_removed()
    {
        (await AddAsync(("Name", "Sales"), ("ReopenDays", "0,5"), ("SendsPerSecond", "2"))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        Numbers.For(Sales).Should().BeEquivalentTo(new { Name = "Sales", Gateway = "messagebird", ReopenWindow = TimeSpan.FromHours(12), SendsPerSecond = 2d });

        await ann.SubmitAsync(SalesPath, "[data-form='number']", ("Gateway", "messagebird"), ("Name", "Shop"), ("ReopenDays", ""));
        Numbers.For(Sales).Should().BeEquivalentTo(new { Name = "Shop", ReopenWindow = TimeSpan.FromDays(7), SendsPerSecond = 2d });

        await ann.SubmitAsync($"{SalesPath}/removal", "[data-form='removal']");
        Numbers.IsOurs(Sales).Should().BeFalse();
    }

    [Theory]
    [InlineData("Number", "0612345678", "Number")]
    [InlineData("Number", "hello", "Number")]
    [InlineData("Number", Samples.Desk, "Number")]
    [InlineData("Gateway", "pigeon", "Gateway")]
    [InlineData("Gateway", "", "Gateway")]
    [InlineData("Confirmation", "Code {cod}", "Confirmation")]
    [InlineData("ReopenDays", "-1", "ReopenDays")]
    [InlineData("ReopenDays", "soon", "ReopenDays")]
    [InlineData("ReopenDays", "1e300", "ReopenDays")]
    [InlineData("SendsPerSecond", "0", "SendsPerSecond")]
    [InlineData("SendsPerSecond", "NaN", "SendsPerSecond")]
    [InlineData("SilentHours", "0", "SilentHours")]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_is_stored(string field, string value, string place)
    {
        var answer = await AddAsync((field, value));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browsing.ReadAsync(answer);
        page.QuerySelector($"[data-valmsg-for='{place}']")!.TextContent.Should().NotBeEmpty();
        (await desk.Store.FindAsync<StoredNumber>(Sales, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_confirmation_that_is_too_long_is_told()
    {
        var page = await Browsing.ReadAsync(await AddAsync(("Confirmation", new string('x', 1001))));

        page.QuerySelector("[data-valmsg-for='Confirmation']")!.TextContent.Should().Contain("1000");
    }

    [Fact]
    public async Task Of_two_administrators_who_change_a_number_at_once_the_second_is_told()
    {
        await AddAsync();
        var seen = await ann.PageAsync(SalesPath);
        await ann.SubmitAsync(SalesPath, "[data-form='number']", ("Gateway", "messagebird"), ("Name", "First"));

        var late = await ann.SubmitAsync(seen, "[data-form='number']", ("Gateway", "messagebird"), ("Name", "Second"));

        late.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await Browsing.ReadAsync(late)).QuerySelector("main [role='alert']")!.TextContent.Should().Contain("Somebody else");
        Numbers.For(Sales).Name.Should().Be("First");
    }

    [Fact]
    public async Task The_same_number_twice_at_once_is_added_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AddAsync()));

        answers.Count(answer => answer.StatusCode is HttpStatusCode.Redirect).Should().Be(1);
    }

    [Fact]
    public async Task No_confirmation_can_be_wanted()
    {
        await AddAsync(("NoConfirmation", "true"));

        Numbers.For(Sales).Confirmation.Should().BeEmpty();
        (await ann.PageAsync(SalesPath)).QuerySelector("#NoConfirmation")!.HasAttribute("checked").Should().BeTrue();
    }

    [Fact]
    public async Task Stored_numbers_are_there_after_a_restart_before_anybody_is_answered()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using (var before = new DeskHost(folder))
        {
            using var administrator = await before.SignedInAsync();
            await administrator.SubmitAsync("/admin/numbers/new", "[data-form='number']", ("Number", Sales), ("Gateway", "messagebird"), ("Name", "Sales"));
        }

        await using (var after = new DeskHost(folder))
            after.Services.GetRequiredService<SupportNumbers>().For(Sales).Name.Should().Be("Sales");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Numbers_are_the_administrators_alone()
    {
        await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", "another long password"), ("Account.PasswordAgain", "another long password"));
        using var bob = await desk.SignedInAsync("bob", "another long password");

        (await bob.GetAsync("/admin/numbers")).Headers.Location!.OriginalString.Should().Contain("/not-allowed");
    }

    private SupportNumbers Numbers => desk.Services.GetRequiredService<SupportNumbers>();

    private Task<HttpResponseMessage> AddAsync(params (string Name, string Value)[] fields) =>
        ann.SubmitAsync("/admin/numbers/new", "[data-form='number']", [("Number", Sales), ("Gateway", "messagebird"), .. fields]);
}
