// The crisis map: one lane a side, time downwards, an arrow an act, as the International Crisis Behavior Events data
// draw a crisis (Douglass et al. 2022, "Introducing the ICBe Dataset").
import { html, useMemo } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { change, open } from "../state.js";
import { addDays, day, list } from "../words.js";
import { Answer, Empty } from "../parts/feedback.js";
import { Modality, Type, quad, sideClass } from "../parts/badges.js";
import { ActFilters, nameIn, useIssues, useSides } from "../parts/acts.js";
import { beginning } from "../parts/axis.js";
import { useNarrow } from "../parts/narrow.js";
import { Pager } from "../parts/pager.js";
import { Period } from "./timeline.js";

const LIMIT = 150;
const DAYS = 30;
const LANES = 6;
const CHOICES = 14, FEW = 7;

export default function Moves({ record, route, on }) {
  const { side, type, issue, modality, paper, from } = route.params;
  const since = route.params.since ?? (addDays(on, -DAYS) < beginning(record) ? beginning(record) : addDays(on, -DAYS));
  const until = route.params.until ?? on;
  const acts = useApi("acts", { on, side, type, issue, modality, paper, since, until, towards: true, offset: Number(from) || 0, limit: LIMIT });
  const issues = useIssues(on);
  const sides = useSides(on);
  return html`
    <div class="page-head"><div><h1>Crisis map</h1><p>An arrow is an act of one side towards another; time runs downwards; dashed: not told as simply done</p></div>
      <div class="end"><${Period} since=${since} until=${until} record=${record} on=${on} /></div></div>
    <${ActFilters} params=${route.params} record=${record} sides=${sides} issues=${issues} />
    <section class="card" aria-label="Moves"><${Answer} of=${acts} what="the moves" again=${refresh}>${({ items, total, offset }) => (items.length
      ? html`<${Lanes} acts=${items} sides=${sides} chosen=${route.params.lanes} /><${Pager} total=${total} offset=${offset} limit=${LIMIT} />`
      : html`<${Empty} title="No moves">No side acts on another from ${day(since)} to ${day(until)}. Widen the period, or choose fewer filters.</${Empty}>`)}</${Answer}></section>`;
}

function Lanes({ acts, sides, chosen }) {
  const narrow = useNarrow();
  const ranked = useMemo(() => rank(acts), [acts]);
  const lanes = chosen ? chosen.split(",") : arranged(ranked.slice(0, narrow ? 4 : LANES), acts);
  const nameOf = nameIn(sides);
  const toggle = (side) => change({ lanes: (lanes.includes(side) ? lanes.filter((one) => one !== side) : [...lanes, side]).join(",") || null });
  const rows = acts.map((act) => ({ act, from: lanes.filter((s) => act.actor_sides.includes(s)), to: lanes.filter((s) => act.recipient_sides.includes(s) && !act.actor_sides.includes(s)) }))
    .filter((row) => row.from.length && row.to.length);
  let last = null;
  return html`
    <div class="lane-choice chips" role="group" aria-label="Lanes">${ranked.slice(0, narrow ? FEW : CHOICES).map((side) => html`<button class=${`chip ${sideClass(side)}`} aria-pressed=${lanes.includes(side)} onClick=${() => toggle(side)}>${nameOf(side)}</button>`)}</div>
    <div class="lanes" data-lanes=${lanes.length}>
      <div class="lane-heads"><span></span><span class="lane-names">${lanes.map((side) => html`<span class=${sideClass(side)}>${nameOf(side)}</span>`)}</span><span></span></div>
      ${rows.length === 0 ? html`<${Empty} title="No act between these sides">Choose other lanes.</${Empty}>` : html`<ol>${rows.map(({ act, from, to }) => {
        const fresh = act.day !== last;
        last = act.day;
        return html`<li key=${act.name} class=${fresh ? "new-day" : ""}><button class="plain lane-row" data-entry=${act.entry} onClick=${() => open(act.entry)} aria-label=${`${day(act.day)}: ${list(act.actors)} ${act.type.toLowerCase()} ${list(act.recipients)}: ${act.words}`}>
          <span class="lane-day">${fresh ? day(act.day) : ""}</span>
          <${Arrow} lanes=${lanes} from=${from} to=${to} act=${act} />
          <span class="lane-words"><${Type} type=${act.type} /> <${Modality} modality=${act.modality} /> <bdi class="soft">${act.issue_label ? `${act.issue_label}: ` : ""}${act.words}</bdi></span></button></li>`;
      })}</ol>`}
    </div>`;
}

/** One act across the lanes: a line from each side that acts to each that it acts on. */
function Arrow({ lanes, from, to, act }) {
  const at = (side) => ((lanes.indexOf(side) + 0.5) / lanes.length) * 100;
  const weak = act.modality !== "actual";
  return html`<span class="lane-draw"><svg width="100%" height="32" aria-hidden="true">
    ${lanes.map((side) => html`<line key=${side} class=${`lane-line ${sideClass(side)}`} x1=${`${at(side)}%`} x2=${`${at(side)}%`} y1="0" y2="32" />`)}
    ${from.flatMap((a) => to.map((b) => html`<line key=${a + b} class=${`move quad-${quad(act.type)}${weak ? " weak" : ""}`} x1=${`${at(a)}%`} x2=${`${at(b)}%`} y1="16" y2="16" />`))}
    ${from.map((a) => html`<circle key=${a} class=${`quad-${quad(act.type)}`} cx=${`${at(a)}%`} cy="16" r="4.500" />`)}
    ${to.map((b) => html`<svg key=${b} x=${`${at(b)}%`} y="16" overflow="visible"><path class=${`quad-${quad(act.type)}`} d=${at(b) > at(from[0]) ? "M0 0l-9-5.500v11z" : "M0 0l9-5.500v11z"} /></svg>`)}
  </svg></span>`;
}

/** The sides by how many of the acts they are in. */
function rank(acts) {
  const count = new Map();
  for (const act of acts) for (const side of [...act.actor_sides, ...act.recipient_sides]) if (side !== "UNK") count.set(side, (count.get(side) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1]).map(([side]) => side);
}

/** The lanes put so that those who have most to do with each other stand side by side: greedy, from the busiest pair. */
function arranged(lanes, acts) {
  const weight = new Map();
  const key = (a, b) => [a, b].sort().join(" ");
  for (const act of acts) for (const a of act.actor_sides) for (const b of act.recipient_sides) if (a !== b) weight.set(key(a, b), (weight.get(key(a, b)) ?? 0) + 1);
  const of = (a, b) => weight.get(key(a, b)) ?? 0;
  const left = [...lanes];
  const row = left.splice(0, 1);
  while (left.length) {
    let best = { n: -1 };
    for (const one of left) {
      if (of(one, row[0]) > best.n) best = { n: of(one, row[0]), one, front: true };
      if (of(one, row.at(-1)) > best.n) best = { n: of(one, row.at(-1)), one, front: false };
    }
    if (best.front) row.unshift(best.one); else row.push(best.one);
    left.splice(left.indexOf(best.one), 1);
  }
  return row;
}
