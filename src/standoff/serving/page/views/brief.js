// The brief as a sheet: what is seen here is what is printed, on two pages of A4, every line with the number of its
// evidence.
import { html, useLayoutEffect, useMemo, useRef, useState } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { open } from "../state.js";
import { count, day, list, quoted, withDays } from "../words.js";
import { Answer, Empty } from "../parts/feedback.js";
import { Icon } from "../parts/icon.js";
import { STANCES } from "../parts/badges.js";
import { short } from "../parts/matrix.js";

// The height of two pages between their margins in millimetres, less what unbroken lines leave empty at a page's end.
const TWO_PAGES = 2 * (297 - 30) - 10;
const MOST = 12;
const ISSUES = 8;
// As much of the words as fits on a line of the sheet.
const WORDS = 150;
const SIDES = 7;

export default function Brief({ record, on }) {
  const brief = useApi("brief", { on });
  const positions = useApi("positions", { on, limit: ISSUES });
  return html`
    <div class="page-head no-print"><div><h1>The brief</h1><p>Two pages, to hand over</p></div>
      <div class="end"><button class="primary" onClick=${() => print()}><${Icon} name="print" /> Print or save as PDF</button></div></div>
    <${Answer} of=${brief} what="the brief" again=${refresh}>${(data) => (data.sections.length ? html`<${Sheet} key=${data.day} brief=${data} issues=${positions.data?.items ?? []} />` : html`<div class="card"><${Empty} title="Nothing to tell">No report out by ${day(on)} tells anything that was coded.</${Empty}></div>`)}</${Answer}>`;
}

/** The sheet: measured once with all that it might hold, then cut to what fits on two pages. */
function Sheet({ brief, issues }) {
  const sheet = useRef(null);
  const [room, setRoom] = useState(null);
  useLayoutEffect(() => setRoom(null), [brief, issues]);
  useLayoutEffect(() => {
    if (room === null) setRoom(fitting(sheet.current, brief.sections));
  }, [room, brief, issues]);
  const sections = brief.sections.map((section, i) => {
    const shown = section.lines.slice(0, room ? room[i] : MOST);
    return { ...section, shown, left: section.lines.length - shown.length };
  }).filter((section) => section.shown.length);
  const notes = useMemo(() => numbered(sections), [brief, room]);
  return html`<article class="sheet" ref=${sheet} aria-label="The brief"><div class="ruler" aria-hidden="true"></div><div class="sheet-body">
    <header class="sheet-head"><div><p class="sheet-brand">Standoff · brief</p><h2 class="sheet-title">Where things stand on ${day(brief.day)}</h2></div>
      <p>${count(brief.reports, "report")}${brief.first ? ` since ${day(brief.first)}` : ""}, ${brief.lately} of the last month, by <bdi>${list(brief.papers.slice(0, 5))}${brief.papers.length > 5 ? " and others" : ""}</bdi></p></header>
    ${issues.length > 0 && html`<${Stances} issues=${issues} />`}
    ${sections.map((section) => html`<section class="sheet-section" key=${section.title}><h3>${section.title}${section.note && html` <i>${section.note}</i>`}${section.left > 0 && html` <span>${section.shown.length} of ${section.lines.length}</span>`}</h3><ul>${section.shown.map((line) => html`<li><${Line} line=${line} number=${notes.get(line.entry)} /></li>`)}</ul></section>`)}
    <footer class="sheet-foot">Numbers in brackets are entries of the record: <code>standoff show</code> gives the words. ${[...notes].slice(0, 60).map(([entry, n]) => html`<span class="nowrap">[${n}] ${entry.slice(0, 8)}</span> `)}</footer>
  </div></article>`;
}

function Stances({ issues }) {
  const seen = new Map();
  for (const issue of issues) for (const held of issue.held) seen.set(held.side, [(seen.get(held.side)?.[0] ?? 0) + 1, short(held.actor)]);
  const sides = [...seen].sort((a, b) => b[1][0] - a[1][0]).slice(0, SIDES).map(([side, [, name]]) => [side, name]);
  const rows = issues.filter((issue) => issue.held.some((held) => sides.some(([side]) => side === held.side))).slice(0, ISSUES);
  return html`<section class="sheet-stances"><h3>Who stands where</h3><table><thead><tr><th scope="col"><span class="unseen">Issue</span></th>${sides.map(([, name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.map((issue) => html`<tr><th scope="row"><bdi>${issue.label}</bdi></th>${sides.map(([side]) => {
      const held = issue.held.find((one) => one.side === side);
      return html`<td>${held && html`<button class="plain" onClick=${() => open(held.entry)} aria-label=${`${held.actor}: ${STANCES[held.stance][1]}`}><span class=${`stance stance-${held.stance}`}>${STANCES[held.stance][0]}</span></button>`}</td>`;
    })}</tr>`)}</tbody></table><p class="sheet-more">+ for, − against, ± on conditions, ? undecided</p></section>`;
}

const Line = ({ line, number }) => html`<b><bdi>${plain(line.text)}</bdi></b>${line.marks.map((mark) => html` <span class="sheet-status">${mark}</span>`)}${line.words && html` <span class=${quoted(line.words)}><bdi>${cut(line.words)}</bdi></span>`}
  ${line.notes.length > 0 && html` <span class="sheet-when"><bdi>${line.notes.map(plain).join(" · ")}</bdi></span>`} <button class="plain note-number" data-entry=${line.entry} onClick=${() => open(line.entry)} aria-label=${`Evidence ${number}`}>[${number}]</button>`;

/** The words, cut at the end of a word where they are long. */
const cut = (words) => (words.length > WORDS ? `${words.slice(0, WORDS).replace(/\s+\S*$/, "")} …` : words);

/** A note without the names of entries, which the number stands for, its days as one reads them. */
const plain = (note) => withDays(note.replace(/ \([aeispq]-[a-z2-7]+\)/g, ""));

/** How many lines of each section fit: one each, then one more each in turn, as long as there is room. */
function fitting(sheet, sections) {
  const millimetre = sheet.querySelector(".ruler").getBoundingClientRect().height / 100;
  const heights = [...sheet.querySelectorAll(".sheet-section")].map((section) => [...section.querySelectorAll("li")].map((line) => line.getBoundingClientRect().height));
  const full = sheet.querySelector(".sheet-body").getBoundingClientRect().height;
  const room = sections.map((section) => Math.min(1, section.lines.length));
  let used = full - heights.flat().reduce((sum, height) => sum + height, 0) + heights.reduce((sum, [first]) => sum + (first ?? 0), 0);
  for (let last = room.length - 1; last >= 0 && used > TWO_PAGES * millimetre; last -= 1) {
    used -= sheet.querySelectorAll(".sheet-section")[last].getBoundingClientRect().height - heights[last].reduce((sum, height) => sum + height, 0) + (heights[last][0] ?? 0);
    room[last] = 0;
  }
  for (let more = true; more;) {
    more = false;
    sections.forEach((section, i) => {
      const next = room[i] ? heights[i][room[i]] : undefined;
      if (next === undefined || used + next > TWO_PAGES * millimetre) return;
      room[i] += 1;
      used += next;
      more = true;
    });
  }
  return room;
}

/** The number of each entry, in the order in which they stand on the sheet. */
function numbered(sections) {
  const notes = new Map();
  for (const section of sections) for (const line of section.shown) if (!notes.has(line.entry)) notes.set(line.entry, notes.size + 1);
  return notes;
}
