// Issues as rows, sides as columns, each cell a stance with its strength and age; on a phone, the issues as a list.
import { html, useMemo, useState } from "../lib.js";
import { open } from "../state.js";
import { age, day, daysBetween, percent } from "../words.js";
import { STANCES, Side, sideClass } from "./badges.js";
import { useNarrow } from "./narrow.js";

const ROWS = 14;
const COLUMNS = 8;
// Below these a stance is shown as weak, or as neither weak nor strong.
const WEAK = 0.55, STRONG = 0.75;
// A stance that nobody has repeated for so many days is shown as old.
const OLD_AFTER = 30;
const OTHERS = 3;

export function Matrix({ issues, on }) {
  const narrow = useNarrow();
  const [all, setAll] = useState(false);
  const sides = useMemo(() => sidesOf(issues), [issues]);
  const sorted = useMemo(() => freshFirst(issues, on), [issues, on]);
  const shown = all ? sorted : sorted.slice(0, ROWS);
  const columns = sides.slice(0, COLUMNS);
  const more = issues.length > ROWS && html`<button class="quiet all" onClick=${() => setAll(!all)}>${all ? "Fewer" : `All ${issues.length}`}</button>`;
  if (narrow) {
    return html`<ul class="lines">${shown.map((issue) => html`<li class="stance-line"><h3><bdi>${issue.label}</bdi></h3>
      <div class="stance-chips">${issue.held.map((held) => html`<${Cell} held=${held} issue=${issue} on=${on} named=${true} />`)}</div></li>`)}</ul>${more}`;
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Who stands where">
    <table class="matrix"><thead><tr><th scope="col">Issue</th>${columns.map((side) => html`<th scope="col" title=${side.name}><span class=${`column ${sideClass(side.side)}`}>${side.short}</span></th>`)}
      ${sides.length > COLUMNS && html`<th scope="col">others</th>`}</tr></thead>
      <tbody>${shown.map((issue) => html`<tr><th scope="row"><bdi title=${issue.names.length > 1 ? `also: ${issue.names.slice(1, 6).join("; ")}` : null}>${issue.label}</bdi></th>
        ${columns.map((side) => html`<td>${issue.held.filter((held) => held.side === side.side).slice(0, 1).map((held) => html`<${Cell} held=${held} issue=${issue} on=${on} />`)}</td>`)}
        ${sides.length > COLUMNS && html`<td class="others"><${Others} held=${issue.held.filter((held) => !columns.some((side) => side.side === held.side))} issue=${issue} on=${on} /></td>`}</tr>`)}</tbody></table>
  </div>${more}`;
}

/** The stances of sides that have no column of their own; the many of them on demand. */
function Others({ held, issue, on }) {
  const [all, setAll] = useState(false);
  return html`${(all ? held : held.slice(0, OTHERS)).map((one) => html`<${Cell} held=${one} issue=${issue} on=${on} brief=${true} />`)}
    ${held.length > OTHERS && html`<button class="quiet more" onClick=${() => setAll(!all)}>${all ? "fewer" : `+${held.length - OTHERS}`}</button>`}`;
}

/** The issues on which most sides took a stand lately, then those with most sides. */
function freshFirst(issues, on) {
  const fresh = (issue) => issue.held.filter((held) => daysBetween(held.told, on) <= OLD_AFTER).length;
  return [...issues].sort((a, b) => fresh(b) - fresh(a) || b.held.length - a.held.length);
}

function Cell({ held, issue, on, named, brief }) {
  const [sign, word] = STANCES[held.stance];
  const old = age(held.told, on);
  const isOld = daysBetween(held.told, on) > OLD_AFTER;
  const strength = held.confidence >= STRONG ? "strong" : held.confidence >= WEAK ? "middling" : "weak";
  const changed = held.before ? `; ${STANCES[held.before[0]][1]} until then` : "";
  const said = `${held.actor} ${word === "undecided" ? "is undecided on" : word === "on conditions" ? "is for, on conditions," : `is ${word}`} “${issue.label}”, ${percent(held.confidence)} sure, last told ${day(held.told)}${changed}`;
  return html`<button class=${`plain cell cell-${strength} stance-${held.stance}${isOld ? " cell-old" : ""}`} data-entry=${held.entry} onClick=${() => open(held.entry)} aria-label=${said} title=${`${said} · ${held.paper}`}>
    <span class="stance" aria-hidden="true">${sign}</span>${held.before && html`<span class="changed" aria-hidden="true"></span>`}
    ${named ? html`<${Side} side=${held.side} name=${short(held.actor)} />` : brief ? html`<span class="cell-age">${short(held.actor)}</span>` : html`<span class="cell-age">${old}</span>`}</button>`;
}

/** "Russia" of "Russia (Sergei Lavrov)". */
export const short = (name) => name.replace(/ \(.*\)$/, "");

function sidesOf(issues) {
  const found = new Map();
  for (const issue of issues) {
    for (const held of issue.held) {
      const one = found.get(held.side) ?? { side: held.side, name: held.actor, short: short(held.actor), n: 0 };
      one.n += 1;
      if (short(held.actor).length < one.short.length) one.short = short(held.actor);
      found.set(held.side, one);
    }
  }
  const sorted = [...found.values()].sort((a, b) => b.n - a.n);
  return sorted;
}
