using System.Collections.Concurrent;
using SupportDesk.Messages;

namespace SupportDesk.Tests.Support;

/// <summary>Stands in for MessageBird's sending side: a gateway that answers as the test says, and remembers what it was given. It accepts when nothing is said.</summary>
internal sealed class ScriptedCarrier(string name = "messagebird") : ISmsGateway
{
    private readonly ConcurrentQueue<Func<OutboundText, Task<SendResult>>> script = new();
    private int accepted;

    public string Name => name;

    public int MostSegments { get; set; } = 9;

    /// <summary>Null: it sends words alone.</summary>
    public MediaLimits? Media { get; set; }

    public ConcurrentQueue<OutboundText> Sent { get; } = new();

    public ScriptedCarrier Answer(SendResult result) => Answer(_ => Task.FromResult(result));

    public ScriptedCarrier Answer(Func<OutboundText, Task<SendResult>> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    /// <summary>The next send hangs: the first task ends when the carrier was called, and the call ends when the answer is set.</summary>
    public (Task Called, TaskCompletionSource<SendResult> Answer) Hang()
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Answer(_ =>
        {
            called.SetResult();
            return answer.Task;
        });
        return (called.Task.WaitAsync(TimeSpan.FromSeconds(30)), answer);
    }

    public Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        Sent.Enqueue(text);
        return script.TryDequeue(out var answer)
            ? answer(text)
            : Task.FromResult<SendResult>(new SendResult.Accepted($"p{Interlocked.Increment(ref accepted)}"));
    }
}
