using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SupportDesk.Gateways.Bandwidth;

/// <summary>The XML of Bandwidth's numbers API. Elements are found by their names, whatever surrounds them; a document type is not read.</summary>
internal static class BandwidthXml
{
    private const int NationalDigits = 10;
    private const string CountryCode = "1";

    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>An order of one number.</summary>
    /// <param name="number">As the API writes it.</param>
    /// <param name="site">The sub-account's id.</param>
    /// <param name="peer">The location's id; empty: the sub-account's default.</param>
    public static byte[] Order(string number, string site, string peer) => Encoding.UTF8.GetBytes(new XElement("Order",
        new XElement("SiteId", site),
        peer.Length == 0 ? null : new XElement("PeerId", peer),
        new XElement("PartialAllowed", "false"),
        new XElement("ExistingTelephoneNumberOrderType", new XElement("TelephoneNumberList", new XElement("TelephoneNumber", number)))).ToString(SaveOptions.DisableFormatting));

    /// <summary>Null when it is no XML.</summary>
    public static XElement? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart('\ufeff')), Safe);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The first filled element of a name.</summary>
    public static string? Text(XElement? xml, string name) => Named(xml, name).Select(found => found.Value.Trim()).FirstOrDefault(text => text.Length > 0);

    /// <summary>The numbers of a search, in E.164: ten national digits and +1 both occur.</summary>
    public static IEnumerable<string> Numbers(XElement xml) => Named(xml, "TelephoneNumber").Where(element => !element.HasElements).Select(element => Number(element.Value.Trim())).OfType<string>().Distinct();

    /// <summary>What went wrong, in Bandwidth's words; empty when nothing is said to have. An order says so within a 200, too.</summary>
    public static string Errors(XElement? xml)
    {
        var listed = Named(xml, "ErrorList").Concat(Named(xml, "ResponseStatus")).Where(list => !string.IsNullOrWhiteSpace(list.Value)).ToList();
        var words = listed.SelectMany(list => list.Descendants().Where(element => element.Name.LocalName is "Description")).Select(element => element.Value.Trim()).Where(text => text.Length > 0).Distinct().ToList();
        return MarketFields.Words(words.Count > 0 ? string.Join("; ", words) : string.Join("; ", listed.Select(list => list.Value.Trim())));
    }

    private static string? Number(string written) =>
        written.Length == NationalDigits && written.All(char.IsAsciiDigit) ? $"+{CountryCode}{written}" : MarketFields.Number(written) is ['+', '1', ..] number && number.Length == NationalDigits + 2 ? number : null;

    private static IEnumerable<XElement> Named(XElement? xml, string name) => (xml?.DescendantsAndSelf() ?? []).Where(element => element.Name.LocalName == name);
}
