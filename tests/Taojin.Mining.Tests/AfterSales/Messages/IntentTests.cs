using Taojin.Data;
using Taojin.Mining.AfterSales.Messages;
using Taojin.Mining.Learning;
using Taojin.Mining.Tests.Learning;
using Taojin.Testing.Contracts;
using Taojin.Testing.Service;

namespace Taojin.Mining.Tests.AfterSales.Messages;

/// <summary>Every algorithm of intents keeps the promises of its kind; one class each.</summary>
public abstract class IntentPromises<TSelf>
    where TSelf : IntentPromises<TSelf>, INamesAlgorithm
{
    private static readonly WordsModelContract<string> Contract = new((new Algorithms(), TSelf.Name), (count, seed) => WrittenMessages.Of(count, seed), text => text);

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}

public sealed class IntentContract : IntentPromises<IntentContract>, INamesAlgorithm
{
    public static string Name => "intent";
}

public sealed class CommonIntentContract : IntentPromises<CommonIntentContract>, INamesAlgorithm
{
    public static string Name => "common-intent";
}

public sealed class TriageTests
{
    private static readonly Triage Triage = new(new Intent(new()).Fit(WrittenMessages.Of(), new FitContext()), new(0.9, -0.9), new Dictionary<string, string> { ["refund"] = "payments" });

    [Fact]
    public void What_is_sure_is_routed_to_the_queue_of_its_intent_with_the_words_that_decided()
    {
        var said = Triage.Of("我的退款什么时候到账，马上处理！");

        (said.State, said.Intent, said.Queue, said.Urgency.Level, said.Language).ShouldBe(("routed", "refund", "payments", 2, "zh"));
        said.Urgency.Words.ShouldBe(["马上"]);
        said.Because[0].Word.ShouldContain("退款");
        Triage.Of("invoice please").Queue.ShouldBe("invoice");
    }

    [Theory]
    [InlineData("refund invoice", "unsure")]
    [InlineData("ξψω", "out-of-scope")]
    [InlineData("", "out-of-scope")]
    public void What_is_not_sure_goes_to_a_person(string text, string state)
    {
        var said = Triage.Of(text);

        (said.State, said.Queue).ShouldBe((state, Triage.Person));
    }

    [Theory]
    [InlineData("My card was charged TWICE, that is fraud", 2)]
    [InlineData("还没收到货", 1)]
    [InlineData("Do you sell socks?", 0)]
    [InlineData("firefly lamp", 0)]
    public void Urgency_is_in_the_words(string text, int level) => Urgency.Of(text).Level.ShouldBe(level);

    [Fact]
    public void A_message_repeats_an_earlier_one_of_its_writer_with_the_same_numbers()
    {
        var now = new Instant(1_700_000_000_000_000);
        Ticket[] tickets =
        [
            new("a", "u1", now, "订单 LN1 的退款还没到账"), new("b", "u2", now, "订单 LN1 的退款还没到账"), new("c", "u1", now + TimeSpan.FromDays(1), "订单 LN1 的退款还没有到账！"),
            new("d", "u1", now + TimeSpan.FromDays(1), "订单 LN2 的退款还没到账"), new("e", "u1", now + TimeSpan.FromDays(2), "订单LN1 的退款还没到账"), new("f", "u1", now + TimeSpan.FromDays(60), "订单 LN1 的退款还没到账"),
            new("g", null, now, "Where is it?"), new("h", null, now, "where is it"), new("i", null, now, ""), new("j", null, now, ""),
        ];

        DuplicateTickets.Of(tickets).ShouldBe([null, null, "a", null, "a", null, null, "g", null, null]);
    }
}
