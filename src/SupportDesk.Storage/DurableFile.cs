using System.Runtime.InteropServices;

namespace SupportDesk.Storage;

/// <summary>Renames that outlive a power cut.</summary>
internal static partial class DurableFile
{
    /// <summary>Writes the file's bytes down, then renames it; never over another file.</summary>
    public static void Move(string from, string to)
    {
        using (var file = new FileStream(from, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0))
            file.Flush(flushToDisk: true);
        File.Move(from, to);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>A rename is durable once its folder is written down; .NET cannot open folders, and Windows needs no such step.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = OpenForReading(folder, 0);
        if (handle < 0)
            return;
        _ = Flush(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenForReading(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
