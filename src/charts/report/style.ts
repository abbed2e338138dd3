import { type Inks, inks } from '../graphics/theme.ts';

/** The page's colours as CSS variables, which its charts use too. */
function variables({ background, ink, quiet, grid, series }: Inks): string {
  const named = { background, ink, quiet, grid, ...Object.fromEntries(series.map((c, k) => [`series-${k}`, c])) };
  return Object.entries(named)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join('');
}

const light = `color-scheme:light;--shade:#1c202433;--panel:#f5f6f7;--link:#0a5fa8;--bad:#a3261b;--warn:#7a5200;${variables(inks.light)}`;
const dark = `color-scheme:dark;--shade:#ffffff40;--panel:#1d2127;--link:#8cc4ff;--bad:#ff9d92;--warn:#f0c674;${variables(inks.dark)}`;

/** The style sheet of the page. */
export const style = `
:root{${light}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}
:root[data-theme=dark]{${dark}}
*{box-sizing:border-box}
html{font:17px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;background:var(--background);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:72rem;padding:1.5rem clamp(1rem,4vw,3rem) 5rem;overflow-wrap:break-word}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;color:var(--quiet);font-size:.85rem}
h1{font-size:clamp(1.4rem,1.1rem + 1.4vw,2.1rem);line-height:1.2;letter-spacing:-.015em;margin:1.2rem 0 .6rem;max-width:34em;text-wrap:balance}
:lang(ko){word-break:keep-all}
h2{font-size:1.5rem;line-height:1.25;margin:4rem 0 .6rem;letter-spacing:-.01em}
section:first-of-type h2{margin-top:1.8rem}
h3{font-size:1.1rem;line-height:1.35;margin:0 0 .2rem}
h4{font-size:1rem;margin:0 0 .2rem}
p,ul,ol{max-width:44em}
.lead{font-size:1.1rem;color:var(--quiet);margin:0 0 1rem}
.note,figcaption,caption,.source{color:var(--quiet);font-size:.85rem;line-height:1.5}
.note{margin:0 0 .4rem}
nav{margin:1.6rem 0 0}
nav ul{max-width:none;display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;padding:0;margin:0;list-style:none;font-size:.9rem}
a{color:var(--link);text-underline-offset:.2em}
dfn{font-style:normal;font-weight:600}
code,pre{font:.86em/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--panel);padding:.9rem 1.1rem;border-radius:.4rem;white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0}
pre span{display:inline-block;max-width:100%}
.scroll{overflow-x:auto;margin:1.2rem 0 .8rem;max-width:100%;background:linear-gradient(to right,var(--background) 40%,transparent) 0 0/3rem 100% local,linear-gradient(to left,var(--background) 40%,transparent) 100% 0/3rem 100% local,linear-gradient(to right,var(--shade),transparent) 0 0/1rem 100% scroll,linear-gradient(to left,var(--shade),transparent) 100% 0/1rem 100% scroll;background-repeat:no-repeat}
table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums;width:100%}
caption{text-align:left;padding:0 0 .5rem;caption-side:top}
caption span{display:block;position:sticky;left:0;width:min(100%,calc(100vw - 2.5rem))}
th,td{text-align:right;padding:.42rem .55rem;border-bottom:1px solid var(--grid);vertical-align:top}
th:first-child,td:first-child{padding-left:0}
thead th{font-weight:600;vertical-align:bottom;border-bottom:1.5px solid var(--quiet);line-height:1.3}
th[scope=row],thead th:first-child{text-align:left}
th[scope=row]{font-weight:600;white-space:nowrap}
td small,th small{display:block;color:var(--quiet);font-weight:400;font-size:.82em}
td small,.results td:last-child{white-space:nowrap}
table.words td,table.words th{text-align:left}
table.words td:last-child{width:100%}
:lang(en) .advice::first-letter{text-transform:uppercase}
figure{margin:2.6rem 0 0;min-width:0}
figcaption{max-width:52em;margin-top:.4rem}
.set{margin-top:3rem}
.multiples,.pair{display:grid;gap:0 1.6rem}
.multiples{grid-template-columns:repeat(auto-fit,minmax(min(16.5rem,100%),1fr))}
.sets{display:grid;gap:0 2rem}
.pair,.sets{grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr))}
.multiples figure,.pair figure{margin-top:1.4rem}
.plot{min-height:6rem;min-width:0;overflow:hidden}
.plot svg{max-width:100%;height:auto;display:block;overflow:visible}
.still svg{width:100%}
.drawn .still{display:none}
:root:not([data-scripts]) :is(.choice,#theme,button[data-copy]){display:none}
:root:not([data-scripts]) .legend button{cursor:auto;border-color:transparent}
.vega-embed{width:100%;padding:0!important}
.controls{display:flex;flex-wrap:wrap;gap:.5rem 1.2rem;align-items:center;margin:.5rem 0 .3rem;font-size:.85rem}
.legend,.choice{display:flex;flex-wrap:wrap;gap:.25rem;align-items:center}
.choice span,.legend>span{color:var(--quiet);margin-right:.3rem}
button{font:inherit;color:inherit;background:none;border:1px solid var(--grid);border-radius:.35rem;padding:.18rem .6rem;cursor:pointer;display:inline-flex;gap:.45rem;align-items:center;min-height:1.9rem}
button:hover{border-color:var(--quiet)}
.choice button[aria-pressed=true],#theme[aria-pressed=true]{background:var(--panel);border-color:var(--quiet);font-weight:600}
.legend button[aria-pressed=false]{color:var(--quiet);text-decoration:line-through}
.legend button[aria-pressed=false] svg{opacity:.25}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.2rem}
details{margin:.7rem 0;font-size:.95rem}
summary{cursor:pointer;color:var(--link);font-size:.85rem}
.findings{list-style:none;padding:0;margin:.4rem 0 1.4rem}
.findings li{border-left:3px solid var(--grid);padding:.1rem 0 .1rem 1rem;margin:.7rem 0}
.findings .problem{border-color:var(--bad)}
.findings .warning{border-color:var(--warn)}
.severity{font-weight:700}
.problem .severity{color:var(--bad)}
.warning .severity{color:var(--warn)}
.findings p{margin:.15rem 0}
.verdicts li{margin:.35rem 0}
#vg-tooltip-element.custom-theme{visibility:hidden;position:fixed;z-index:1000;pointer-events:none;background:var(--background);color:var(--ink);border:1px solid var(--quiet);border-radius:.35rem;padding:.5rem .7rem;font-size:.8rem;box-shadow:0 4px 14px rgb(0 0 0/.18)}
#vg-tooltip-element.custom-theme.visible{visibility:visible}
#vg-tooltip-element.custom-theme table{font-size:inherit;width:auto}
#vg-tooltip-element.custom-theme td{border:0;padding:.05rem 0;text-align:left}
#vg-tooltip-element.custom-theme td.key{color:var(--quiet);padding-right:.8rem;text-align:right}
footer{margin-top:5rem;color:var(--quiet);font-size:.85rem;border-top:1px solid var(--grid);padding-top:1rem}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:40rem){
html{font-size:16px}h2{margin-top:3.2rem}
table.results,.results tbody,.results tr,.results th,.results td,.results caption{display:block;width:auto}
.results thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.results tr{border-bottom:1.5px solid var(--quiet);padding:.5rem 0}
.results th[scope=row]{border:0;font-size:1rem;padding:.3rem 0}
.results td{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:0 .6rem;align-items:baseline;border-bottom:0;padding:.15rem 0}
.results td::before{content:attr(data-head);color:var(--quiet);margin-right:auto}
}
@media print{
:root,:root:not([data-theme=light]),:root[data-theme=dark]{${light}}
@page{size:A4;margin:14mm 13mm}
html{font-size:9.5pt;line-height:1.45}
body{max-width:none;padding:0}
header button,nav,.zoom,.choice,details.data,button[data-copy],tr.usual{display:none}
h1{margin:.4rem 0;font-size:1.9rem}h2{margin-top:1.4rem}
h1,h2,h3,h4,caption,.set>.note,.note:has(+.controls),.lead{break-after:avoid}
figure,tr,li,pre,.set{break-inside:avoid}
p,ul,ol,figcaption{max-width:none}
p,li{orphans:3;widows:3}
figure,.multiples figure,.pair figure,.set{margin-top:.9rem}
.multiples{grid-template-columns:repeat(3,minmax(0,1fr))}
.multiples:not(:has(figure:nth-of-type(2))),.pair:not(:has(figure:nth-of-type(2))){grid-template-columns:minmax(0,1fr)}
.multiples:has(figure:nth-of-type(2)):not(:has(figure:nth-of-type(3))),.pair:has(figure:nth-of-type(2)){grid-template-columns:repeat(2,minmax(0,1fr))}
.sets{grid-template-columns:repeat(2,minmax(0,1fr))}
.multiples,.pair,.sets{gap:0 1.2rem}
.plot{min-height:0}
.drawn:not(.changed) .still{display:block}
.drawn:not(.changed) .live{display:none}
.controls{margin:.2rem 0}
.legend{gap:0}
.legend button{border:0;padding:0 .5rem 0 0;min-height:0}
.legend button[aria-pressed=false]{display:none}
figcaption,.note,.source{line-height:1.35}
.findings li{margin:.4rem 0}
.scroll{overflow:visible;background:none;margin:.7rem 0}
th,td{padding:.2rem .4rem}
footer{margin-top:1.5rem;padding-top:.4rem}
a{color:inherit;text-decoration:none}
}
`;
