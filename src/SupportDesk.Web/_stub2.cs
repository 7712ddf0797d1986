namespace SupportDesk.Storage.Sqlite;
internal static class SqliteBackup { public static void Backup(string a, string b) { } public static void Restore(string a, string b) { } }
