using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Service;
using Taojin.Testing.Service;
using Taojin.Workflows.Service;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests.Service;

/// <summary>From messages with intents to a published model, triage, and corrections that the next model learns from.</summary>
public sealed class MessageTriageTests : IDisposable
{
    private readonly LanternMine _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Messages_are_learned_from_routed_written_down_and_corrected()
    {
        Should.Throw<TaojinException>(() => new MessageTriage(_shop.Mine)).Code.ShouldBe("intent.no-model");
        var path = _shop.Lines("messages", Known().Concat([Line("new-1", "退款还没到账，很急！", user: "u-1"), Line("new-2", "退款还没到账，很急！！", user: "u-1"), "{\"message_id\":\"\",\"time\":\"2024-01-01T00:00:00Z\",\"text\":\"x\"}"]));
        var receipt = ServiceFile.Messages(_shop.Mine.Workspace.Service, path);
        (receipt.Read, receipt.Accepted, receipt.Duplicate, receipt.Rejected.Count).ShouldBe((203, 202, 0, 1));
        ServiceFile.Messages(_shop.Mine.Workspace.Service, path).Accepted.ShouldBe(0);
        Publish();

        var triage = new MessageTriage(_shop.Mine);
        var found = triage.Incoming(isWritten: true);

        found.Messages.ShouldBe(202);
        var first = found.Rows[0];
        (first.MessageId, first.Said.Intent, first.Said.Queue, first.Said.Urgency.Level, first.Said.Language).ShouldBe(("new-1", "refund", "payments", 2, "zh"));
        found.Rows.First(row => row.MessageId == "new-2").Repeats.ShouldBe("new-1");
        triage.One("qwx zzz vvv").ShouldBeReadBack().State.ShouldBe("out-of-scope");
        _shop.Mine.Workspace.Service.LabelledMessages().Count.ShouldBe(200); // what the model said is not learned from
        MessageTriage.Correct(_shop.Mine, "new-1", "complaint");
        _shop.Mine.Workspace.Service.LabelledMessages().Select(message => (message.Text, message.Intent, message.Queue)).ShouldContain(("退款还没到账，很急！", "complaint", "payments"));
        Should.Throw<TaojinException>(() => MessageTriage.Correct(_shop.Mine, "nobody", "refund")).Code.ShouldBe("message.unknown");
    }

    private void Publish()
    {
        var run = new IntentTask().Run(new(_shop.Mine, null, new TrainRequest()), TestContext.Current.CancellationToken);
        run.Models.Select(model => model.Algorithm).ShouldBe(["intent", "common-intent"]);
        run.Models[0].Metric("Accuracy")!.Value.ShouldBeGreaterThan(0.9);
        _shop.Mine.Models.Publish(IntentTask.Alias, Storage.Models.ModelVersion.Parse(run.Models[0].Version!), "test");
    }

    private static IEnumerable<string> Known() => WrittenMessages.Of(200) is var known
        ? known.Inputs.Zip(known.Labels, (text, label) => (text, Intent: known.Classes.IdAt(label))).Select((each, row) => Line($"m{row}", each.text, each.Intent, each.Intent == "refund" ? "payments" : null))
        : [];

    private static string Line(string id, string text, string? intent = null, string? queue = null, string? user = null) =>
        JsonSerializer.Serialize(new { message_id = id, time = LanternShop.Now.AddHours(-3), text, intent, queue, user_id = user });
}
