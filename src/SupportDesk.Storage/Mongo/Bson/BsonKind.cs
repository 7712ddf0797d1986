namespace SupportDesk.Storage.Mongo.Bson;

/// <summary>The element types of BSON that documents here are made of (bsonspec.org).</summary>
internal enum BsonKind : byte
{
    Double = 0x01,
    String = 0x02,
    Document = 0x03,
    Array = 0x04,
    Binary = 0x05,
    Boolean = 0x08,
    Date = 0x09,
    Null = 0x0A,
    Int32 = 0x10,
    Int64 = 0x12,
}
