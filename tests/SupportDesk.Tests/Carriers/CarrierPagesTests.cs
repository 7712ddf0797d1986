using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Carriers;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Carriers;

/// <summary>Carriers as administrators set them up, without a restart.</summary>
public sealed class CarrierPagesTests : IAsyncLifetime
{
    private const string Path = "/admin/carriers/vonage";
    private const string Secret = "s3cr3t-of-vonage";

    private RecordingProvider provider = null!;
    private DeskHost desk = null!;
    private HttpClient ann = null!;

    public async Task InitializeAsync()
    {
        provider = await RecordingProvider.StartAsync((context, _) => RecordingProvider.AnswerAsync(context, StatusCodes.Status200OK, """{"message-count":"1","messages":[{"status":"0","message-id":"p1"}]}"""));
        desk = new DeskHost(realGateways: true, settings: [("Vonage:ApiUrl", provider.Url), ("Vonage:SignatureMode", "Off")]);
        ann = await desk.SignedInAsync();
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_carrier_that_is_set_up_takes_texts_and_sends_answers_at_once_and_one_that_is_removed_no_more()
    {
        (await TextAsync("v0")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await SaveAsync(("Fields[ApiKey]", "key"), ("Fields[ApiSecret]", Secret))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        (await TextAsync("v1")).StatusCode.Should().Be(HttpStatusCode.OK);
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));

        provider.Requests.Should().ContainSingle().Which.Headers["Authorization"].Should().Be("Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"key:{Secret}")));
        await ann.SubmitAsync($"{Path}/removal", "[data-form='removal']");
        (await TextAsync("v2")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_secret_is_stored_encrypted_and_never_shown_again_an_empty_field_keeps_it_and_a_tick_removes_it()
    {
        await SaveAsync(("Fields[ApiKey]", "key"), ("Fields[ApiSecret]", Secret), ("Fields[SignatureSecret]", "another"));
        await SaveAsync(("Fields[ApiKey]", "other-key"));

        var page = await ann.PageAsync(Path);
        page.DocumentElement.OuterHtml.Should().NotContain(Secret);
        page.QuerySelector("[data-setting='ApiSecret']")!.TextContent.Should().Contain("Set");
        var stored = (await StoredAsync())!;
        stored.Values["ApiKey"].Should().Be("other-key");
        string.Concat(stored.Secrets.Values).Should().NotContain(Secret).And.NotContain("another");

        await SaveAsync(("Remove", "SignatureSecret"));
        (await StoredAsync())!.Secrets.Keys.Should().Equal("ApiSecret");
    }

    [Fact]
    public async Task What_the_providers_check_has_against_it_is_told_beside_the_field_and_nothing_is_stored()
    {
        var missing = await Browsing.ReadAsync(await SaveAsync(("Fields[ApiKey]", "key")));
        missing.QuerySelector("[data-setting='ApiSecret'] [role='alert']")!.TextContent.Should().Be("API secret is missing: sending needs it beside the key.");

        var unreadable = await Browsing.ReadAsync(await SaveAsync(("Fields[ApiKey]", "key"), ("Fields[ApiSecret]", Secret), ("Fields[Timeout]", "soon")));
        unreadable.QuerySelector("[data-setting='Timeout'] [role='alert']")!.TextContent.Should().Contain("cannot be read");
        unreadable.DocumentElement.OuterHtml.Should().NotContain(Secret);
        unreadable.QuerySelector("form details")!.HasAttribute("open").Should().BeTrue();

        (await StoredAsync()).Should().BeNull();
    }

    [Fact]
    public async Task What_the_configuration_sets_wins_setting_by_setting_and_is_shown_as_such()
    {
        await desk.Store.InsertAsync(Stored(values: new() { ["ApiKey"] = "key", ["SignatureMode"] = "Enforce", ["SignatureMethod"] = "Sha256" }, secrets: new() { ["ApiSecret"] = Protect(Secret) }), default);
        await RefreshAsync();

        (await ann.PageAsync(Path)).QuerySelector("[data-setting='SignatureMode']")!.TextContent.Should().Contain("set by configuration");
        (await ann.PageAsync(Path)).QuerySelector("[data-setting='SignatureMode'] select").Should().BeNull();
        (await TextAsync("v1")).StatusCode.Should().Be(HttpStatusCode.OK, "the configuration switches signatures off");
        desk.Services.GetRequiredService<SupportDesk.Messages.Gateways>().Readers.Single(reader => reader.Gateway == "vonage").Mode.Should().Be(SupportDesk.Webhooks.SignatureMode.Off);
    }

    [Fact]
    public async Task A_secret_whose_key_is_lost_is_told_on_the_page_and_in_the_log_by_name_and_the_rest_of_the_desk_works()
    {
        var log = new LogRecorder();
        desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await desk.Store.InsertAsync(Stored(values: new() { ["ApiKey"] = "key" }, secrets: new() { ["ApiSecret"] = "not ours" }), default);
        await RefreshAsync();
        await RefreshAsync();

        var row = (await ann.PageAsync("/admin/carriers")).QuerySelector("[data-carrier='vonage']")!;
        row.TextContent.Should().Contain("API secret cannot be decrypted").And.Contain("is not used");
        (await ann.PageAsync(Path)).QuerySelector("[data-setting='ApiSecret']")!.TextContent.Should().Contain("cannot be decrypted");
        log.Lines.Where(line => line.Contains("Vonage:ApiSecret", StringComparison.Ordinal)).Should().ContainSingle("it is told once").Which.Should().StartWith("Error");
        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);

        await SaveAsync(("Fields[ApiSecret]", Secret));
        (await TextAsync("v1")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stored_settings_are_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using (var before = new DeskHost(folder, realGateways: true))
        {
            using var administrator = await before.SignedInAsync();
            await administrator.SubmitAsync(Path, "[data-form='carrier']", ("Fields[ApiKey]", "key"), ("Fields[ApiSecret]", Secret), ("Fields[SignatureMode]", "Enforce"), ("Fields[SignatureMethod]", "Md5Hash"), ("Fields[Auth]", "Basic"));
        }

        await using (var after = new DeskHost(folder, realGateways: true))
            (await after.Client.GetAsync("/webhooks/vonage/inbound")).StatusCode.Should().Be(HttpStatusCode.OK);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_stored_number_that_cannot_be_read_keeps_no_carrier_from_being_used()
    {
        const string number = "+31970102499";
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using (var before = new DeskHost(folder, realGateways: true))
        {
            using var administrator = await before.SignedInAsync();
            await administrator.SubmitAsync(Path, "[data-form='carrier']", ("Fields[ApiKey]", "key"), ("Fields[ApiSecret]", Secret), ("Fields[SignatureMode]", "Enforce"), ("Fields[SignatureMethod]", "Md5Hash"), ("Fields[Auth]", "Basic"));
            await before.Store.InsertAsync(new StoredNumber { Id = number, ChangedBy = "Ann", ChangedAt = Samples.Morning }, default);
            before.Damage("support_numbers", number);
        }

        await using (var after = new DeskHost(folder, realGateways: true))
        {
            (await after.Client.GetAsync("/webhooks/vonage/inbound")).StatusCode.Should().Be(HttpStatusCode.OK);
            var ready = await after.Client.GetAsync("/health/ready");
            (await ready.Content.ReadAsStringAsync()).Should().Contain("could not be read yet", "the numbers are not read");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Of_two_administrators_the_second_is_told()
    {
        var seen = await ann.PageAsync(Path);
        await SaveAsync(("Fields[ApiKey]", "key"), ("Fields[ApiSecret]", Secret));

        var late = await ann.SubmitAsync(seen, "[data-form='carrier']", ("Fields[ApiKey]", "mine"), ("Fields[ApiSecret]", "mine"));

        late.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await StoredAsync())!.Values["ApiKey"].Should().Be("key");
    }

    [Fact]
    public async Task Headers_with_keys_do_not_go_to_another_address_by_a_change_of_the_address_alone()
    {
        const string Template = "/admin/carriers/template";
        await ann.SubmitAsync(Template, "[data-form='carrier']", ("Fields[Url]", "https://sms.example.org/send"), ("Fields[WebhookToken]", "token"), ("Fields[Headers]", "Authorization: Bearer abc"), ("Fields[Body]", "{to} {text}"), ("Fields[Plus]", "true"));
        var first = (await desk.Store.FindAsync<StoredCarrier>("template", default))!;

        var page = await Browsing.ReadAsync(await ann.SubmitAsync(Template, "[data-form='carrier']", ("Fields[Url]", "https://evil.example.org/send"), ("Fields[Plus]", "true")));

        page.QuerySelector("[data-setting='Headers'] [role='alert']")!.TextContent.Should().Contain("another address");
        (await desk.Store.FindAsync<StoredCarrier>("template", default))!.Version.Should().Be(first.Version);
    }

    [Fact]
    public async Task A_phone_that_anybody_could_use_is_the_administrators_from_then_on()
    {
        await using var playing = new DeskHost(realGateways: true, settings: [("Desk:Gateway", "simulator")]);
        (await playing.Client.GetAsync("/phone")).StatusCode.Should().Be(HttpStatusCode.OK);
        using var administrator = await playing.SignedInAsync();

        await administrator.SubmitAsync("/admin/carriers/messagebird", "[data-form='carrier']", ("Fields[ApiKey]", "key"), ("Fields[SignatureMode]", "Enforce"));

        (await playing.Client.GetAsync("/phone")).Headers.Location!.OriginalString.Should().Contain("/sign-in");
        (await administrator.GetAsync("/phone")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Carriers_are_the_administrators_alone()
    {
        await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", "another long password"), ("Account.PasswordAgain", "another long password"));
        using var bob = await desk.SignedInAsync("bob", "another long password");

        (await bob.GetAsync("/admin/carriers")).Headers.Location!.OriginalString.Should().Contain("/not-allowed");
        (await bob.GetAsync(Path)).Headers.Location!.OriginalString.Should().Contain("/not-allowed");
    }

    private Task<HttpResponseMessage> SaveAsync(params (string Name, string Value)[] fields) =>
        ann.SubmitAsync(Path, "[data-form='carrier']", [("Fields[SignatureMethod]", "Md5Hash"), ("Fields[Auth]", "Basic"), .. fields]);

    private Task<HttpResponseMessage> TextAsync(string id) =>
        desk.Client.GetAsync($"/webhooks/vonage/inbound?msisdn=31612345678&to=31970102401&messageId={id}&type=text&text=Hello");

    private Task<StoredCarrier?> StoredAsync() => desk.Store.FindAsync<StoredCarrier>("vonage", default);

    private Task RefreshAsync() => desk.Services.GetRequiredService<SupportDesk.Web.Carriers.CarrierDesk>().RefreshAsync(default);

    private string Protect(string secret) => desk.Services.GetRequiredService<SupportDesk.Web.Carriers.CarrierSecrets>().Protect("vonage", "ApiSecret", secret);

    private static StoredCarrier Stored(Dictionary<string, string> values, Dictionary<string, string> secrets) =>
        new() { Id = "vonage", Values = values, Secrets = secrets, ChangedBy = "Ann", ChangedAt = Samples.Morning };
}
