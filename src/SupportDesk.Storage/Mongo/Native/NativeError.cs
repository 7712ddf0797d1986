using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SupportDesk.Storage.Mongo.Native;

/// <summary><c>bson_error_t</c>: what kind of trouble, its number, and the words (UTF-8, ended by a zero).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeError
{
    public uint Domain;
    public uint Code;
    private Words words;

    public string Message
    {
        get
        {
            ReadOnlySpan<byte> bytes = words;
            var end = bytes.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        }
    }

    [InlineArray(504)]
    private struct Words
    {
        private byte first;
    }
}
