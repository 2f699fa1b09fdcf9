// The acts over time: what is cooperation above the line, what is conflict below; how two sides are with each other;
// market moves on the same axis; the acts of what is in view as a list.
import { html, useEffect, useMemo, useRef } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { change, open } from "../state.js";
import { addDays, count, day, daysBetween, number } from "../words.js";
import { Answer, Empty, Loading } from "../parts/feedback.js";
import { QUAD_NAMES } from "../parts/badges.js";
import { ActFilters, Acts, Choice, choicesOf, nameIn, useIssues, useSides } from "../parts/acts.js";
import { Pager } from "../parts/pager.js";
import { TimeAxis, beginning, binned, dateOf, isoOf, stepOf, useD3, useWidth } from "../parts/axis.js";

const HEIGHT = 330;
const EDGE = { top: 34, right: 40, bottom: 26, left: 40 };
const LIMIT = 50;
const LEAST_DAYS = 3;
const PAUSE = 250;

export default function Timeline({ record, route, on }) {
  const { side, type, issue, modality, paper, a, b, from } = route.params;
  const since = route.params.since ?? beginning(record);
  const until = route.params.until ?? on;
  const chosen = { on, side, type, issue, modality, paper };
  const days = useApi("acts/days", { ...chosen, since, until });
  const acts = useApi("acts", { ...chosen, since, until, order: "-day", offset: Number(from) || 0, limit: LIMIT });
  const pair = useApi(a ? "measures" : null, { on, actor: a, recipient: b, by: daysBetween(since, until) > 120 ? "week" : "day", since });
  const back = useApi(a && b ? "measures" : null, { on, actor: b, recipient: a, by: daysBetween(since, until) > 120 ? "week" : "day", since });
  const markets = useApi("markets", { on, since });
  const issues = useIssues(on);
  const sides = useSides(on);
  const choices = choicesOf(sides);
  const nameOf = nameIn(sides);
  return html`
    <div class="page-head"><div><h1>Timeline</h1><p>${day(since)} to ${day(until)}, as told by ${day(on)}</p></div>
      <div class="end"><${Period} since=${since} until=${until} record=${record} on=${on} /></div></div>
    <${ActFilters} params=${route.params} record=${record} sides=${sides} issues=${issues} />
    <section class="card" aria-label="Acts over time">
      <header class="chart-head"><p class="legend">${[1, 2, 3, 4].map((n) => html`<span class=${`quad-${n}`}><i></i>${QUAD_NAMES[n]}</span>`)}</p>
        <div class="filters end"><${Choice} name="a" label="Line:" all="none" value=${a} choices=${choices} /><${Choice} name="b" label="towards" all="everybody" value=${b} choices=${choices.filter((one) => one.value !== a)} /></div></header>
      <${Answer} of=${days} what="the acts" again=${refresh}>${({ items }) => html`<${Chart} rows=${items} since=${since} until=${until} on=${on} record=${record}
        pair=${a ? [...(pair.data?.items ?? []), ...(b ? back.data?.items ?? [] : [])] : null} pairName=${a && (b ? `${nameOf(a)} and ${nameOf(b)}` : `${nameOf(a)} towards everybody`)} markets=${markets.data?.items ?? []} />`}</${Answer}>
    </section>
    <section class="card below" aria-labelledby="h-acts"><header><h2 id="h-acts">The acts</h2><p>the latest first</p>${acts.data && html`<p class="end">${count(acts.data.total, "act")}</p>`}</header>
      <${Answer} of=${acts} what="the acts" again=${refresh}>${({ items, total, offset }) => (items.length ? html`<${Acts} acts=${items} /><${Pager} total=${total} offset=${offset} limit=${LIMIT} />` : html`<${Empty} title="No act fits">Widen the period, or choose fewer filters.</${Empty}>`)}</${Answer}></section>`;
}

/** The period by its days, and steps to widen and narrow it: all that the wheel can do. */
export function Period({ since, until, record, on }) {
  const length = daysBetween(since, until);
  const set = (first, last) => change({ since: first <= beginning(record) ? null : first, until: last >= on ? null : last, from: null });
  const zoom = (by) => {
    const half = Math.max(LEAST_DAYS, Math.round(length * by)) / 2;
    const middle = addDays(since, Math.round(length / 2));
    set(addDays(middle, -Math.ceil(half)), addDays(middle, Math.ceil(half)));
  };
  return html`<div class="period" role="group" aria-label="Period">
    <input type="date" aria-label="First day" value=${since} max=${until} onChange=${(e) => e.target.value && set(e.target.value, until)} /> to
    <input type="date" aria-label="Last day" value=${until} min=${since} onChange=${(e) => e.target.value && set(since, e.target.value)} />
    <button aria-label="Narrow the period" title="Narrow" onClick=${() => zoom(0.5)}>+</button><button aria-label="Widen the period" title="Widen" onClick=${() => zoom(2)}>−</button>
    <button onClick=${() => change({ since: null, until: null, from: null })} disabled=${since === beginning(record) && until === on}>All</button></div>`;
}

function Chart({ rows, since, until, on, record, pair, pairName, markets }) {
  const d3 = useD3();
  const [place, width] = useWidth();
  return html`<div class="chart" ref=${place}>${d3 ? html`<${Drawn} d3=${d3} width=${width} rows=${rows} since=${since} until=${until} on=${on} record=${record} pair=${pair} pairName=${pairName} markets=${markets} />` : html`<${Loading} what="the drawing" />`}</div>`;
}

function Drawn({ d3, width, rows, since, until, on, record, pair, pairName, markets }) {
  const svg = useRef(null);
  const inner = width - EDGE.left - EDGE.right;
  const step = stepOf(since, until, Math.max(30, inner / 9));
  const bins = useMemo(() => binned(rows, since, step), [rows, since, step]);
  const x = d3.scaleUtc([dateOf(since), dateOf(addDays(until, 1))], [EDGE.left, width - EDGE.right]);
  const most = Math.max(1, ...bins.map(([, n]) => Math.max(n[0] + n[1], n[2] + n[3])));
  const y = d3.scaleLinear([-most, most], [HEIGHT - EDGE.bottom, EDGE.top]).nice();
  const line = useMemo(() => smooth(pair), [pair]);
  const tone = d3.scaleLinear([-10, 10], [HEIGHT - EDGE.bottom, EDGE.top]);
  useZoom(d3, svg, { since, until, record, on, left: EDGE.left, right: width - EDGE.right });
  const wide = Math.max(1.5, (x(dateOf(addDays(since, step))) - x(dateOf(since))) * 0.86);
  const zero = y(0);
  const total = d3.sum(rows, (row) => d3.sum(row.counts));
  const inView = markets.filter((one) => one.day >= since && one.day <= until);
  return html`<svg ref=${svg} width=${width} height=${HEIGHT} viewBox=${`0 0 ${width} ${HEIGHT}`} role="group" aria-label=${`${count(total, "act")} from ${day(since)} to ${day(until)}; the list below holds them`}>
    <g class="grid">${y.ticks(5).map((tick) => html`<g key=${tick} transform=${`translate(0 ${y(tick)})`}><line x1=${EDGE.left} x2=${width - EDGE.right} /><text x=${EDGE.left - 8} dy="4" text-anchor="end">${number(Math.abs(tick))}</text></g>`)}</g>
    <${TimeAxis} x=${x} y=${HEIGHT - EDGE.bottom} width=${inner} />
    ${bins.map(([first, n]) => {
      const at = x(dateOf(first));
      const last = addDays(first, step - 1);
      return html`<g key=${first} class="bin" onClick=${() => change({ since: first, until: last > until ? until : last, from: null }, { push: true })}>
        <title>${`${day(first)}${step > 1 ? ` to ${day(last)}` : ""}: ${n.map((c, i) => c && `${c} ${QUAD_NAMES[i + 1]}`).filter(Boolean).join(", ")}`}</title>
        <rect class="hit" x=${at} width=${wide} y=${EDGE.top} height=${HEIGHT - EDGE.top - EDGE.bottom} />
        <rect class="quad-1" x=${at} width=${wide} y=${y(n[0])} height=${zero - y(n[0])} /><rect class="quad-2" x=${at} width=${wide} y=${y(n[0] + n[1])} height=${y(n[0]) - y(n[0] + n[1])} />
        <rect class="quad-3" x=${at} width=${wide} y=${zero} height=${y(-n[2]) - zero} /><rect class="quad-4" x=${at} width=${wide} y=${y(-n[2])} height=${y(-n[2] - n[3]) - y(-n[2])} /></g>`;
    })}
    <line class="zero" x1=${EDGE.left} x2=${width - EDGE.right} y1=${zero} y2=${zero} />
    <clipPath id="plot"><rect x=${EDGE.left} width=${inner} y="0" height=${HEIGHT} /></clipPath>
    ${line.length > 0 && html`<g class="pair"><path clip-path="url(#plot)" d=${d3.line((p) => x(dateOf(p.day)), (p) => tone(p.value)).curve(d3.curveLinear)(line)} />
      ${line.length < 80 && line.filter((p) => p.day >= since && p.day <= until).map((p) => html`<circle key=${p.day} cx=${x(dateOf(p.day))} cy=${tone(p.value)} r="3"><title>${`${day(p.day)}: ${p.value.toFixed(1)} over ${count(p.n, "act")}`}</title></circle>`)}
      ${[-10, -5, 5, 10].map((tick) => html`<text key=${tick} x=${width - EDGE.right + 6} y=${tone(tick) + 4}>${tick > 0 ? `+${tick}` : `−${-tick}`}</text>`)}
      <text class="pair-name" x=${width - EDGE.right} y=${EDGE.top - 20} text-anchor="end">${pairName}: conflict (−10) to cooperation (+10)</text></g>`}
    ${pair && !line.length && html`<text class="pair-name" x=${width - EDGE.right} y=${EDGE.top - 20} text-anchor="end">${pairName}: no act in this period</text>`}
    ${inView.length > 0 && html`<g class="markets"><text x=${EDGE.left} y=${EDGE.top - 20}>markets</text>${inView.map((one) => html`<g key=${one.entry} data-entry=${one.entry} tabindex="0" role="button" aria-label=${`${one.about} ${one.direction}, ${day(one.day)}`} onClick=${() => open(one.entry)} onKeyDown=${(e) => e.key === "Enter" && open(one.entry)} transform=${`translate(${x(dateOf(one.day))} ${EDGE.top - 9})`}>
      <title>${`${day(one.day)}: ${one.about} ${one.direction}: “${one.words}”`}</title><circle class="hit" r="12" /><path class=${`market-${one.direction}`} d=${one.direction === "down" ? "M-5-4h10l-5 8z" : one.direction === "up" ? "M-5 4h10l-5-8z" : "M-5 0l5-5 5 5-5 5z"} /></g>`)}</g>`}
    ${on <= until && on >= since && html`<line class="today" x1=${x(dateOf(on))} x2=${x(dateOf(on))} y1=${EDGE.top} y2=${HEIGHT - EDGE.bottom} />`}
  </svg>`;
}

/** One value a bin, the mean weighted by the acts. */
function smooth(cells) {
  const bins = new Map();
  for (const cell of cells ?? []) {
    const bin = bins.get(cell.start) ?? { sum: 0, n: 0 };
    bin.sum += cell.intensity * cell.acts;
    bin.n += cell.acts;
    bins.set(cell.start, bin);
  }
  return [...bins].map(([start, { sum, n }]) => ({ day: start, value: sum / n, n })).sort((p, q) => (p.day < q.day ? -1 : 1));
}

/** The wheel and dragging move the period; it is set in the address when they rest. */
function useZoom(d3, svg, { since, until, record, on, left, right }) {
  const timer = useRef(0);
  useEffect(() => {
    const base = d3.scaleUtc([dateOf(beginning(record)), dateOf(addDays(on, 1))], [left, right]);
    const days = Math.max(1, daysBetween(beginning(record), on) + 1);
    const zoom = d3.zoom().scaleExtent([1, Math.max(1, days / LEAST_DAYS)]).translateExtent([[left, 0], [right, 0]]).extent([[left, 0], [right, 100]])
      .filter((e) => (e.type === "wheel" ? e.ctrlKey || e.metaKey || Math.abs(e.deltaX) < Math.abs(e.deltaY) && e.altKey || e.shiftKey : !e.button && e.pointerType !== "touch" && !e.touches))
      .on("zoom", ({ transform, sourceEvent }) => {
        if (!sourceEvent) return;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          const [first, last] = transform.rescaleX(base).domain().map(isoOf);
          change({ since: first <= beginning(record) ? null : first, until: addDays(last, -1) >= on ? null : addDays(last, -1), from: null });
        }, PAUSE);
      });
    const drawn = d3.select(svg.current).call(zoom).on("dblclick.zoom", null);
    const scale = (base(dateOf(addDays(until, 1))) - base(dateOf(since))) || 1;
    const k = (right - left) / scale;
    drawn.call(zoom.transform, d3.zoomIdentity.translate(left - base(dateOf(since)) * k, 0).scale(k));
    return () => drawn.on(".zoom", null);
  }, [since, until, on, left, right]);
}
