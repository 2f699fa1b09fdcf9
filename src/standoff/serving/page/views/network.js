// Who acts on whom over a period: the wider a line the more acts, its colour how friendly they are on the mean.
import { html, useMemo } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { change } from "../state.js";
import { addDays, count, day } from "../words.js";
import { Answer, Empty, Loading } from "../parts/feedback.js";
import { Acts, nameIn, useSides } from "../parts/acts.js";
import { beginning, useD3, useWidth } from "../parts/axis.js";
import { sideClass } from "../parts/badges.js";
import { Pager } from "../parts/pager.js";
import { Period } from "./timeline.js";

const HEIGHT = 560;
const DAYS = 90;
// On a phone there is room for fewer names, and more lines than these are a thicket.
const MOST_SIDES = 22, FEW_SIDES = 11, NARROW = 500;
const MOST_LINES = 60;
const LIMIT = 20;
// A mean intensity within these bounds is neither.
const NEUTRAL = 1;

export const sign = (intensity) => (intensity > NEUTRAL ? "good" : intensity < -NEUTRAL ? "bad" : "even");

export default function Network({ record, route, on }) {
  const since = route.params.since ?? (addDays(on, -DAYS) < beginning(record) ? beginning(record) : addDays(on, -DAYS));
  const until = route.params.until ?? on;
  const network = useApi("network", { on, since, until });
  const sides = useSides(on);
  const nameOf = nameIn(sides);
  const { a, b } = route.params;
  return html`
    <div class="page-head"><div><h1>Who acts on whom</h1><p>${day(since)} to ${day(until)}, as told by ${day(on)}</p></div>
      <div class="end"><${Period} since=${since} until=${until} record=${record} on=${on} /></div></div>
    <${Answer} of=${network} what="the network" again=${refresh}>${({ items: edges }) => (edges.length ? html`<div class="split">
      <section class="card" aria-label="Network"><header><p class="legend"><span class="sign-good"><i></i>friendly</span><span class="sign-even"><i></i>mixed</span><span class="sign-bad"><i></i>hostile</span><span>width: how many acts; the busiest pairs of the busiest sides</span></p></header>
        <${Drawing} edges=${edges} nameOf=${nameOf} a=${a} b=${b} /></section>
      <${Side} edges=${edges} nameOf=${nameOf} a=${a} b=${b} on=${on} since=${since} until=${until} route=${route} /></div>`
      : html`<div class="card"><${Empty} title="No acts between sides">Widen the period, or move the day.</${Empty}></div>`)}</${Answer}>`;
}

function Side({ edges, nameOf, a, b, on, since, until, route }) {
  const offset = Number(route.params.from) || 0;
  const acts = useApi(a ? "acts" : null, { on, since, until, side: b ? null : a, actor: b ? a : null, recipient: b, order: "-day", offset, limit: LIMIT });
  if (a) {
    return html`<section class="card" aria-labelledby="h-edge"><header><h2 id="h-edge">${nameOf(a)}${b ? ` → ${nameOf(b)}` : ""}</h2><button class="quiet end" onClick=${() => change({ a: null, b: null, from: null })}>All pairs</button></header>
      <${Answer} of=${acts} what="the acts" again=${refresh}>${({ items, total }) => html`<div class="tall high"><${Acts} acts=${items} /><${Pager} total=${total} offset=${offset} limit=${LIMIT} /></div>`}</${Answer}></section>`;
  }
  const sorted = [...edges].sort((p, q) => q.acts - p.acts);
  return html`<section class="card" aria-labelledby="h-pairs"><header><h2 id="h-pairs">Pairs</h2><p class="end">${edges.length}</p></header>
    <div class="tall high"><table class="pairs-table"><thead><tr><th scope="col">Who → whom</th><th scope="col" class="num">Acts</th><th scope="col" class="num">Tone</th></tr></thead><tbody>${sorted.slice(0, 100).map((edge) => html`<tr>
      <td><button class="plain pair-button" onClick=${() => change({ a: edge.actor, b: edge.recipient, from: null }, { push: true })}><span class=${`side ${sideClass(edge.actor)}`}>${nameOf(edge.actor)}</span> → ${nameOf(edge.recipient)}</button></td>
      <td class="num">${edge.acts}</td><td class=${`num sign-${sign(edge.intensity)}`}><b>${edge.intensity > 0 ? "+" : edge.intensity < 0 ? "−" : ""}${Math.abs(edge.intensity).toFixed(1)}</b></td></tr>`)}</tbody></table></div></section>`;
}

function Drawing(props) {
  const d3 = useD3();
  const [place, width] = useWidth(760);
  return html`<div class="chart" ref=${place}>${d3 ? html`<${Drawn} d3=${d3} width=${width} ...${props} />` : html`<${Loading} what="the drawing" />`}</div>`;
}

function Drawn({ d3, width, edges, nameOf, a, b }) {
  const { nodes, links } = useMemo(() => layout(d3, edges, width), [edges, width]);
  const at = new Map(nodes.map((node) => [node.id, node]));
  const most = Math.max(...links.map((one) => one.acts));
  const wide = (acts) => 1.2 + 7 * Math.sqrt(acts / most);
  const dim = (one) => a && !(one.actor === a && (!b || one.recipient === b));
  const pick = (edge) => change({ a: edge.actor, b: edge.recipient, from: null }, { push: true });
  return html`<svg width=${width} height=${HEIGHT} viewBox=${`0 0 ${width} ${HEIGHT}`} role="img" aria-label=${`${nodes.length} sides and ${links.length} directed pairs; the table holds them`}>
    ${links.map((one) => {
      const [s, t] = [at.get(one.actor), at.get(one.recipient)];
      const path = curve(s, t, t.r + 3 + wide(one.acts));
      return html`<g key=${one.actor + one.recipient} class=${`edge sign-${sign(one.intensity)}${dim(one) ? " dim" : ""}`} onClick=${() => pick(one)}>
        <title>${`${nameOf(one.actor)} → ${nameOf(one.recipient)}: ${count(one.acts, "act")}, tone ${one.intensity.toFixed(1)}`}</title>
        <path class="edge-hit" d=${path.d} /><path d=${path.d} stroke-width=${wide(one.acts)} /><path class="head" d=${path.head(4 + wide(one.acts) * 0.9)} /></g>`;
    })}
    ${nodes.map((node) => html`<g key=${node.id} class=${`node ${sideClass(node.id)}${a && a !== node.id && b !== node.id ? " dim" : ""}`} transform=${`translate(${node.x} ${node.y})`} onClick=${() => change({ a: node.id, b: null, from: null }, { push: true })}>
      <title>${`${nameOf(node.id)}: ${count(node.acts, "act")} by or towards it`}</title><circle r=${node.r} /><text dy=${node.r + 14} text-anchor="middle">${nameOf(node.id)}</text></g>`)}
  </svg>`;
}

function layout(d3, edges, width) {
  const acts = new Map();
  for (const edge of edges) for (const side of [edge.actor, edge.recipient]) acts.set(side, (acts.get(side) ?? 0) + edge.acts);
  const kept = new Set([...acts].sort((p, q) => q[1] - p[1]).slice(0, width < NARROW ? FEW_SIDES : MOST_SIDES).map(([side]) => side));
  const links = edges.filter((edge) => kept.has(edge.actor) && kept.has(edge.recipient)).slice(0, MOST_LINES);
  const linked = new Set(links.flatMap((edge) => [edge.actor, edge.recipient]));
  const top = Math.max(...acts.values());
  const nodes = [...kept].filter((side) => linked.has(side)).map((id) => ({ id, acts: acts.get(id), r: 6 + 16 * Math.sqrt(acts.get(id) / top) }));
  const stretch = Math.min(1.6, Math.max(0.7, width / HEIGHT));
  // D3's simulation begins at the same places and draws no chance numbers of its own: the same network, the same picture
  d3.forceSimulation(nodes)
    .force("link", d3.forceLink(links.map((one) => ({ source: one.actor, target: one.recipient, n: one.acts }))).id((node) => node.id).distance(110).strength((one) => 0.05 + 0.4 * Math.sqrt(one.n / top)))
    .force("charge", d3.forceManyBody().strength(-520)).force("x", d3.forceX(0).strength(0.05 / stretch)).force("y", d3.forceY(0).strength(0.09 * stretch))
    .force("collide", d3.forceCollide((node) => node.r + 20)).stop().tick(300);
  const [x0, x1] = d3.extent(nodes, (node) => node.x);
  const [y0, y1] = d3.extent(nodes, (node) => node.y);
  const x = d3.scaleLinear(x0 === x1 ? [x0 - 1, x1 + 1] : [x0, x1], [60, width - 60]);
  const y = d3.scaleLinear(y0 === y1 ? [y0 - 1, y1 + 1] : [y0, y1], [36, HEIGHT - 44]);
  return { nodes: nodes.map((node) => ({ ...node, x: x(node.x), y: y(node.y) })), links: [...links].sort((p, q) => p.acts - q.acts) };
}

/** A bent line from one node to the rim of another, with its head; the two directions of a pair bend apart. */
function curve(s, t, short) {
  const [dx, dy] = [t.x - s.x, t.y - s.y];
  const length = Math.hypot(dx, dy) || 1;
  const [cx, cy] = [(s.x + t.x) / 2 - dy * 0.16, (s.y + t.y) / 2 + dx * 0.16];
  const [ex, ey] = [t.x - cx, t.y - cy];
  const end = Math.hypot(ex, ey) || 1;
  const [ux, uy] = [ex / end, ey / end];
  const [px, py] = [t.x - ux * Math.min(short, length / 2), t.y - uy * Math.min(short, length / 2)];
  return {
    d: `M${s.x} ${s.y}Q${cx} ${cy} ${px} ${py}`,
    head: (size) => `M${px + ux * size} ${py + uy * size}L${px - uy * size * 0.6} ${py + ux * size * 0.6}L${px + uy * size * 0.6} ${py - ux * size * 0.6}z`,
  };
}
