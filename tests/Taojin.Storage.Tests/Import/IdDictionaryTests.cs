using System.Text;
using CsCheck;
using Taojin.Storage.Import;

namespace Taojin.Storage.Tests.Import;

public sealed class IdDictionaryTests
{
    [Fact]
    public void Indexes_are_those_of_a_plain_dictionary_in_order_of_first_sight()
    {
        var id = Gen.OneOf(Gen.Int[0, 300].Select(number => $"{number}"), Gen.String[0, 40], Gen.OneOf("用户", "12345678", "123456789", "1234567", "a-very-long-identifier-0001"));
        id.Array[0, 600].Sample(ids =>
        {
            var dictionary = new IdDictionary();
            var plain = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var each in ids.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))))
            {
                plain.TryAdd(each, plain.Count);
                dictionary.Add(each).ShouldBe(plain[each]);
            }
            dictionary.Count.ShouldBe(plain.Count);
            foreach (var (text, index) in plain)
            {
                dictionary.Find(Encoding.UTF8.GetBytes(text)).ShouldBe(index);
                dictionary.TextOf(index).ShouldBe(text);
            }
        });
    }

    [Fact]
    public void An_unknown_id_has_no_index() => new IdDictionary().Find("x"u8).ShouldBe(-1);

    [Fact]
    public void A_short_id_is_found_by_its_key_as_by_its_bytes()
    {
        var dictionary = new IdDictionary();

        dictionary.Add(IdDictionary.KeyOf("42"u8), 2).ShouldBe(0);
        dictionary.Add("42"u8).ShouldBe(0);
        dictionary.Add("42\0"u8).ShouldBe(1); // the same key, another length
        dictionary.TextOf(0).ShouldBe("42");
    }
}
