using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.NumberOrders;

/// <summary>A desk whose carrier sells one number, and an administrator who buys it.</summary>
public abstract class BuyingTest : IAsyncLifetime
{
    protected const string Number = "+31970102455";
    protected const string OrderPath = "/admin/numbers/orders/messagebird-31970102455";
    protected const string SearchPath = "/admin/numbers/market/messagebird?Country=NL&Page=1";

    internal DeskHost Desk { get; } = new(settings: ("Web:PublicOrigin", "https://desk.example.org"));

    protected HttpClient Ann { get; private set; } = null!;

    private protected ScriptedMarket Market => Desk.Market;

    protected SupportNumbers Numbers => Desk.Services.GetRequiredService<SupportNumbers>();

    public async Task InitializeAsync() => Ann = await Desk.SignedInAsync();

    public async Task DisposeAsync()
    {
        Ann.Dispose();
        await Desk.DisposeAsync();
    }

    protected async Task<NumberOrder> OrderAsync() => (await Desk.Store.FindAsync<NumberOrder>("messagebird-31970102455", default))!;

    protected async Task<string> ChooseAsync() => (await Ann.SubmitAsync(SearchPath, "[action='/admin/numbers/orders']")).Headers.Location!.OriginalString;

    protected Task<HttpResponseMessage> BuyAsync() => Ann.SubmitAsync(OrderPath, "[data-form='purchase']", ("agreed", "true"));

    protected async Task SettleAsync(bool bought) => await Ann.SubmitAsync(OrderPath, "[data-form='settlement']", ("bought", bought ? "true" : "false"));

    /// <summary>A form that no page has drawn.</summary>
    protected async Task<FormUrlEncodedContent> FormAsync(params (string Name, string Value)[] fields)
    {
        var page = await Ann.PageAsync("/admin/numbers/new");
        var token = ((IHtmlInputElement)page.QuerySelector("[name='__RequestVerificationToken']")!).Value;
        return new(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
    }
}
