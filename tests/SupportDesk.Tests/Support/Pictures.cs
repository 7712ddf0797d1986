using System.Text;

namespace SupportDesk.Tests.Support;

/// <summary>Files as agents choose them, wholesome and not.</summary>
internal static class Pictures
{
    private static readonly byte[] PngStart = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static (string Name, byte[] Bytes) Png(string name = "cat.png", int size = 2000) => (name, Filled(PngStart, size, name));

    public static (string Name, byte[] Bytes) Jpeg(string name = "dog.jpg", int size = 2000) => (name, Filled([0xFF, 0xD8, 0xFF, 0xE0], size, name));

    /// <summary>A picture to browsers that look at its beginning, and a page with a script to those that look for one.</summary>
    public static (string Name, byte[] Bytes) Polyglot => ("both.gif", Encoding.ASCII.GetBytes("GIF89a/*<html><script>alert(1)</script>*/=1;"));

    public static (string Name, byte[] Bytes) Page => ("holiday.jpg", Encoding.ASCII.GetBytes("<html><script>alert(1)</script></html>"));

    /// <summary>No two are the same.</summary>
    private static byte[] Filled(byte[] start, int size, string name)
    {
        var bytes = new byte[size];
        new Random(name.Sum(letter => letter) + size).NextBytes(bytes);
        start.CopyTo(bytes, 0);
        return bytes;
    }
}
