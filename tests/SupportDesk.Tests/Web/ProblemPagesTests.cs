using System.Net;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Features.Problems;

namespace SupportDesk.Tests.Web;

/// <summary>What the desk says when something cannot be done.</summary>
public sealed class ProblemPagesTests
{
    [Theory]
    [InlineData(405)]
    [InlineData(413)]
    [InlineData(415)]
    public void Only_its_own_errors_are_said_to_be_noted(int status)
    {
        ProblemPage.For(status).Words.Should().NotContain("noted");
        ProblemPage.For(500).Words.Should().Contain("noted");
    }

    [Fact]
    public async Task A_page_that_is_asked_for_in_the_wrong_way_says_what_to_do()
    {
        await using var desk = new DeskHost();

        var answer = await desk.Client.PostAsync("/admin/failed", null);

        answer.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await Browsing.ReadAsync(answer)).QuerySelector("main")!.TextContent.Should().Contain("Go back");
    }

    [Theory]
    [InlineData("/admin/messages/failed/resend")]
    [InlineData("/admin/messages/failed/media/0")]
    public async Task A_form_that_names_no_ticket_does_nothing(string action)
    {
        await using var desk = new DeskHost();
        using var ann = await desk.SignedInAsync();
        await desk.Store.InsertAsync(Samples.Outbound(MessageState.Failed, id: "failed") with { Attachments = [new("https://example.org/1") { State = AttachmentState.Failed }] }, default);

        foreach (var fields in new (string, string)[][] { [], [("code", "")], [("code", "no code")] })
            (await ann.ForgeAsync(action, fields)).StatusCode.Should().Be(HttpStatusCode.NotFound);

        var message = (await desk.Store.FindAsync<Message>("failed", default))!;
        (message.ResentAs, message.Attachments[0].State, message.Version).Should().Be((null, AttachmentState.Failed, 1));
    }
}
