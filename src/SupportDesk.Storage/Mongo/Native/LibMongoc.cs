using System.Runtime.InteropServices;

namespace SupportDesk.Storage.Mongo.Native;

/// <summary>
/// The functions of libmongoc and libbson that the engine uses. 1.x and 2.x have them with the same signatures; their documents are passed as
/// <c>bson_t</c>, which is opaque here: see <see cref="BsonView"/>.
/// </summary>
internal static partial class LibMongoc
{
    private const string Mongoc = "mongoc";
    private const string Bson = "bson";

    private const string Missing =
        "MongoDB's C driver was not found: install it (Debian and Ubuntu: apt install libmongoc-1.0-0, or libmongoc2-2; macOS: brew install mongo-c-driver).";

    private static int started;

    static LibMongoc()
    {
        NativeLibraries.Know(Bson, ["libbson-1.0.so.0", "libbson2.so.2", "libbson-1.0.0.dylib", "libbson2.dylib", "bson-1.0.dll", "bson2.dll"], Missing);
        NativeLibraries.Know(Mongoc, ["libmongoc-1.0.so.0", "libmongoc2.so.2", "libmongoc-1.0.0.dylib", "libmongoc2.dylib", "mongoc-1.0.dll", "mongoc2.dll"], Missing);
    }

    /// <summary>Loads the libraries, once for the process; <see cref="StoreUnavailableException"/> when they are missing.</summary>
    public static void Start()
    {
        NativeLibraries.Load(Bson);
        NativeLibraries.Load(Mongoc);
        if (Interlocked.Exchange(ref started, 1) != 0)
            return;
        Init();
        // What goes wrong is an answer to the caller; the library's own words to the console are not wanted beside it.
        SetLogHandler(0, 0);
    }

    [LibraryImport(Mongoc, EntryPoint = "mongoc_init")]
    private static partial void Init();

    [LibraryImport(Mongoc, EntryPoint = "mongoc_log_set_handler")]
    private static partial void SetLogHandler(nint function, nint data);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_new_with_error", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint UriNew(string uri, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_destroy")]
    internal static partial void UriDestroy(nint uri);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_get_database")]
    internal static partial nint UriDatabase(nint uri);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_has_option", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool UriHas(nint uri, string option);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_get_option_as_int32", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int UriNumber(nint uri, string option, int otherwise);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_set_option_as_int32", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool UriSet(nint uri, string option, int value);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_set_option_as_bool", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool UriSetBool(nint uri, string option, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_set_appname", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool UriSetAppName(nint uri, string name);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_get_write_concern")]
    internal static partial nint UriWriteConcern(nint uri);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_write_concern_is_default")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool WriteConcernIsDefault(nint concern);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_write_concern_get_wmajority")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool WriteConcernIsMajority(nint concern);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_write_concern_new")]
    internal static partial nint WriteConcernNew();

    [LibraryImport(Mongoc, EntryPoint = "mongoc_write_concern_set_wmajority")]
    internal static partial void WriteConcernMajority(nint concern, int timeoutMilliseconds);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_write_concern_set_journal")]
    internal static partial void WriteConcernJournal(nint concern, [MarshalAs(UnmanagedType.U1)] bool journal);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_write_concern_destroy")]
    internal static partial void WriteConcernDestroy(nint concern);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_set_write_concern")]
    internal static partial void UriSetWriteConcern(nint uri, nint concern);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_new_with_error")]
    internal static partial nint PoolNew(nint uri, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_set_error_api")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool PoolSetErrorApi(nint pool, int version);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_pop")]
    internal static partial nint PoolPop(nint pool);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_push")]
    internal static partial void PoolPush(nint pool, nint client);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_destroy")]
    internal static partial void PoolDestroy(nint pool);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_get_collection", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ClientCollection(nint client, string database, string collection);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_write_command_with_opts", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool WriteCommand(nint client, string database, nint command, nint options, nint reply, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_read_command_with_opts", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ReadCommand(nint client, string database, nint command, nint readPreference, nint options, nint reply, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_collection_destroy")]
    internal static partial void CollectionDestroy(nint collection);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_collection_insert_one")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool InsertOne(nint collection, nint document, nint options, nint reply, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_collection_replace_one")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ReplaceOne(nint collection, nint selector, nint replacement, nint options, nint reply, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_collection_update_one")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool UpdateOne(nint collection, nint selector, nint update, nint options, nint reply, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_collection_delete_one")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool DeleteOne(nint collection, nint selector, nint options, nint reply, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_collection_find_with_opts")]
    internal static partial nint Find(nint collection, nint filter, nint options, nint readPreference);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_cursor_next")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool CursorNext(nint cursor, out nint document);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_cursor_error")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool CursorError(nint cursor, out NativeError error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_cursor_destroy")]
    internal static partial void CursorDestroy(nint cursor);

    [LibraryImport(Bson, EntryPoint = "bson_init_static")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool BsonInitStatic(nint bson, nint data, nuint length);

    [LibraryImport(Bson, EntryPoint = "bson_get_data")]
    internal static partial nint BsonData(nint bson);

    [LibraryImport(Bson, EntryPoint = "bson_destroy")]
    internal static partial void BsonDestroy(nint bson);
}
