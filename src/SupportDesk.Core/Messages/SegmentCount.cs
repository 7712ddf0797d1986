namespace SupportDesk.Messages;

/// <summary>How a text is written into SMS.</summary>
public enum SmsEncoding
{
    /// <summary>GSM 03.38, 7 bits a character; 160 in one SMS, 153 in each of several.</summary>
    Gsm7,

    /// <summary>UCS-2, 16 bits a unit; 70 in one SMS, 67 in each of several. One character outside GSM 03.38 makes the whole text so.</summary>
    Ucs2,
}

/// <summary>What a text costs to send.</summary>
/// <param name="Encoding">How it must be written.</param>
/// <param name="Units">Septets, or UTF-16 units; what a character of the GSM extension table costs counts double.</param>
/// <param name="Segments">How many SMS; at least 1.</param>
/// <param name="Remaining">Units that still fit into the last one.</param>
public readonly record struct SegmentCount(SmsEncoding Encoding, int Units, int Segments, int Remaining);
