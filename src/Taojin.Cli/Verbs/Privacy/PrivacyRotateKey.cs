using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Storage.Privacy;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs.Privacy;

/// <summary>Names every user anew under a new key of pseudonyms.</summary>
internal sealed class PrivacyRotateKey : IVerbOf<PrivacyVerb>
{
    public int Place => 50;

    public Command Build()
    {
        var parts = new Option<bool>("--parts-anew") { Description = "Do it though an experiment or a canary runs, whose users are parted anew" };
        return new Command("rotate-key", "Name every user anew under the key of pseudonyms that was added behind the others; who has the older ones only links nobody any more") { parts }.Does(async (parsed, screen, cancellation) =>
        {
            var anew = parsed.GetValue(parts);
            var receipt = await Wherever.AskAsync(
                parsed, () => Here(parsed, anew), server => server.SendAsync<RotationReceipt>(HttpMethod.Post, $"pseudonyms/rotations?parts_anew={(anew ? "true" : "false")}", null, cancellation));
            screen.Result(receipt, console => RotationScreen.Render(receipt, console, screen.Words));
            screen.Say($"Names stand behind {receipt.Generation} keys now. Receipt {receipt.ReceiptId} is kept in rotations/.", $"假名现由 {receipt.Generation} 把密钥生成。凭据 {receipt.ReceiptId} 保存在 rotations/。");
        });
    }

    private static RotationReceipt Here(ParseResult parsed, bool parts)
    {
        using var mine = ShopFolder.Open(parsed);
        var receipt = new RotateKey(mine).Run(parts);
        RegistryAudit.Note(mine, "privacy rotate-key", receipt.ReceiptId);
        return receipt;
    }
}
