using Taojin.Data;
using Taojin.Storage.CrashHost;

namespace Taojin.Storage.Tests.Models;

/// <summary>The file of aliases in a workspace's folder, half written and damaged.</summary>
public sealed class AliasFileTests
{
    [Fact]
    public void A_move_that_never_ended_leaves_the_old_one()
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        models.Store.Publish(KnownModel.Alias, version, null);
        File.WriteAllText(models.AliasFile + ".new", "{\"recommend@live\":[{\"vers"); // what a kill leaves behind

        models.Again().Current(KnownModel.Alias).ShouldBe(version);
        models.Store.Publish(KnownModel.Alias, models.Save(2), null);
        models.Again().Current(KnownModel.Alias)!.Number.ShouldBe(2);
    }

    [Fact]
    public void A_bit_that_flipped_in_the_list_is_no_crash()
    {
        using var models = new SavedModels();
        models.Store.Publish(KnownModel.Alias, models.Save(1), "因为它更好");
        var whole = File.ReadAllBytes(models.AliasFile);

        for (var bit = 0; bit < whole.Length * 8; bit += 3)
        {
            File.WriteAllBytes(models.AliasFile, [.. whole.Select((value, at) => at == bit / 8 ? (byte)(value ^ (1 << (bit % 8))) : value)]);
            var fault = Record.Exception(() => models.Store.Current(KnownModel.Alias));
            if (fault is not null)
                fault.ShouldBeOfType<TaojinException>($"bit {bit}: {fault}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"recommend@live\":[{\"version\":\"recomm")]
    [InlineData("[]")]
    [InlineData("{\"recommend@live\":null}")]
    [InlineData("{\"recommend@live\":[null]}")]
    [InlineData("{\"recommend@live\":[{\"time\":\"2026-01-01T00:00:00Z\"}]}")]
    [InlineData("这不是 JSON")]
    public void A_damaged_list_of_aliases_is_refused_and_left_as_it_is(string text)
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        File.WriteAllText(models.AliasFile, text);

        Should.Throw<TaojinException>(() => models.Store.Current(KnownModel.Alias)).Code.ShouldBe("aliases.damaged");
        Should.Throw<TaojinException>(() => models.Store.Publish(KnownModel.Alias, version, null)).Code.ShouldBe("aliases.damaged");

        File.ReadAllText(models.AliasFile).ShouldBe(text);
    }
}
