using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Storage.Privacy;

namespace Taojin.Cli.Verbs;

/// <summary>Takes a person out of everything, with a receipt.</summary>
internal sealed class EraseVerb : IVerb
{
    public int Place => 100;

    public Command Build()
    {
        var user = new Argument<string>("user") { Description = "The person's id" };
        var yes = new Option<bool>("--yes") { Description = "Do it without asking; it cannot be taken back" };
        return new Command("erase", "Take a person out of log, models, files and backups; the receipt says what remains until when") { user, yes }.Does(async (parsed, screen, cancellation) =>
        {
            if (!parsed.GetValue(yes) && !screen.Asks("Everything of this person will be removed. Type yes:", "将删除此人的全部数据。输入 yes 确认："))
                throw new OperationCanceledException();
            var person = parsed.GetValue(user)!;
            var receipt = await Wherever.AskAsync(parsed, () => Here(parsed, person), server => server.SendAsync<ErasureReceipt>(HttpMethod.Delete, $"users/{RunningServer.Part(person)}/data", null, cancellation));
            screen.Result(receipt, console => ErasureScreen.Render(receipt, console, screen.Words));
            if (receipt.WasKnown)
                screen.Say($"Receipt {receipt.ReceiptId} is kept in erasures/; it does not name the person.", $"凭据 {receipt.ReceiptId} 保存在 erasures/，其中不含此人信息。");
            else
                screen.Warn("Nothing was known of this person.", "没有此人的任何数据。");
        });
    }

    private static ErasureReceipt Here(ParseResult parsed, string person)
    {
        using var mine = ShopFolder.Open(parsed);
        return mine.Workspace.Privacy.Erase(person);
    }
}
