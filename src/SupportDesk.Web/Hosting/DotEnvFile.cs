using Sprache;

namespace SupportDesk.Web.Hosting;

/// <summary>The file .env in the working folder, or the nearest one above it.</summary>
internal static class DotEnvFile
{
    /// <summary>Makes environment variables of its lines. It stands in for them and never overrides a real one.</summary>
    /// <exception cref="InvalidSettingException">It cannot be read or understood. The sentence never says what stands there: it may be a secret.</exception>
    public static void Load()
    {
        var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
        while (folder is not null && !File.Exists(In(folder)))
            folder = folder.Parent;
        if (folder is not null)
            Load(In(folder));
    }

    private static void Load(string file)
    {
        try
        {
            DotNetEnv.Env.LoadContents(File.ReadAllText(file), DotNetEnv.Env.NoClobber());
        }
        catch (ParseException error)
        {
            throw new InvalidSettingException(
                $"{file}, line {error.Position.Line}, cannot be understood. Each line is NAME=value; a value with an apostrophe stands in double quotes, one with \", $ or # in single quotes, and a quote that is opened must be closed.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{file} cannot be read: {error.Message}");
        }
    }

    private static string In(DirectoryInfo folder) => Path.Combine(folder.FullName, ".env");
}
