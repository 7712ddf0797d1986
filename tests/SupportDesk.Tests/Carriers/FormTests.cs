using SupportDesk.Gateways;

namespace SupportDesk.Tests.Carriers;

/// <summary>What the providers say about their own settings.</summary>
public sealed class FormTests
{
    public static TheoryData<string> Gateways => [.. Providers.All.Select(provider => provider.Gateway)];

    [Theory]
    [MemberData(nameof(Gateways))]
    public void Every_setting_has_a_name_of_its_own_and_what_is_called_a_secret_is_one(string gateway)
    {
        var provider = Providers.All.Single(known => known.Gateway == gateway);

        provider.Settings.Select(setting => setting.Key).Should().OnlyHaveUniqueItems();
        provider.Settings.Select(setting => setting.Label).Should().OnlyHaveUniqueItems().And.NotContain(label => label.Length == 0);
        provider.Settings.Where(setting => Sounds(setting.Key)).Should().OnlyContain(setting => setting.IsSecret);
        provider.Settings.Where(setting => setting.Key.Contains("Url", StringComparison.Ordinal) && !setting.IsSecret).Should().BeEmpty("an administrator must not send the carrier's secrets elsewhere");
    }

    private static bool Sounds(string key) => new[] { "Secret", "Password", "Token", "PrivateKey", "SigningKey", "Headers" }.Any(word => key.Contains(word, StringComparison.Ordinal));
}
