using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Storage.Service;

namespace Taojin.Cli.Verbs.Service;

/// <summary>Takes in what the assistant may quote, and the states of orders.</summary>
internal sealed class ServiceLoad : IVerbOf<ServiceVerb>
{
    public int Place => 10;

    public Command Build()
    {
        var documents = new Option<FileInfo?>("--documents") { Description = "JSON lines: document_id, kind (policy, fact, answer), language (en, zh), title, text; facts of an item are called fact/ITEM" };
        var orders = new Option<FileInfo?>("--orders") { Description = "JSON lines: order_id, user_id, state, time, items, carrier, tracking, expected" };
        var messages = new Option<FileInfo?>("--messages") { Description = "JSON lines: message_id, time, text; user_id, thread, and intent and queue where people gave them" };
        return new Command("load", "Take in policies, facts, earlier answers, the states of orders and customers' messages") { documents, orders, messages }.Does((parsed, screen, _) =>
        {
            if (parsed.GetValue(documents) is null && parsed.GetValue(orders) is null && parsed.GetValue(messages) is null)
                throw new TaojinException("usage.file-needed", "No file was named.", "Run: ./taojin service load --documents FILE.jsonl --orders FILE.jsonl --messages FILE.jsonl");
            using var mine = ShopFolder.Open(parsed);
            var receipts = new SortedDictionary<string, ServiceReceipt>(StringComparer.Ordinal);
            if (parsed.GetValue(documents) is { } texts)
                receipts["documents"] = ServiceFile.Documents(mine.Workspace.Service, texts.FullName);
            if (parsed.GetValue(orders) is { } states)
                receipts["orders"] = ServiceFile.Orders(mine.Workspace.Service, states.FullName);
            if (parsed.GetValue(messages) is { } written)
                receipts["messages"] = ServiceFile.Messages(mine.Workspace.Service, written.FullName);
            screen.Result(receipts, console =>
            {
                var table = Lists.Table(screen.Words["table", "表"], screen.Words["read", "读取"], screen.Words["accepted", "接受"], screen.Words["known", "已知"], screen.Words["rejected", "拒收"]);
                foreach (var (name, receipt) in receipts)
                    table.AddRow(name, screen.Words.Count(receipt.Read), screen.Words.Count(receipt.Accepted), screen.Words.Count(receipt.Duplicate), screen.Words.Count(receipt.Rejected.Count));
                console.Write(table);
            });
            foreach (var (name, receipt) in receipts)
                foreach (var reject in receipt.Rejected.Take(5))
                    screen.Warn($"{name} line {reject.Line}: {reject.Why}", $"{name} 第 {reject.Line} 行：{reject.Why}");
            screen.Next("./taojin service ask \"When will I get my money back?\"", "./taojin service ask \"多久退款？\"");
            return Task.CompletedTask;
        });
    }
}
