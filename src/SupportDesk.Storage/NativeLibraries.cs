using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SupportDesk.Storage;

/// <summary>Finds the system's own libraries by the names that each platform gives them. An assembly can have one resolver only, so it is here for all engines.</summary>
internal static class NativeLibraries
{
    private sealed record Library(string[] FileNames, string WhenMissing);

    private static readonly ConcurrentDictionary<string, Library> Known = new();
    private static readonly ConcurrentDictionary<string, nint> Loaded = new();

    static NativeLibraries() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);

    /// <summary>Says under which file names an import's library may be found, tried in this order.</summary>
    /// <param name="name">As the import names it.</param>
    /// <param name="fileNames">File names, without folders.</param>
    /// <param name="whenMissing">One sentence for the operator.</param>
    public static void Know(string name, string[] fileNames, string whenMissing) => Known[name] = new Library(fileNames, whenMissing);

    /// <summary>Loads a known library; <see cref="StoreUnavailableException"/> when the system has none of its files.</summary>
    public static nint Load(string name) => Loaded.GetOrAdd(name, static name =>
    {
        var library = Known[name];
        foreach (var fileName in library.FileNames)
        {
            if (NativeLibrary.TryLoad(fileName, typeof(NativeLibraries).Assembly, null, out var handle))
                return handle;
        }
        throw new StoreUnavailableException(library.WhenMissing);
    });

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => Known.ContainsKey(name) ? Load(name) : 0;
}
