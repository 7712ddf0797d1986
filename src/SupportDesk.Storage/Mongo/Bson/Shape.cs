using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace SupportDesk.Storage.Mongo.Bson;

/// <summary>What JSON alone does not say of a document's fields: which texts are times, and which are bytes.</summary>
internal sealed class Shape
{
    private static readonly Shape Plain = new();
    private static readonly Shape Time = new() { IsTime = true };
    private static readonly Shape Binary = new() { IsBinary = true };

    private (byte[] Name, Shape Shape)[] properties = [];
    private Shape? element;

    public bool IsTime { get; private init; }

    public bool IsBinary { get; private init; }

    public static Shape Of(JsonTypeInfo type) => Of(type, []);

    /// <summary>Of a property by its JSON name, or of every element of a list or dictionary.</summary>
    public Shape this[ReadOnlySpan<byte> name]
    {
        get
        {
            foreach (var property in properties)
            {
                if (name.SequenceEqual(property.Name))
                    return property.Shape;
            }
            return element ?? Plain;
        }
    }

    private static Shape Of(JsonTypeInfo type, Dictionary<Type, Shape> known)
    {
        if ((Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(DateTimeOffset))
            return Time;
        if (type.Type == typeof(byte[]))
            return Binary;
        if (type.Kind is JsonTypeInfoKind.None || known.TryGetValue(type.Type, out var shape))
            return known.GetValueOrDefault(type.Type, Plain);
        known.Add(type.Type, shape = new Shape());
        if (type.ElementType is { } elements)
            shape.element = Of(type.Options.GetTypeInfo(elements), known);
        shape.properties = [.. type.Properties.Select(property => (Encoding.UTF8.GetBytes(property.Name), Of(type.Options.GetTypeInfo(property.PropertyType), known)))];
        return shape;
    }
}
