namespace SupportDesk.Gateways.MessageBird;

/// <summary>Why MessageBird refuses, in words.</summary>
internal static class MessageBirdErrors
{
    public static string InWords(int status, Fields? answer)
    {
        var errors = answer?.Each("errors") ?? [];
        return errors.Count == 0 ? $"MessageBird answered {status}." : $"MessageBird: {string.Join("; ", errors.Select(Sentence))}";
    }

    private static string Sentence(Fields? error) => (error?.Filled("code"), error?.Filled("description", "message")) switch
    {
        ("2", _) => "the access key is not accepted",
        ("25", _) => "not enough balance",
        (_, { } description) => description,
        (var code, _) => $"error {code}",
    };
}
