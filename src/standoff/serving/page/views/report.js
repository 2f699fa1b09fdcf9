// One report with what was coded in it, marked in its text; hovering tells, clicking opens.
import { html, useEffect, useMemo, useRef, useState } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { link, open } from "../state.js";
import { count, day, list, places, quoted } from "../words.js";
import { Answer } from "../parts/feedback.js";
import { Modality, Reviewed, STANCES, Side, Type, quad, sideClass } from "../parts/badges.js";

const LAYERS = { statement: "Statements", event: "Events", quantity: "Figures", actor: "Actors" };

export default function Report({ id, route }) {
  const report = useApi(`reports/${encodeURIComponent(id)}`);
  return html`<${Answer} of=${report} what="the report" again=${refresh}>${(data) => html`<${Marked} report=${data} route=${route} />`}</${Answer}>`;
}

function Marked({ report, route }) {
  const [layers, setLayers] = useState({ statement: true, event: true, quantity: true, actor: false });
  const [lit, setLit] = useState(null);
  const told = useMemo(() => entries(report), [report]);
  const at = useMemo(() => new Map(told.map((one) => [one.name, one])), [told]);
  const chosen = route.params.entry;
  useEffect(() => {
    const wanted = chosen ?? route.params.at;
    document.querySelector(`.report-text [data-in~="${CSS.escape(wanted ?? "")}"]`)?.scrollIntoView({ block: "center" });
  }, [chosen, route.params.at, report]);
  const rows = told.filter((one) => layers[one.kind]);
  return html`
    <div class="page-head">
      <div><h1><bdi>${report.title || firstWords(report.text)}</bdi></h1>
        <p><bdi>${report.paper}</bdi> · ${report.published ? day(report.published) : "day not known"} · ${count(report.statements.length, "statement")}, ${count(report.events.length, "event")}, ${count(report.quantities.length, "figure")}</p></div>
      <div class="end" role="group" aria-label="What is marked">
        ${Object.entries(LAYERS).map(([kind, name]) => html`<button class="chip" aria-pressed=${layers[kind]} onClick=${() => setLayers({ ...layers, [kind]: !layers[kind] })}>${name}</button>`)}
      </div>
    </div>
    ${report.notes.length > 0 && html`<ul class="notes">${report.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
    <div class="report-columns">
      <article class="card report-text" lang=${report.language}>
        <${Text} report=${report} told=${told} at=${at} layers=${layers} lit=${lit} setLit=${setLit} chosen=${chosen} />
      </article>
      <aside class="report-side" aria-label="What was coded">
        <${Sides} report=${report} />
        <section class="card"><header><h2>In the order of the text</h2><p class="end">${rows.length}</p></header>
          <ul class="lines">${rows.map((one) => html`<li><button class="plain line" data-entry=${one.name} aria-current=${one.name === chosen} onClick=${() => open(one.name)}
            onMouseEnter=${() => setLit(one.name)} onMouseLeave=${() => setLit(null)} onFocus=${() => setLit(one.name)} onBlur=${() => setLit(null)}><${Line} one=${one} text=${report.text} /></button></li>`)}</ul>
        </section>
        ${report.positions.length > 0 && html`<section class="card"><header><h2>Positions</h2></header><ul class="lines">
          ${report.positions.map((p) => html`<li><button class="plain line" data-entry=${p.name} onClick=${() => open(p.name)}>
            <span class=${`stance stance-${p.stance}`} aria-hidden="true">${STANCES[p.stance][0]}</span> <${Side} side=${p.side} name=${p.shown} /> ${STANCES[p.stance][1]} <bdi>${p.issue_label}</bdi></button></li>`)}</ul></section>`}
      </aside>
    </div>`;
}

/** Who speaks here, with the colours of their words. */
function Sides({ report }) {
  const sides = new Map();
  for (const one of report.statements) sides.set(one.side, [...(sides.get(one.side) ?? []), one.shown]);
  if (!sides.size) return null;
  const sorted = [...sides].sort((a, b) => b[1].length - a[1].length);
  return html`<section class="card"><header><h2>Who is quoted</h2></header><ul class="quoted">
    ${sorted.map(([side, names]) => html`<li><${Side} side=${side} name=${shortest(names)} /> <span class="faint">${names.length}</span></li>`)}</ul></section>`;
}

const shortest = (names) => names.reduce((a, b) => (b.length < a.length ? b : a)).replace(/ \(.*\)$/, "");

function Line({ one, text }) {
  if (one.kind === "statement") return html`<${Side} side=${one.side} name=${one.shown} /> <span class="faint">${one.cue || "says"}</span> <${Reviewed} how=${one.reviewed} /><span class=${quoted(cut(text, one.spans[0]))}><bdi>${cut(text, one.spans[0])}</bdi></span>`;
  if (one.kind === "event") return html`<${Type} type=${one.type} /> <${Modality} modality=${one.modality} /> <${Reviewed} how=${one.reviewed} /> <span class="who"><bdi>${one.who || "somebody"}</bdi></span>${one.whom && html` → <bdi>${one.whom}</bdi>`}${one.issue && html`<span class="quote-less soft"> · <bdi>${one.issue}</bdi></span>`}`;
  if (one.kind === "quantity") return html`<b><bdi>${cut(text, one.spans[0])}</bdi></b> <span class="soft"><bdi>${one.about}</bdi></span>`;
  return html`<${Side} side=${one.side} name=${one.shown} /> <span class="faint">${one.role ?? one.code}</span>`;
}

/** The text in pieces, each with the entries that lie on it; the innermost is the one that a click opens. */
function Text({ report, told, at, layers, lit, setLit, chosen }) {
  const [tip, setTip] = useState(null);
  const pieces = useMemo(() => segments(report.text, told, layers), [report, told, layers]);
  const over = (e) => {
    const piece = e.target.closest("[data-in]");
    const name = piece?.dataset.entry ?? null;
    setLit(name);
    setTip(name ? { name, x: e.clientX, y: e.clientY } : null);
  };
  const paragraphs = useMemo(() => split(pieces), [pieces]);
  return html`
    <div class="text" dir="auto" onMouseOver=${over} onMouseLeave=${() => { setTip(null); setLit(null); }}
      onClick=${(e) => { const name = e.target.closest("[data-entry]")?.dataset.entry; if (name && getSelection().isCollapsed) open(name); }}>
      ${paragraphs.map((line) => html`<p>${line.map((piece) => (piece.names.length
        ? html`<span class=${piece.classes + (piece.names.includes(lit) ? " lit" : "") + (piece.names.includes(chosen) ? " chosen" : "")} data-in=${piece.names.join(" ")} data-entry=${piece.names[0]}>${piece.text}</span>`
        : piece.text))}</p>`)}
    </div>
    ${tip && html`<${Tip} one=${at.get(tip.name)} x=${tip.x} y=${tip.y} text=${report.text} />`}`;
}

function Tip({ one, x, y }) {
  const place = useRef(null);
  useEffect(() => {
    const box = place.current;
    box.style.left = `${Math.min(x + 12, innerWidth - box.offsetWidth - 12)}px`;
    box.style.top = `${y + 18 + box.offsetHeight > innerHeight ? y - box.offsetHeight - 10 : y + 18}px`;
  }, [one, x, y]);
  return html`<div class="tip" role="tooltip" ref=${place}>${told(one)}</div>`;
}

function told(one) {
  if (one.kind === "statement") return html`<b>${one.shown}</b>${one.how} statement, ${one.sourcing === "named" ? "by name" : one.sourcing === "role" ? "by office" : "unnamed"} <span class="dim">· ${Math.round(one.confidence * 100)} %</span>`;
  if (one.kind === "event") return html`<b>${one.who || "somebody"}${one.whom ? ` → ${one.whom}` : ""}</b>${one.type.toLowerCase()}${one.modality === "actual" ? "" : `, ${one.modality}`}${one.issue ? ` · ${one.issue}` : ""} <span class="dim">· ${Math.round(one.confidence * 100)} %</span>`;
  if (one.kind === "quantity") return html`<b>${one.value}</b>${one.about} <span class="dim">· ${Math.round(one.confidence * 100)} %</span>`;
  return html`<b>${one.shown}</b>${one.role ?? ""} <span class="dim">${one.code}</span>`;
}

/** Every entry of the report that lies on words of it, in their order; spans in UTF-16 units from here on. */
function entries(report) {
  const to = places(report.text);
  const unit = (span) => (span ? [to(span[0]), to(span[1])] : null);
  const words = (span) => (span ? report.text.slice(to(span[0]), to(span[1])) : "");
  const found = [
    ...report.statements.map((s) => ({ ...s, kind: "statement", how: s.kind, cue: words(s.cue), spans: s.content.map(unit), also: [[unit(s.source), "source"], [unit(s.cue), "cue"]] })),
    ...report.events.map((e) => ({ ...e, kind: "event", who: list(e.actors), whom: list(e.recipients), issue: e.issue_label, spans: [unit(e.evidence)], also: [[unit(e.trigger), "trigger"]] })),
    ...report.quantities.map((q) => ({ ...q, kind: "quantity", value: words(q.evidence), spans: [unit(q.evidence)], also: [] })),
    ...report.actors.map((a) => ({ ...a, kind: "actor", spans: a.mentions.map(unit), also: [] })),
  ];
  return found.filter((one) => one.spans.length).sort((a, b) => a.spans[0][0] - b.spans[0][0] || b.spans[0][1] - a.spans[0][1]);
}

function segments(text, told, layers) {
  const marks = [];
  for (const one of told) {
    if (!layers[one.kind]) continue;
    for (const span of one.spans) marks.push({ span, one, part: one.kind });
    for (const [span, part] of one.also) if (span) marks.push({ span, one, part });
  }
  const cuts = new Set([0, text.length]);
  for (const { span } of marks) cuts.add(span[0]).add(span[1]);
  const sorted = [...cuts].sort((a, b) => a - b);
  marks.sort((a, b) => a.span[0] - b.span[0]);
  const pieces = [];
  let live = [];
  let next = 0;
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const [begin, end] = [sorted[i], sorted[i + 1]];
    live = live.filter((mark) => mark.span[1] > begin);
    while (next < marks.length && marks[next].span[0] <= begin) live.push(marks[next++]);
    const here = live.filter((mark) => mark.span[1] > begin).sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
    const classes = here.map(({ one, part }) => `on-${part}${part === "trigger" ? ` quad-${quad(one.type)}` : ""}${part === "statement" || part === "actor" || part === "source" ? ` ${sideClass(one.side)}` : ""}`);
    pieces.push({ text: text.slice(begin, end), names: [...new Set(here.map((mark) => mark.one.name))], classes: classes.reverse().join(" ") });
  }
  return pieces;
}

/** The pieces by paragraph: a piece that holds line ends is cut at them. */
function split(pieces) {
  const lines = [[]];
  for (const piece of pieces) {
    piece.text.split(/\n+/).forEach((text, i) => {
      if (i > 0) lines.push([]);
      if (text) lines.at(-1).push({ ...piece, text });
    });
  }
  return lines.filter((line) => line.length);
}

const cut = (text, [begin, end]) => (end - begin > 140 ? `${text.slice(begin, begin + 130)} …` : text.slice(begin, end));
const firstWords = (text) => `${text.trim().slice(0, 70).replace(/\s+\S*$/, "")} …`;
