namespace SupportDesk.Messages;

/// <summary>The addresses under which providers fetch what goes out with a text.</summary>
public interface IMediaLinks
{
    /// <summary>True when the desk has an address that the gateway's provider reaches.</summary>
    /// <param name="here">The gateway fetches from within this process.</param>
    bool CanReach(bool here);

    /// <summary>A new address of a stored file. Nobody can guess it, and it ends by itself.</summary>
    /// <param name="file">Id of the <see cref="MediaFile"/>.</param>
    /// <param name="here">The gateway fetches from within this process.</param>
    string LinkTo(string file, bool here);
}
