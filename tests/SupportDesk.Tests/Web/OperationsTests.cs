using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

public sealed class OperationsTests
{
    [Fact]
    public async Task Health_is_green_while_the_store_is_writable_and_the_queues_are_short()
    {
        await using var desk = new DeskHost();

        (await desk.Client.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        var ready = await desk.Client.GetAsync("/health/ready");

        ready.StatusCode.Should().Be(HttpStatusCode.OK);
        var answer = JsonNode.Parse(await ready.Content.ReadAsStringAsync())!;
        ((string)answer["status"]!, (string)answer["checks"]!["store"]!["status"]!).Should().Be(("Healthy", "Healthy"));
    }

    [Fact]
    public async Task Health_is_red_when_texts_wait_too_long_in_the_outbox()
    {
        await using var desk = new DeskHost();
        await desk.StopOutboxAsync();
        await desk.Store.InsertAsync(Samples.Outbound() with { SupportNumber = "+31970100000", DueAt = Samples.Morning.AddMinutes(-11), Gateway = "gone" }, default);

        var ready = await desk.Client.GetAsync("/health/ready");

        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).Should().Contain("Longest overdue in the outbox: 660 s");
    }

    [Fact]
    public async Task Health_looks_at_every_number_of_the_outbox()
    {
        await using var desk = new DeskHost();
        await desk.StopOutboxAsync();
        await desk.Store.InsertAsync(Samples.Outbound(id: "soon") with { SupportNumber = "+31970100000", DueAt = Samples.Morning.AddMinutes(1), Gateway = "gone" }, default);
        await desk.Store.InsertAsync(Samples.Outbound(id: "late") with { SupportNumber = "+31970100001", DueAt = Samples.Morning.AddMinutes(-11), Gateway = "gone" }, default);

        (await desk.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Health_does_not_count_texts_that_wait_behind_the_next_try_of_an_earlier_one()
    {
        await using var desk = new DeskHost();
        await desk.StopOutboxAsync();
        await desk.Store.InsertAsync(Waiting("first", "+31612345678", minute: 0, due: 3), default);
        for (var behind = 1; behind <= 150; behind++)
            await desk.Store.InsertAsync(Waiting($"behind{behind}", "+31612345678", behind, due: -60), default);

        (await desk.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
        await desk.Store.InsertAsync(Waiting("other", "+31687654321", minute: 0, due: -11), default);

        var ready = await desk.Client.GetAsync("/health/ready");
        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).Should().Contain("Longest overdue in the outbox: 660 s");
    }

    [Theory]
    [InlineData("Desk:DefaultNumber", null, "MESSAGEBIRD_ORIGINATOR")]
    [InlineData("Desk:Confirmation", "Hi {ticket}", "CONFIRMATION_TEXT")]
    [InlineData("Desk:ReopenWindow", "-1", "Desk:ReopenWindow")]
    [InlineData("Desk:ReopenWindow", "seven days", "Desk:ReopenWindow")]
    [InlineData("Desk:AnswerPause", "-00:00:01", "Desk:AnswerPause")]
    [InlineData("Desk:RepeatWindow", "30", "Desk:RepeatWindow")]
    [InlineData("Desk:MachinePhrases", "out of office, ?!", "Desk:MachinePhrases")]
    [InlineData("Desk:SendsPerSecond", "0", "Desk:SendsPerSecond")]
    [InlineData("Desk:SendsPerSecond", "1e-300", "Desk:SendsPerSecond")]
    [InlineData("Desk:SendsPerSecond", "NaN", "Desk:SendsPerSecond")]
    [InlineData("Desk:Gateway", "pigeon", "Desk:Gateway")]
    [InlineData("Desk:Numbers:0612:Name", "x", "0612")]
    [InlineData("Outbox:Lease", "0", "Outbox:Lease")]
    [InlineData("Outbox:PollInterval", "60", "Outbox:PollInterval")]
    [InlineData("Outbox:Lease", "00:00:10", "Outbox:Lease")]
    [InlineData("MessageBird:ApiUrl", "rest.messagebird.com", "MessageBird:ApiUrl")]
    [InlineData("MessageBird:SignatureMode", "sometimes", "MessageBird:SignatureMode")]
    [InlineData("Web:PublicOrigin", "desk.example.org", "PUBLIC_ORIGIN")]
    [InlineData("Web:TrustedProxies", "everybody", "TRUSTED_PROXIES")]
    [InlineData("Web:LogFormat", "xml", "LOG_FORMAT")]
    [InlineData("Web:RefreshInterval", "30", "Web:RefreshInterval")]
    [InlineData("Web:OtlpEndpoint", "localhost:4317", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("Consent:CarrierAnswers:pigeon", "true", "Consent:CarrierAnswers:pigeon")]
    [InlineData("Setup:User", "two words", "ADMIN_USER")]
    [InlineData("Setup:Password", "short", "ADMIN_PASSWORD")]
    [InlineData("Storage:DataFolder", " ", "DATA_FOLDER")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string key, string? value, string named)
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;

        var (exitCode, output) = await DeskProcess.RunAsync(folder, [], ("MessageBird:ApiKey", "key"), ("Setup:User", "ann"), ("Setup:Password", DeskHost.Password), (key, value));

        exitCode.Should().Be(1);
        output.Should().Contain(named).And.NotContain("   at ");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_number_that_is_set_up_twice_stops_the_start_with_a_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;

        var (exitCode, output) = await DeskProcess.RunAsync(folder, [], ("MessageBird:ApiKey", "key"), ("Desk:Numbers:31970102400:Name", "One"), ("Desk:Numbers:0031970102400:Name", "Two"));

        exitCode.Should().Be(1);
        output.Should().Contain("31970102400").And.Contain("same number").And.NotContain("   at ");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Who_only_switches_the_simulator_off_is_told_to_set_a_carriers_key()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;

        var (exitCode, output) = await DeskProcess.RunAsync(folder, [], ("SIMULATOR_ENABLED", "false"));

        exitCode.Should().Be(1);
        output.Should().Contain("SIMULATOR_ENABLED").And.Contain("MESSAGEBIRD_API_KEY").And.NotContain("Desk:Gateway").And.NotContain("   at ");
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("localhost:8080", "Invalid url")]
    [InlineData("http://203.0.113.1:8080", "Cannot assign requested address")]
    [InlineData("http://127.0.0.1:99999", "port")]
    [InlineData("http://127.0.0.1:0/desk", "path")]
    [InlineData("https://127.0.0.1:0", "certificate")]
    public async Task An_address_that_the_desk_cannot_listen_at_stops_the_start_with_a_sentence(string address, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;

        // A developer's own certificate is in the home folder.
        var (exitCode, output) = await DeskProcess.RunAsync(folder, [], ("ASPNETCORE_URLS", address), ("HOME", folder));

        exitCode.Should().Be(1);
        output.Should().Contain($"urls (ASPNETCORE_URLS) must be where the desk can listen, such as http://localhost:8080, not \"{address}\"").And.Contain(reason).And.NotContain("   at ");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_address_that_is_in_use_stops_the_start_with_a_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, output) = await DeskProcess.RunAsync(folder, [], ("ASPNETCORE_URLS", $"http://{other.LocalEndpoint}"));

        exitCode.Should().Be(1);
        output.Should().Contain($"Failed to bind to address http://{other.LocalEndpoint}: address already in use.").And.NotContain("   at ");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_backup_taken_while_the_desk_runs_restores_what_was_there()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        var backup = Path.Combine(folder, "backup.db");
        (string, string?)[] settings = [("MessageBird:ApiKey", "key"), ("MessageBird:ApiUrl", "http://127.0.0.1:9")];
        using (var desk = await DeskProcess.StartAsync(folder, settings))
        {
            (await desk.Client.TextAsync("Before the backup", "m1")).EnsureSuccessStatusCode();
            (await DeskProcess.RunAsync(folder, ["backup", backup])).Should().Be((0, $"Backed up to {backup}.\n"));
            (await desk.Client.TextAsync("After the backup", "m2")).EnsureSuccessStatusCode();
            (await DeskProcess.RunAsync(folder, ["restore", backup])).ExitCode.Should().Be(1, "a running desk is not restored under its feet");
            await desk.KillAsync();
        }

        (await DeskProcess.RunAsync(folder, ["restore", backup])).Should().Be((0, $"Restored from {backup}.\n"));

        await using var restored = new DeskHost(folder);
        var ticket = await restored.OnlyTicketAsync(found => found.Newest is not null);
        (await restored.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.IsInbound))).Where(text => text.IsInbound).Select(text => text.Text).Should().Equal("Before the backup");
    }

    [Fact]
    public async Task A_second_desk_on_the_same_folder_is_told_so()
    {
        await using var desk = new DeskHost();

        var (exitCode, output) = await DeskProcess.RunAsync(desk.Folder, [], ("MessageBird:ApiKey", "key"));

        exitCode.Should().Be(1);
        output.Should().NotContain("   at ").And.NotBeEmpty();
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("password")]
    [InlineData("--help")]
    public async Task Commands_without_what_they_need_say_how_they_are_used(string command) =>
        (await DeskProcess.RunAsync(Path.GetTempPath(), [command])).Output.Should().StartWith("Usage:");

    private static Message Waiting(string id, string customer, int minute, int due) => Samples.Outbound(id: id) with
    {
        SupportNumber = "+31970100000",
        CustomerNumber = customer,
        At = Samples.Morning.AddHours(-3).AddMinutes(minute),
        DueAt = Samples.Morning.AddMinutes(due),
        Gateway = "gone",
    };
}
