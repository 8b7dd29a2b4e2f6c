namespace Taojin.Data.Tests;

public sealed class EventKindTests
{
    [Fact]
    public void Numbers_and_names_are_part_of_the_stored_format() // a change here makes old logs say something else
    {
        Enum.GetValues<EventKind>().Select(kind => $"{(int)kind} {kind.Name()}")
            .ShouldBe(["0 shown", "1 view", "2 search", "3 favorite", "4 cart", "5 purchase", "6 return", "7 rate", "8 contact"]);
        EventKinds.Count.ShouldBe(EventKinds.All.Count);
    }

    [Fact]
    public void A_name_is_read_back_whatever_its_case()
    {
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            EventKinds.TryParse(kind.Name().ToUpperInvariant(), out var read).ShouldBeTrue();
            read.ShouldBe(kind);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("pv")]
    [InlineData("购买")]
    [InlineData("5")]
    [InlineData(" view")]
    public void Other_names_are_never_guessed(string name) => EventKinds.TryParse(name, out _).ShouldBeFalse();

    [Fact]
    public void Being_shown_an_item_searching_and_writing_are_no_touch() =>
        Enum.GetValues<EventKind>().Where(kind => !kind.IsTouch()).ShouldBe([EventKind.Shown, EventKind.Search, EventKind.Contact]);
}
