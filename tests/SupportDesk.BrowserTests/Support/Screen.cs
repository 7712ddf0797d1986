namespace SupportDesk.BrowserTests.Support;

/// <summary>What the person holds.</summary>
public enum Screen
{
    Desktop,
    Phone,
}

internal static class Screens
{
    public static ViewportSize Size(this Screen screen) =>
        screen is Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 };
}
