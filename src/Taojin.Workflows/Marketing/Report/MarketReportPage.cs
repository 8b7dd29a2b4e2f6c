using System.Globalization;
using System.Text;
using Taojin.Workflows.Reports;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>The marketing report as one HTML page: nothing from elsewhere, both languages inside.</summary>
internal sealed class MarketReportPage(MarketReportContent content)
{
    private const string Style = "<style>.next{border-left:3px solid var(--gold);padding:4px 12px;max-width:760px} .todo{max-width:760px;padding-left:20px} .todo li{margin:4px 0} nav a{color:inherit;margin-right:16px} .scroll{overflow-x:auto} .plots figure{max-width:540px}</style>";
    private readonly StringBuilder _html = new();

    public string ToHtml()
    {
        _html.Append(PageFrame.Head($"{content.Shop} · 营销 Marketing")).Append(Style);
        Title();
        Summary();
        foreach (var section in content.Sections)
            Section(section);
        Footer();
        return _html.Append(PageFrame.Foot).ToString();
    }

    private void Title()
    {
        _html.Append("<header><h1>").Append(ReportPage.Encode(content.Shop)).Append(": ").Append(ReportPage.Both(("marketing", "营销报告")))
            .Append("</h1><div class=\"switch\"><button data-lang=\"zh\">中文</button><button data-lang=\"en\">English</button></div></header><div class=\"tiles\">");
        Tile(("customers", "客户"), Figures.Count(content.Customers));
        Tile(("orders", "订单"), Figures.Count(content.Orders));
        Tile(("spent, returns off", "净销售额"), Figures.Money(content.Spent));
        Tile(("an order", "客单价"), Figures.Money(content.Spent / Math.Max(1, content.Orders)));
        Tile(("sent back", "退货额"), Figures.Money(content.Returned));
        _html.Append("</div>");
    }

    private void Summary()
    {
        _html.Append("<h2>").Append(ReportPage.Both(("What should we do next?", "接下来做什么？"))).Append("</h2><ol class=\"todo\">");
        foreach (var section in content.Sections.Where(section => section.Next is not null))
            _html.Append("<li>").Append(ReportPage.Both(section.Next!.Value)).Append(" <a class=\"note\" href=\"#").Append(section.Name).Append("\">").Append(ReportPage.Both(("why", "依据"))).Append("</a></li>");
        _html.Append("</ol>");
    }

    private void Section(ReportSection section)
    {
        _html.Append("<h2 id=\"").Append(section.Name).Append("\">").Append(ReportPage.Both(section.Question)).Append("</h2>");
        Say(section.Answer, "answer");
        if (section.Pictures.Count > 0)
        {
            _html.Append("<div class=\"plots\">");
            foreach (var picture in section.Pictures)
                _html.Append("<figure>").Append(picture.Svg).Append("<figcaption>").Append(ReportPage.Both(picture.Says)).Append("</figcaption></figure>");
            _html.Append("</div>");
        }
        foreach (var table in section.Tables)
            Table(table);
        if (section.Next is { } next)
            Say(("Next: " + next.En, "下一步：" + next.Zh), "next");
        foreach (var note in section.Notes)
            Say(note, "note");
    }

    private void Table(ReportTable table)
    {
        _html.Append("<p><b>").Append(ReportPage.Both(table.Title)).Append("</b></p><div class=\"scroll\"><table><tr>");
        for (var column = 0; column < table.Columns.Count; column++)
            _html.Append(table.Rows.Count > 0 && table.Rows[0][column].IsText ? "<th class=\"text\">" : "<th>").Append(ReportPage.Both(table.Columns[column])).Append("</th>");
        _html.Append("</tr>");
        foreach (var row in table.Rows)
        {
            _html.Append("<tr>");
            foreach (var cell in row)
                _html.Append(cell.IsText ? "<td class=\"text\">" : cell.Shade > 0 ? Shaded(cell.Shade) : "<td>").Append(ReportPage.Both(cell.Text)).Append("</td>");
            _html.Append("</tr>");
        }
        _html.Append("</table></div>");
    }

    private static string Shaded(double shade) =>
        string.Create(CultureInfo.InvariantCulture, $"<td style=\"background:color-mix(in srgb,var(--gold) {Math.Clamp(shade, 0, 1) * 45:0}%,transparent)\">");

    private void Footer() => Say(
        ($"Orders from {Figures.Day(content.From)} to {Figures.Day(content.Until)}; lines sent back are taken off. Intervals are 95 %. Made {content.MadeAt}. Again: ./taojin market report",
            $"订单从 {Figures.Day(content.From)} 到 {Figures.Day(content.Until)}，已扣除退货；区间均为 95%。生成于 {content.MadeAt}。重新生成：./taojin market report"), "note");

    private void Say(Bilingual text, string css) => _html.Append("<p class=\"").Append(css).Append("\">").Append(ReportPage.Both(text)).Append("</p>");

    private void Tile(Bilingual label, string value) => _html.Append("<div class=\"tile\"><span>").Append(ReportPage.Both(label)).Append("</span><b>").Append(value).Append("</b></div>");
}
