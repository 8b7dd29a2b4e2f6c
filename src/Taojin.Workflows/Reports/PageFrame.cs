namespace Taojin.Workflows.Reports;

/// <summary>Head, style and foot of the page.</summary>
internal static class PageFrame
{
    public const string Foot = """
        </main><script>
        const show = lang => document.documentElement.lang = lang;
        document.querySelectorAll('[data-lang]').forEach(b => b.onclick = () => show(b.dataset.lang));
        show((navigator.language || '').startsWith('zh') ? 'zh' : 'en');
        </script></body></html>
        """;

    public static string Head(string title) => $$$"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{{{ReportPage.Encode(title)}}} · Taojin</title><style>
        :root{--ink:#1F2933;--paper:#FCFBF8;--line:#E4E0D8;--gold:#B7791F;--slate:#64748B}
        @media(prefers-color-scheme:dark){:root{--ink:#E7E5E0;--paper:#14171A;--line:#333840;--gold:#E0A84A;--slate:#94A3B8}}
        body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,"Noto Sans SC","Noto Sans CJK SC",sans-serif}
        html[lang=zh] body{line-height:1.7} html[lang=zh] .en,html[lang=en] .zh{display:none}
        main{max-width:1000px;margin:0 auto;padding:24px} header{display:flex;justify-content:space-between;align-items:baseline}
        h1{font-size:28px;margin:0 0 16px} h2{font-size:20px;margin:48px 0 8px;border-top:1px solid var(--line);padding-top:24px}
        .answer{font-size:16px;max-width:760px} .note{color:var(--slate);font-size:12px}
        .tiles{display:flex;gap:16px;flex-wrap:wrap} .tile{border:1px solid var(--line);border-radius:8px;padding:12px 16px;min-width:120px}
        .tile span{display:block;color:var(--slate);font-size:12px} .tile b{font-size:20px;font-variant-numeric:tabular-nums}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(400px,1fr));gap:16px} figure{margin:0} figcaption{color:var(--slate);font-size:12px;max-width:440px}
        svg{width:100%;height:auto} svg text{fill:var(--ink);font-size:11px} svg .plot-title{font-size:13px;font-weight:600} svg .axis,svg .tick{fill:var(--slate)} svg .label text{font-weight:600;fill:inherit}
        table{border-collapse:collapse;margin:16px 0;width:100%;font-variant-numeric:tabular-nums} th,td{text-align:right;padding:4px 8px;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap} td:first-child,td.text{white-space:normal} th{font-size:12px;color:var(--slate)}
        td:first-child,th:first-child,td.text,th.text{text-align:left} tr.chosen td{font-weight:600} tr.chosen td:first-child{color:var(--gold)} tr.baseline td{color:var(--slate)}
        button{border:1px solid var(--line);background:none;color:inherit;border-radius:6px;padding:4px 10px;margin-left:4px;cursor:pointer;min-height:28px}
        </style></head><body><main>
        """;
}
