using Taojin.Data;
using Taojin.Numerics;
using Taojin.Storage.CrashHost;

namespace Taojin.Storage.Tests.Models;

/// <summary>Damaged models are refused with their reason before they answer, and never replaced.</summary>
public sealed class DamageTests
{
    [Theory]
    [InlineData("users")]
    [InlineData("items")]
    [InlineData("ids")]
    [InlineData("note")]
    public void A_bit_that_flipped_anywhere_in_a_part_is_found(string part)
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        var whole = File.ReadAllBytes(models.FileOf(version, part));
        var chance = SplitMix64.Stream(1, "bits-of-" + part);

        for (var round = 0; round < 100; round++)
        {
            var (place, bit) = (chance.NextInt32(whole.Length), chance.NextInt32(8));
            models.Change(version, part, _ => [.. whole.Select((value, at) => at == place ? (byte)(value ^ (1 << bit)) : value)]);
            var refused = Should.Throw<TaojinException>(() => models.Again().Open(version));
            (refused.Code, refused.Message.Contains(part, StringComparison.Ordinal)).ShouldBe(("model.damaged", true));
        }

        File.Exists(models.FileOf(version, part)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(39_999)]
    [InlineData(79_999)]
    public void A_part_that_was_cut_off_is_refused(int length)
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        models.Change(version, "users", whole => whole[..length]);

        var refused = Should.Throw<TaojinException>(() => models.Store.Open(version));

        refused.Code.ShouldBe("model.damaged");
        refused.Message.ShouldContain($"{length} bytes, not 80000");
    }

    [Fact]
    public void A_part_that_grew_or_is_gone_is_refused()
    {
        using var models = new SavedModels();
        var (grown, gone) = (models.Save(1), models.Save(2));
        models.Change(grown, "note", whole => [.. whole, 32]);
        File.Delete(models.FileOf(gone, "note"));

        Should.Throw<TaojinException>(() => models.Store.Open(grown)).Code.ShouldBe("model.damaged");
        Should.Throw<TaojinException>(() => models.Store.Open(gone)).Message.ShouldContain("missing");
    }

    [Fact]
    public void A_checksum_that_is_another_is_refused()
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        var sum = models.Store.CardOf(version).Parts[0].Sha256;
        models.ChangeCard(version, sum, new string('0', 64));

        Should.Throw<TaojinException>(() => models.Store.Open(version)).Message.ShouldContain("checksum");
    }

    [Theory]
    [InlineData("\"format_version\":1", "\"format_version\":2", "model.format-unknown")]
    [InlineData("\"format_version\":1", "\"format_version\":0", "model.format-unknown")]
    [InlineData("\"format_version\":1", "\"format_version\":\"1\"", "model.damaged")]
    [InlineData("\"format_version\":1,", "", "model.damaged")]
    [InlineData("\"task\":\"recommend\",", "", "model.damaged")]
    [InlineData("\"task\":", "\"task\":\"a\",\"task\":", "model.damaged")]
    [InlineData("\"parts\":[", "\"parts\":null,\"others\":[", "model.damaged")]
    [InlineData("\"file\":\"users\"", "\"file\":\"items\"", "model.damaged")]
    [InlineData("\"file\":\"users\"", "\"file\":\"../users\"", "model.name-refused")]
    [InlineData("\"type\":\"text\"", "\"type\":\"bytes\"", "model.damaged")]
    public void A_card_of_another_format_or_with_other_words_is_refused(string old, string @new, string code)
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        models.ChangeCard(version, old, @new);

        Should.Throw<TaojinException>(() => KnownModel.IsWhole(models.Store.Open(version), 1)).Code.ShouldBe(code);
    }

    [Fact]
    public void An_unknown_format_is_refused_with_both_numbers()
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        models.ChangeCard(version, "\"format_version\":1", "\"format_version\":7");

        var refused = Should.Throw<TaojinException>(() => models.Store.CardOf(version));

        refused.Message.ShouldContain("format 7");
        refused.Message.ShouldContain("format 1");
    }

    [Fact]
    public void A_card_that_was_cut_off_anywhere_is_refused()
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        var whole = File.ReadAllBytes(models.FileOf(version, "card.json"));

        for (var length = 0; length < whole.Length; length += 7)
        {
            models.Change(version, "card.json", _ => whole[..length]);
            Should.Throw<TaojinException>(() => models.Store.Open(version)).Code.ShouldBe("model.damaged");
        }
    }

    [Fact]
    public void A_bit_that_flipped_in_a_card_is_refused_with_words_or_changes_words_only()
    {
        using var models = new SavedModels();
        var version = models.Save(1);
        var whole = File.ReadAllBytes(models.FileOf(version, "card.json"));

        for (var place = 0; place < whole.Length; place++)
        {
            models.Change(version, "card.json", _ => [.. whole.Select((value, at) => at == place ? (byte)(value ^ (1 << (place % 7))) : value)]);
            var fault = Record.Exception(() => KnownModel.IsWhole(models.Store.Open(version), 1));
            if (fault is not null)
                fault.ShouldBeOfType<TaojinException>($"at {place}: {fault}");
        }
    }
}
