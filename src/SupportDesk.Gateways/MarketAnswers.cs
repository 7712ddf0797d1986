using SupportDesk.Messages;
using SupportDesk.NumberOrders;

namespace SupportDesk.Gateways;

/// <summary>
/// What an answer about numbers means before anybody reads it. It is stricter than with texts: a purchase that a provider broke down over may have been made, and buying twice costs
/// more than looking.
/// </summary>
internal static class MarketAnswers
{
    /// <param name="asking">The question, on its way.</param>
    /// <param name="provider">The provider's name in words.</param>
    /// <param name="read">What the answer means, when the provider was neither busy nor broken.</param>
    public static async Task<MarketResult<T>> ReadAsync<T>(this Task<LineAnswer> asking, string provider, Func<LineAnswer, MarketResult<T>> read) => await asking switch
    {
        { NotAsked: SendResult.Refused refused } => new MarketResult<T>.Refused(refused.Reason),
        { NotAsked: SendResult.TryLater later } => new MarketResult<T>.TryLater(later.Reason),
        { Status: null, MayHaveLeft: true } => new MarketResult<T>.Uncertain($"The connection to {provider} broke before it answered."),
        { Status: null } => new MarketResult<T>.TryLater($"{provider} could not be reached."),
        { Status: 429 } busy => new MarketResult<T>.TryLater($"{provider} answered {busy.Status}."),
        { Status: 408 or >= 500, MayHaveLeft: true } broken => new MarketResult<T>.Uncertain($"{provider} answered {broken.Status}."),
        { Status: 408 or >= 500 } broken => new MarketResult<T>.TryLater($"{provider} answered {broken.Status}."),
        var answer => read(answer),
    };

    /// <summary>A list that cannot be read.</summary>
    public static MarketResult<T> NotUnderstood<T>(string provider) => new MarketResult<T>.TryLater($"{provider}'s answer could not be understood.");
}
