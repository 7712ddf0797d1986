using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SupportDesk.Storage;

namespace SupportDesk.Tests.Storage;

/// <summary>Documents that an earlier version of the desk stored lack what came later.</summary>
public sealed class OldDocumentTests
{
    public static TheoryData<string> Names => [.. DeskDocuments.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_stored_document_lacks_has_the_value_that_a_new_one_begins_with(string name)
    {
        var shape = ShapeOf(DeskDocuments.All.Single(type => type.Name == name));
        var bare = new JsonObject(shape.Properties.Where(property => property.IsRequired).Select(property => KeyValuePair.Create(property.Name, Some(property.PropertyType))));

        var old = bare.Deserialize(shape)!;

        var begun = Activator.CreateInstance(shape.Type)!;
        foreach (var property in shape.Properties.Where(property => property is { IsRequired: false, Get: not null }))
            property.Get!(old).Should().BeEquivalentTo(property.Get!(begun), property.Name);
    }

    private static JsonTypeInfo ShapeOf(DocumentType type) => (JsonTypeInfo)type.GetType().GetProperty("Json")!.GetValue(type)!;

    private static JsonNode? Some(Type type) => type switch
    {
        { IsEnum: true } => Enum.GetNames(type)[0],
        { IsValueType: true } => JsonSerializer.SerializeToNode(Activator.CreateInstance(type), type),
        _ when type == typeof(string) => "x",
        _ when type == typeof(byte[]) => "",
        _ when type.IsGenericType && type.Name.Contains("Dictionary", StringComparison.Ordinal) => new JsonObject(),
        _ when type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => new JsonArray(),
        _ => new JsonObject(type.GetProperties().Where(property => property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), true)).Select(property => KeyValuePair.Create(property.Name, Some(property.PropertyType)))),
    };
}
