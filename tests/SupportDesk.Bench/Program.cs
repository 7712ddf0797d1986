using SupportDesk.Bench;

var options = BenchOptions.Read(args);
if (options is null)
    return 2;
switch (options.What)
{
    case "baseline":
        await Baseline.RunAsync();
        break;
    default:
        await using (options.Mongo ? await Place.UseMongoAsync() : null)
            await MeasureAsync(options);
        break;
}

return 0;

static async Task MeasureAsync(BenchOptions options)
{
    Table.Heading($"SupportDesk bench: {options.What} on {(options.Mongo ? "MongoDB" : "SQLite")}, {Environment.ProcessorCount} cores shared by the load generator and the server, medians of {options.Rounds} interleaved rounds of {options.Seconds} s (min–max)");
    if (options.Does("webhook"))
        await WebhookBench.RunAsync(options);
    if (options.Does("live"))
        await LiveBench.RunAsync(options);
    if (options.Does("pages"))
        await PagesBench.RunAsync(options);
}
