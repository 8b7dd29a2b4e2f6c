using Taojin.Data;
using Taojin.Storage.Service;
using Taojin.Testing.Service;
using Taojin.Workflows.Service;

namespace Taojin.Workflows.Tests.Service;

/// <summary>The assistant without a language model.</summary>
public sealed class AssistantTests : IDisposable
{
    private readonly LanternMine _shop = new();

    private Assistant Assistant => field ??= new(_shop.Mine);

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Documents_and_orders_are_taken_in_once()
    {
        _shop.Documents.ShouldBe(new(152, 152, 0, []), new SameCounts());
        _shop.Orders.ShouldBe(new(16, 16, 0, []), new SameCounts());

        ServiceFile.Documents(_shop.Mine.Workspace.Service, _shop.Lines("again", LanternShop.DocumentLines())).ShouldBe(new(152, 0, 152, []), new SameCounts());
    }

    [Fact]
    public void A_line_that_cannot_be_used_is_kept_aside_with_its_place()
    {
        var receipt = ServiceFile.Documents(_shop.Mine.Workspace.Service, _shop.Lines("bad", [
            """{"document_id":"policy/new","kind":"policy","language":"zh","title":"新规","text":"内容"}""", "{", """{"document_id":"x","kind":"rumour","language":"en","title":"t","text":"t"}"""]));

        receipt.Accepted.ShouldBe(1);
        receipt.Rejected.Select(each => each.Line).ShouldBe([2, 3]);
        receipt.Rejected[1].Why.ShouldContain("rumour");
    }

    [Theory]
    [InlineData("When will I get my money back after the return?", "policy/refund-time", "5 working days")]
    [InlineData("退货的运费谁出？", "policy/return-cost", "12 元")]
    [InlineData("Is a gas canister included with the stove?", "fact/P-108", "not included")]
    public async Task An_answer_quotes_its_source_in_the_language_of_the_question(string question, string source, string says)
    {
        var answer = await Assistant.AskAsync(new(question), cancellation: TestContext.Current.CancellationToken);

        answer.Sources[0].Id.ShouldBe(source);
        answer.Text.ShouldContain(says);
        answer.Text.ShouldBe(answer.Sources[0].Quote);
        answer.Model.ShouldBe("passages");
    }

    [Fact]
    public async Task A_customer_learns_of_their_own_order()
    {
        var answer = await Assistant.AskAsync(new("我的订单 LN240301 到哪里了？", "u-lin"), cancellation: TestContext.Current.CancellationToken);

        answer.Text.ShouldBe("您的订单 LN240301（小巢双人帐篷）已发货。承运：SF Express，运单号 SF1350088271。预计 2024-03-12 送达。");
    }

    [Fact]
    public async Task Nobody_learns_of_another_customers_order()
    {
        foreach (var order in LanternShop.Orders.Take(4)) // the owner learns of it: it is there to be found
            (await Assistant.AskAsync(new($"Where is order {order.OrderId}?", order.UserId), cancellation: TestContext.Current.CancellationToken)).Sources[0].Id.ShouldBe($"order/{order.OrderId}");
        foreach (var attempt in LanternShop.ForeignAttempts.Where((_, place) => place % 7 == 0)) // ./bench after-sales makes all two hundred
        {
            var answer = await Assistant.AskAsync(new(attempt.Text, attempt.UserId), cancellation: TestContext.Current.CancellationToken);

            answer.Sources.ShouldNotContain(source => source.Id == $"order/{attempt.Order.OrderId}", attempt.Text);
            foreach (var secret in new[] { attempt.Order.Tracking, attempt.Order.Expected?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }.OfType<string>().Where(each => !attempt.Text.Contains(each, StringComparison.Ordinal)))
                $"{answer.Text} {string.Concat(answer.Sources.Select(source => source.Quote))}".ShouldNotContain(secret, Case.Sensitive, attempt.Text);
        }
    }

    [Fact]
    public async Task What_is_not_known_goes_to_a_person_whose_answer_is_found_the_next_time()
    {
        var first = await Assistant.AskAsync(new("你们有宠物保险吗？", "u-liu"), cancellation: TestContext.Current.CancellationToken);
        var waiting = _shop.Mine.Workspace.Service.Waiting();

        first.IsHandedOver.ShouldBeTrue();
        waiting.Select(message => message.MessageId).ShouldBe([first.MessageId]);

        new Reply(_shop.Mine).Answer(first.MessageId, "我们不卖保险，请咨询保险公司。");
        Assistant.Reload();
        var second = await Assistant.AskAsync(new("请问你们有宠物保险吗", "u-chen"), cancellation: TestContext.Current.CancellationToken);

        second.Text.ShouldBe("我们不卖保险，请咨询保险公司。");
        _shop.Mine.Workspace.Service.Waiting().ShouldBeEmpty();
    }

    [Fact]
    public async Task Question_answer_hand_over_and_feedback_are_messages_and_contacts_in_the_log()
    {
        var answer = (await Assistant.AskAsync(new("满多少包邮？", "u-lin", "t1"), cancellation: TestContext.Current.CancellationToken)).ShouldBeReadBack();
        await Assistant.AskAsync(new("人生的意义是什么？", "u-lin", "t1"), cancellation: TestContext.Current.CancellationToken);
        new Reply(_shop.Mine).Judge(answer.MessageId, helpful: true);

        var messages = _shop.Mine.Workspace.Service.Thread("t1");
        messages.Select(message => message.Direction).ShouldBe(["in", "in", "out", "out"]);
        messages.Single(message => message.MessageId == answer.MessageId).Sources[0].ShouldBe("policy/shipping-cost");
        var log = _shop.Mine.Workspace.Log.Read();
        log.Kind.ShouldBe([EventKind.Contact, EventKind.Contact, EventKind.Contact]);
        Should.Throw<TaojinException>(() => new Reply(_shop.Mine).Judge("a-none", helpful: false)).Code.ShouldBe("message.unknown");
    }

    [Fact]
    public async Task An_order_that_changed_hands_is_the_new_owners()
    {
        _shop.Mine.Workspace.Service.Add([new StoredOrder { OrderId = "LN240301", UserId = "u-wang", State = "shipped", Time = LanternShop.Now }]);

        var answer = await Assistant.AskAsync(new("Where is my order LN240301?", "u-lin"), cancellation: TestContext.Current.CancellationToken);

        answer.Reason.ShouldBe("order-not-yours");
    }

    private sealed class SameCounts : IEqualityComparer<ServiceReceipt>
    {
        public bool Equals(ServiceReceipt? one, ServiceReceipt? other) => (one!.Read, one.Accepted, one.Duplicate, one.Rejected.Count) == (other!.Read, other.Accepted, other.Duplicate, other.Rejected.Count);

        public int GetHashCode(ServiceReceipt receipt) => receipt.Read;
    }
}
