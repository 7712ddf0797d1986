using System.Text.Json;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite.Reading;

/// <summary>The reads of one document type, each one statement and so one snapshot.</summary>
internal static class DocumentReads
{
    /// <summary>SQLite's word for it: whoever passes rows over stops by itself.</summary>
    private const int NoLimit = -1;

    public static T? Find<T>(Connection connection, (Table Table, string Id) asked)
        where T : Document, IStored<T>
    {
        var rows = connection.Prepare(asked.Table.Find);
        rows.Bind(1, asked.Id);
        try
        {
            return rows.Step() ? DocumentOf<T>(rows) : null;
        }
        finally
        {
            rows.Reset();
        }
    }

    public static IReadOnlyList<T> Query<T>(Connection connection, (KeyColumn Key, Query<T> Query, Unreadable Unreadable) asked)
        where T : Document, IStored<T>
    {
        var rows = Slice(connection, asked.Query.Descending ? asked.Key.Descending : asked.Key.Ascending, asked.Query, asked.Query.PassesOverUnreadable ? NoLimit : asked.Query.Limit);
        var documents = new List<T>();
        try
        {
            while (documents.Count < asked.Query.Limit && rows.Step())
            {
                if (TryRead<T>(rows, asked.Query.PassesOverUnreadable ? asked.Unreadable : null) is { } document)
                    documents.Add(document);
            }

            return documents;
        }
        finally
        {
            rows.Reset();
        }
    }

    public static int Count<T>(Connection connection, (KeyColumn Key, Query<T> Query) asked)
        where T : Document, IStored<T>
    {
        var rows = Slice(connection, asked.Key.Count, asked.Query, Math.Max(0, asked.Query.Limit));
        try
        {
            rows.Step();
            return (int)rows.Number(0);
        }
        finally
        {
            rows.Reset();
        }
    }

    /// <summary>The first text above a key, in the order of bytes, is the key and a zero byte; so one inclusive bound serves bounded and unbounded slices.</summary>
    private static Statement Slice<T>(Connection connection, string sql, Query<T> query, int limit)
        where T : Document
    {
        var rows = connection.Prepare(sql);
        rows.Bind(1, query.Above is null ? "" : query.Above + '\0');
        if (query.Below is null)
            rows.BindAboveAllTexts(2);
        else
            rows.Bind(2, query.Below);
        rows.Bind(3, limit);
        return rows;
    }

    /// <summary>Null when it cannot be read and may be passed over.</summary>
    private static T? TryRead<T>(Statement row, Unreadable? unreadable)
        where T : Document, IStored<T>
    {
        try
        {
            return DocumentOf<T>(row);
        }
        catch (StoreUnavailableException error) when (unreadable is not null)
        {
            unreadable.Note(T.Stored.Name, row.Text(2), error);
            return null;
        }
    }

    private static T DocumentOf<T>(Statement row)
        where T : Document, IStored<T>
    {
        try
        {
            var document = JsonSerializer.Deserialize(row.Utf8(1), T.Stored.Json);
            return document! with { Version = row.Number(0) };
        }
        catch (JsonException error)
        {
            throw new StoreUnavailableException($"A document of {T.Stored.Name} cannot be read: {error.Message}", error);
        }
    }
}
