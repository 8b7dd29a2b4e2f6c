using Taojin.Storage.Privacy;
using Taojin.Storage.Service;

namespace Taojin.Workflows.Training;

/// <summary>What a customer's message wants, learned from messages whose intent people gave or corrected.</summary>
public sealed class IntentTask : ITrainingTask
{
    /// <summary>Alias of the model that answers.</summary>
    public const string Alias = "intent@live";

    private const int FewestMessages = 40;
    private const double AskedPrecision = 0.95;

    /// <inheritdoc />
    public string Name => "intent";

    /// <inheritdoc />
    public int Place => 80;

    /// <inheritdoc />
    public string Title => "What does a message want?";

    /// <inheritdoc />
    public string TitleZh => "顾客消息的意图是什么？";

    /// <inheritdoc />
    public IReadOnlyList<string> MainMetrics { get; } = ["Accuracy", "Macro-F1", "ECE", "Coverage@95%"];

    /// <summary>Trained when it is asked for: few shops have messages in the log.</summary>
    public bool IsInAll => false;

    /// <inheritdoc />
    public TrainingRun Run(TrainingInput input, CancellationToken cancellation)
    {
        var rows = Messages(input.Mine).Select(message => (message.Text, message.Intent));
        return new ClassTrials<string>(input.Mine, this, TextSet.Of(rows, text => text, (FewestMessages, AskedPrecision, input.Mine.Now))).Run(input.Request, cancellation);
    }

    /// <summary>What is learned from: messages of whoever allows it, or of nobody in particular.</summary>
    internal static IEnumerable<LabelledMessage> Messages(Mine mine) =>
        mine.Workspace.Service.LabelledMessages().Where(message => message.UserId is null || mine.Workspace.Consents.Allows(message.UserId, Purposes.Analytics));
}
