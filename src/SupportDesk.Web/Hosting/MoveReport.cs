using System.Text.Json;
using SupportDesk.Storage.Moving;

namespace SupportDesk.Web.Hosting;

/// <summary>Tells what a move came to: names, ids, counts and checksums, nothing else of the documents.</summary>
internal static class MoveReport
{
    /// <summary>Returns the exit code.</summary>
    public static int Tell(Proof proof, string done)
    {
        if (!proof.IsGood)
            return Refuse(proof);
        foreach (var collection in proof.Collections)
            Console.WriteLine($"{collection.Collection}: {collection.Target.Count} documents, checksum {collection.Target.Checksum}, the same on both sides");
        Console.WriteLine(done);
        return 0;
    }

    private static int Refuse(Proof proof)
    {
        foreach (var collection in proof.Collections.Where(collection => !collection.IsSame))
        {
            Console.Error.WriteLine($"{collection.Collection}: {collection.Source.Count} documents with the checksum {collection.Source.Checksum} in the source, "
                + $"{collection.Target.Count} with {collection.Target.Checksum} in the target");
        }
        foreach (var mismatch in proof.Mismatches)
            Console.Error.WriteLine($"{mismatch.Collection} {JsonEncodedText.Encode(mismatch.Id)}: {Words(mismatch.Difference)}");
        Console.Error.WriteLine("The copy is not the same as its source. Run the command again, while nothing else uses either of them.");
        return 1;
    }

    private static string Words(Difference difference) => difference switch
    {
        Difference.Missing => "missing in the target",
        Difference.Added => "not in the source",
        _ => "not the same in the target",
    };
}
