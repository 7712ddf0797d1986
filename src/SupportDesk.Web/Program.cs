using SupportDesk.Web.Hosting;

if (Commands.Find(args) is { } command)
    return command();

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    // Built but not published, the pages' styles and scripts are still where the project has them.
    builder.WebHost.UseStaticWebAssets();
    builder.AddSettings();
    builder.AddDesk();
    await using var app = builder.Build();
    app.UseDesk();
    await app.ListenAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (StartProblems.Explain(error) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
