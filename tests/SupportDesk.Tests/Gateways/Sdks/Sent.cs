using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SupportDesk.Gateways;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>One thing in which a vendor's SDK and our gateway differ, as we want it.</summary>
/// <param name="What">A header, or a field of the body with its path.</param>
/// <param name="Sdk">What the SDK sends; null: nothing.</param>
/// <param name="Ours">What we send; null: nothing.</param>
/// <param name="Because">Why that is as it should be.</param>
internal sealed record Difference(string What, string? Sdk, string? Ours, string Because)
{
    public override string ToString() => $"{What}: the SDK {Sdk ?? "nothing"}, we {Ours ?? "nothing"}";
}

/// <summary>A send taken apart, so that two can be compared piece by piece. The order of fields does not matter.</summary>
internal static class Sent
{
    /// <summary>What belongs to the connection and says nothing about the text; and User-Agent, with which an SDK names itself and its Node.js.</summary>
    private static readonly string[] Carriage = ["Host", "Connection", "Content-Length", "Accept-Encoding", "User-Agent"];

    /// <param name="request">As the provider got it.</param>
    /// <param name="origin">The vendor's, which it was meant for.</param>
    /// <param name="credentials">Makes two headers Authorization comparable.</param>
    public static IReadOnlyDictionary<string, string> Pieces(RecordedRequest request, string origin, Func<string, string> credentials)
    {
        var query = request.Path.Split('?', 2);
        var pieces = new Dictionary<string, string> { ["method"] = request.Method, ["address"] = origin + query[0] };
        foreach (var (name, value) in FormPairs.Of(query.ElementAtOrDefault(1) ?? ""))
            pieces.Add("query " + name, $"{value}");
        foreach (var (name, value) in request.Headers.Where(header => !Carriage.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            pieces["header " + name.ToLowerInvariant()] = name is "Authorization" ? credentials(value) : value;
        foreach (var (name, value) in request.Body.Length == 0 ? [] : MediaTypeHeaderValue.Parse(request.Headers["Content-Type"]).MediaType is "application/json" ? Json(request.Body) : Form(request.Body))
            pieces["field " + name] = pieces.TryGetValue("field " + name, out var earlier) ? $"{earlier}, {value}" : value;
        return pieces;
    }

    public static IEnumerable<Difference> Differences(IReadOnlyDictionary<string, string> sdk, IReadOnlyDictionary<string, string> ours) =>
        sdk.Keys.Union(ours.Keys).Select(what => new Difference(what, sdk.GetValueOrDefault(what), ours.GetValueOrDefault(what), "")).Where(both => both.Sdk != both.Ours);

    public static string Basic(string authorization) => AuthenticationHeaderValue.Parse(authorization) is { Scheme: "Basic" } basic
        ? $"Basic {Encoding.UTF8.GetString(Convert.FromBase64String(basic.Parameter!))}"
        : authorization;

    private static IEnumerable<(string Name, string Value)> Form(string body) => FormPairs.Of(body).Select(pair => (pair.Name, Text(pair.Value!)));

    private static IEnumerable<(string Name, string Value)> Json(string body) => Leaves("", JsonSerializer.Deserialize<JsonElement>(body));

    private static IEnumerable<(string Name, string Value)> Leaves(string path, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Leaves(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, at) => Leaves($"{path}[{at}]", item)),
        JsonValueKind.String => [(path, Text(json.GetString()!))],
        _ => [(path, json.GetRawText())],
    };

    /// <summary>Quoted, so that a text and a number stay apart.</summary>
    private static string Text(string value) => $"\"{value}\"";
}
