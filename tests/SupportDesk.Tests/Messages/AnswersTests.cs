using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Messages;

/// <summary>Which text an automatic answer answers.</summary>
public sealed class AnswersTests
{
    [Fact]
    public void What_an_answer_answers_is_known_by_its_id()
    {
        Message Out(string id) => Samples.Outbound(id: id);

        Out("auto-abc").Answers.Should().Be("abc");
        Out("auto-abc.2").Answers.Should().Be("abc");
        Out("auto-abc~2").Answers.Should().Be("abc");
        Out("word-abc").Answers.Should().Be("abc");
        Out("confirm-K7F2QD").Answers.Should().BeNull();
        Out("0123").Answers.Should().BeNull();
        (Samples.Inbound() with { Id = "auto-abc" }).Answers.Should().BeNull();
    }
}
