using System.Globalization;
using System.Text;

namespace SupportDesk.Web.Templates;

/// <summary>Keeps the beginning of what is written and lets the rest go, so that no template can fill the memory.</summary>
internal sealed class BoundedWriter(int limit) : StringWriter(CultureInfo.InvariantCulture)
{
    private int Room => limit - GetStringBuilder().Length;

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        if (Room > 0)
            base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count) => base.Write(buffer, index, Math.Min(count, Math.Max(0, Room)));

    public override void Write(ReadOnlySpan<char> buffer) => base.Write(buffer[..Math.Min(buffer.Length, Math.Max(0, Room))]);

    public override void Write(string? value) => Write(value.AsSpan());
}
