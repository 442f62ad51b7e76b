/// The one style sheet of every page.
///
/// Colours are the blue, vermilion-brown, green and purple that people with any common colour
/// blindness tell apart (after Okabe & Ito, "Color universal design", 2008), darkened for text on
/// paper; every colour also has a letter, a dash pattern or a hatching beside it.
package enum StyleSheet {
  /// The SHA-256 of ``text`` in base 64, for the page's content security policy. A test computes
  /// it again.
  ///
  /// Rules for phones are for screens alone: browsers would try them on the sheet that a printer offers, upright and
  /// narrow, before they turn it.
  package static let hash = "E5JHmTe1iKnYhCcSUaofdEJ+5r6JoXYz2Mg46VKChcU="

  /// The content of the `<style>` element.
  package static let text: StaticString = """
    :root{color-scheme:light dark;--paper:#fff;--ground:#f3f5f7;--ink:#1b2027;--soft:#545c67;
    --line:#d3d9e0;--faint:#eef1f4;--blue:#0a569f;--blue-bg:#d8e7f7;--brown:#8a3f00;
    --brown-bg:#fde3ca;--green:#0a6648;--green-bg:#d4eee2;--plum:#8d2a5f;--plum-bg:#f6dcea;
    --gold:#6f5300;--gold-bg:#faeec2;--red:#a8231c;--red-bg:#fbe0dd;--closed:#c9cfd7;
    --grey:#5b636e;--grey-bg:#e1e5ea}
    @media screen and (prefers-color-scheme:dark){:root{--paper:#1b2026;--ground:#12161b;
    --ink:#e7eaee;--soft:#a9b2bd;--line:#3b434d;--faint:#252b32;--blue:#9ccaf8;--blue-bg:#153a5f;
    --brown:#ffc794;--brown-bg:#5c3208;--green:#8fdcbb;--green-bg:#0f4634;--plum:#f2b3d3;
    --plum-bg:#572040;--gold:#f0d377;--gold-bg:#4a3b08;--red:#ffb0a8;--red-bg:#5c1f1a;
    --closed:#4a525c;--grey:#b4bcc6;--grey-bg:#3a424b}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 "PingFang SC",
    "Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif;
    font-variant-numeric:tabular-nums}
    main,header,footer{max-width:1320px;margin:0 auto;padding:0 20px}
    header{padding-top:24px}
    h1{font-size:24px;line-height:1.25;margin:0 0 2px;overflow-wrap:anywhere}
    h2{font-size:17px;margin:0 0 10px}
    h3{font-size:15px;margin:16px 0 6px}
    p{margin:0 0 8px}
    .soft{color:var(--soft)}
    .small{font-size:13px}
    section{background:var(--paper);border:1px solid var(--line);border-radius:8px;
    padding:16px 18px;margin:14px 0}
    footer{padding-bottom:28px;color:var(--soft);font-size:13px}
    .sign{display:flex;flex-wrap:wrap;gap:8px 120px;margin:14px 0 10px;color:var(--ink);font-size:15px}
    .sign span{min-width:9em}
    .figures{display:flex;flex-wrap:wrap;gap:10px;margin:14px 0 0;padding:0;list-style:none}
    ul.small{padding-left:22px;margin:2px 0}
    .figures li{background:var(--paper);border:1px solid var(--line);border-radius:8px;
    padding:8px 14px;min-width:112px;flex:1 1 112px}
    .figures b{display:block;font-size:21px;line-height:1.25}
    .figures span{font-size:13px;color:var(--soft)}
    .wide{overflow-x:auto;max-width:100%}
    @media screen{.wide{background:linear-gradient(90deg,var(--paper) 30%,transparent),
    linear-gradient(270deg,var(--paper) 30%,transparent) 100% 0,linear-gradient(90deg,#0005,transparent),
    linear-gradient(270deg,#0005,transparent) 100% 0;background-size:48px 100%,48px 100%,14px 100%,14px 100%;
    background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}}
    .wide:focus-visible,summary:focus-visible,a:focus-visible{outline:3px solid var(--blue);
    outline-offset:2px}
    table{border-collapse:collapse;width:100%}
    th,td{padding:5px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
    thead th{font-size:13px;border-bottom:2px solid var(--line);vertical-align:bottom;
    background:var(--paper)}
    tbody th{font-weight:600}
    th.unit{min-width:7em}
    .number{text-align:right;white-space:nowrap}
    .middle{text-align:center}
    .tier th{background:var(--faint);font-size:13px;color:var(--soft)}
    code,.mono{font-family:ui-monospace,Consolas,"DejaVu Sans Mono",monospace;font-size:12.5px;
    overflow-wrap:anywhere}
    th.mono,td.mono{min-width:5.5em}
    .mark{display:inline-block;min-width:1.65em;padding:0 .3em;border-radius:4px;font-weight:700;
    text-align:center;line-height:1.55;border:1px solid currentColor;white-space:nowrap}
    .dashed{border-style:dashed}.dotted{border-style:dotted}.double{border:3px double currentColor}
    .blue{color:var(--blue);background:var(--blue-bg)}
    .brown{color:var(--brown);background:var(--brown-bg)}
    .green{color:var(--green);background:var(--green-bg)}
    .plum{color:var(--plum);background:var(--plum-bg)}
    .gold{color:var(--gold);background:var(--gold-bg)}
    .red{color:var(--red);background:var(--red-bg)}
    .grey{color:var(--grey);background:var(--grey-bg)}
    .legend{display:flex;flex-wrap:wrap;gap:6px 18px;margin:10px 0 0;padding:0;list-style:none;
    font-size:13px;color:var(--soft);align-items:center}
    .legend svg{display:inline-block;vertical-align:-4px;margin-right:4px}
    .verdict{display:flex;gap:12px;align-items:center;font-size:17px;font-weight:600;margin:0 0 10px}
    .verdict .mark{font-size:18px;font-weight:700}
    .pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:14px 20px}
    .pair>*{min-width:0}.pair>:only-child{grid-column:1/-1}
    dl{margin:0;display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 14px}
    dt{color:var(--soft)}
    dd{margin:0;overflow-wrap:anywhere}
    .warn{border-left:5px solid var(--gold);background:var(--gold-bg);color:var(--ink);
    padding:8px 12px;border-radius:4px;margin:0 0 10px}
    .bad{border-left:5px solid var(--red);background:var(--red-bg);color:var(--ink);
    padding:8px 12px;border-radius:4px;margin:0 0 10px}
    ul.plain{margin:0;padding:0;list-style:none}
    ul.plain>li{padding:5px 0;border-bottom:1px solid var(--line)}
    ul.plain>li:last-child{border-bottom:0}
    .roster{table-layout:fixed;min-width:1080px}
    .roster th,.roster td{padding:4px 5px;border:1px solid var(--line)}
    .roster thead th{text-align:center;font-weight:600;vertical-align:top}
    .roster .unit{width:208px;font-size:14px;position:sticky;left:0;background:var(--paper);z-index:1;
    text-align:left}
    .roster .sum{width:64px}
    .roster td{text-align:center;height:44px}
    .roster .who{display:block;font-size:12px;line-height:1.25;margin-top:2px;
    overflow-wrap:anywhere}
    .roster .changed{box-shadow:inset 0 0 0 2px var(--ink)}
    .roster .delta{font-size:11px;font-weight:700;margin-right:2px}
    .roster .was{display:block;font-size:11px;line-height:1.25;color:var(--soft);margin-top:1px}
    .roster .dates{display:block;font-size:11px;font-weight:400;color:var(--soft)}
    .shifts{border-collapse:separate;border-spacing:0;font-size:13px}
    .shifts th,.shifts td{padding:2px 1px;border:0;border-right:1px solid var(--line);
    border-bottom:1px solid var(--line);text-align:center;min-width:33px;line-height:1.2}
    .shifts .unit{min-width:104px;max-width:128px;text-align:left;padding:2px 6px;position:sticky;left:0;
    background:var(--paper);z-index:1;overflow-wrap:anywhere}
    .shifts thead th{vertical-align:top}
    .shifts .rest{background:var(--faint)}
    .shifts .sum{min-width:36px}
    .shifts .mark{min-width:0;padding:0 .25em;font-size:12px;line-height:1.4}
    .shifts .dates,.shifts small{display:block;font-size:10.5px;font-weight:400;color:var(--soft)}
    .day{display:inline-block;font-size:11px;line-height:1.35;padding:0 3px;border-radius:3px;
    font-weight:600;margin:1px 1px 0}
    svg{display:block;max-width:none}
    .chart{display:flex;align-items:flex-start;width:max-content}.chart svg{flex:none}
    .chart .short{display:none;position:sticky;left:0;z-index:1;background:var(--paper);
    border-right:1px solid var(--line)}
    svg text{font-size:12px;fill:var(--ink)}
    svg .soft{fill:var(--soft)}
    svg .tiny{font-size:10.5px}
    svg .clear{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
    svg .end{text-anchor:end}
    svg .mid{text-anchor:middle}
    svg .bold{font-weight:700}
    svg .rule{stroke:var(--line);stroke-width:1;fill:none}
    svg .axis{stroke:var(--soft);stroke-width:1;fill:none}
    svg .tick{stroke:var(--ink);stroke-width:2;fill:none}
    svg .band{fill:var(--faint)}
    svg .paper{fill:var(--paper)}
    svg .pin{fill:var(--ink)}
    svg .pin-line{fill:none;stroke:var(--ink);stroke-width:1.6}
    .lock{display:inline-block;margin-left:3px;vertical-align:-1px}
    svg .maintenance{fill:var(--closed)}
    svg .kept{fill:none;stroke:var(--ink);stroke-width:1;stroke-dasharray:3 2}
    svg .hatch{stroke:var(--closed);stroke-width:1;fill:none}
    svg .fill-blue{fill:var(--blue-bg);stroke:var(--blue);background:none}
    svg .fill-brown{fill:var(--brown-bg);stroke:var(--brown)}
    svg .fill-green{fill:var(--green-bg);stroke:var(--green)}
    svg .fill-plum{fill:var(--plum-bg);stroke:var(--plum)}
    svg .fill-gold{fill:var(--gold-bg);stroke:var(--gold)}
    svg .fill-grey{fill:var(--grey-bg);stroke:var(--grey)}
    svg .ink-blue{fill:var(--blue)}svg .ink-brown{fill:var(--brown)}
    svg .ink-green{fill:var(--green)}svg .ink-plum{fill:var(--plum)}
    svg .ink-gold{fill:var(--gold)}svg .ink-grey{fill:var(--grey)}
    svg .line-blue{stroke:var(--blue)}svg .line-brown{stroke:var(--brown)}
    svg .line-green{stroke:var(--green)}svg .line-plum{stroke:var(--plum)}
    svg .line-gold{stroke:var(--gold)}svg .line-grey{stroke:var(--grey)}
    svg .link{fill:none;stroke-width:2}
    svg g.item:hover .link,svg g.item:focus .link{stroke-width:4}
    svg g.item:focus{outline:2px solid var(--blue)}
    details{margin-top:10px}
    summary{cursor:pointer;font-weight:600}
    @media screen and (max-width:760px){main,header,footer{padding-left:12px;padding-right:12px}
    section{padding:12px}.pair{grid-template-columns:minmax(0,1fr)}h1{font-size:20px}
    .roster .unit{width:104px;font-size:13px}.figures li{flex-basis:40%}
    dl{grid-template-columns:minmax(0,1fr)}dt{margin-top:4px}}
    @media screen and (max-width:760px){.chart .whole{display:none}.chart .short{display:block}
    .wide tr:not(.tier)>:first-child:not([colspan]){position:sticky;left:0;z-index:1;
    background:var(--paper)}
    .wide>table:not([class]) td:first-child{min-width:5em}
    .wide>table:not([class]) td:not(:first-child),.wide>table:not([class]) th:not(:first-child){
    word-break:keep-all;overflow-wrap:break-word;max-width:16em}}
    @page{size:A4 landscape;margin:11mm}
    @media print{body{background:#fff;font-size:11px;-webkit-print-color-adjust:exact;
    print-color-adjust:exact}main,header,footer{max-width:none;padding:0}header{padding-top:0}
    section{border:0;padding:0;margin:10px 0;border-radius:0}.wide{overflow:visible}
    thead{display:table-header-group}tr,li,figure,.keep{break-inside:avoid}h2,h3,.verdict,h2+p,h3+p{break-after:avoid}
    .shifts{font-size:9px;width:auto}.shifts th,.shifts td{min-width:0;padding:1px}
    .shifts .mark{font-size:8.5px;padding:0 1px;border-width:.5px}.shifts .dates,.shifts small{font-size:7.5px}
    .shifts .unit{min-width:60px;position:static}
    .sheet{font-size:10px;line-height:1.3}.sheet header{padding:0}.sheet h1{font-size:16px;margin:0}
    .sheet h2{font-size:12px;margin:4px 0}.sheet section{margin:4px 0}.sheet th,.sheet td{padding:1px 6px}
    .sheet p{margin:2px 0}.sheet footer{padding:0}.sheet code,.sheet .mono{font-size:9px}
    .roster{min-width:0;break-inside:avoid}.roster thead th,.roster .unit{font-size:11px}
    .roster .unit{width:156px;position:static}.roster th,.roster td{padding:2px 3px}.roster td{height:22px}
    .roster .sum{width:44px}.roster .dates,.roster .day{font-size:9px}.roster .day{padding:0 1px;margin:0}
    .roster .mark{font-size:10px;padding:0 .2em;min-width:0}
    .roster .who{display:inline;font-size:10px;margin:0 0 0 2px}.roster .was{font-size:9px}
    svg{max-width:100%;height:auto}.chart{width:auto}.chart.one{break-inside:avoid}.chart.one svg{max-height:155mm}
    .chart svg{flex:0 1 auto;min-width:0}.figures li{padding:3px 8px}.figures b{font-size:14px}
    .new-sheet{break-before:page}}
    """
}
