using Taojin.Data;
using Taojin.Storage.Settings;

namespace Taojin.Storage.Tests.Settings;

public sealed class SettingsFileTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var settings = new WorkspaceSettings
        {
            ShopName = "老王的 \"店\"",
            Currency = "EUR",
            Calendar = new(TimeSpan.FromHours(-3.5)),
            PlausibleFrom = Instant.Of(new DateTimeOffset(2001, 2, 3, 0, 0, 0, TimeSpan.Zero)),
            PlausibleAheadHours = 36.5,
            PlausibleLiveMinutes = 7,
            UnpackedLimitGb = 12.5,
            UnpackedRatioLimit = 1000,
            MemoryLimitGb = 0.75,
            Threads = 3,
            ServerAddress = "0.0.0.0",
            ServerPort = 9000,
            Weights = new(View: 0.5, Cart: 12),
        };

        SettingsFile.Read(SettingsFile.Write(settings)).ShouldBe(settings);
    }

    [Fact]
    public void Every_key_is_explained_in_both_languages()
    {
        foreach (var key in SettingKey.All)
        {
            SettingsFile.Write(new()).ShouldContain($"# {key.Comment}\n{key.Name} = ");
            key.Comment.Any(letter => letter > 0x4E00).ShouldBeTrue(key.Name);
        }
    }

    [Fact]
    public void A_key_that_is_left_out_keeps_its_default() => SettingsFile.Read("[shop]\nname = \"x\"\n").ShouldBe(new WorkspaceSettings { ShopName = "x" });

    [Theory]
    [InlineData("[shop]\nutc_ofset = \"+08:00\"\n", "utc_offset")]
    [InlineData("[import]\nplausible_form = \"1999-01-01\"\n", "plausible_from")]
    [InlineData("[serber]\nport = 1\n", "server")]
    [InlineData("[database]\nmemory = 1\n", "memory_limit_gb")]
    public void An_unknown_key_names_the_nearest_known_one(string text, string nearest)
    {
        var fault = Should.Throw<TaojinException>(() => SettingsFile.Read(text));

        fault.Code.ShouldBe("settings.key-unknown");
        fault.Remedy.ShouldContain($"'{nearest}'");
    }

    [Theory]
    [InlineData("[server]\nport = 70000\n")]
    [InlineData("[server]\nport = \"80\"\n")]
    [InlineData("[shop]\nutc_offset = \"8\"\n")]
    [InlineData("[shop]\ncurrency = \"yuan\"\n")]
    [InlineData("[import]\nplausible_from = \"soon\"\n")]
    [InlineData("shop = 1\n")]
    [InlineData("[weights]\ncart = -1\n")]
    [InlineData("[weights]\ncart = \"much\"\n")]
    public void A_value_that_does_not_suit_is_refused(string text) => Should.Throw<TaojinException>(() => SettingsFile.Read(text)).Code.ShouldBe("settings.value-invalid");

    [Fact]
    public void Text_that_is_no_toml_is_refused_with_its_place()
    {
        var fault = Should.Throw<TaojinException>(() => SettingsFile.Read("[shop\nname = 1"));

        fault.Code.ShouldBe("settings.unreadable");
        fault.Message.ShouldContain("1");
    }
}
