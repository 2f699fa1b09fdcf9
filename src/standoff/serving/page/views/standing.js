// Where things stand on the day: stances, what is open, figures, what is new.
import { html, useState } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { link, open } from "../state.js";
import { addDays, age, count, day, list, quoted, withDays } from "../words.js";
import { out } from "../parts/dayrail.js";
import { Answer, Empty } from "../parts/feedback.js";
import { Modality } from "../parts/badges.js";
import { Figure } from "../parts/figures.js";
import { Matrix } from "../parts/matrix.js";

const KINDS = [[null, "All"], ["demand", "Demands"], ["offer", "Offers"], ["threaten", "Threats"]];
// What the record calls a move, as one reads it.
const MOVES = { threaten: "threat", warn: "warning" };
const WEEK = 7;
const MOST = 60;
const FIGURES = 12;

export default function Standing({ record, on }) {
  const positions = useApi("positions", { on, limit: MOST });
  return html`
    <div class="page-head"><div><h1>Where things stand on ${day(on)}</h1>
      <p>told by ${count(out(record.days, on), "report")}; <a href=${link("brief")}>the brief</a> says it in words</p></div></div>
    <div class="standing">
      <section class="card area-matrix" aria-labelledby="h-matrix"><header><h2 id="h-matrix">Who stands where</h2><${Key} /></header>
        <${Answer} of=${positions} what="the stances" again=${refresh}>${({ items }) => (items.length ? html`<${Matrix} issues=${items} on=${on} />` : html`<${Empty} title="No stances yet">No report out by ${day(on)} says where anybody stands.</${Empty}>`)}</${Answer}></section>
      <${Figures} on=${on} />
      <div class="standing-side"><${Open} on=${on} /><${Changes} on=${on} /></div>
    </div>`;
}

const Key = () => html`<p class="legend end"><span><i class="stance-support"></i>for</span><span><i class="stance-oppose"></i>against</span><span><i class="stance-conditional"></i>on conditions</span><span><i class="stance-undecided"></i>undecided</span><span>paler: less sure · hollow: older than a month</span></p>`;

function Open({ on }) {
  const [kind, setKind] = useState(null);
  const moves = useApi("negotiation", { on, state: "open", kind, limit: MOST });
  return html`<section class="card area-open" aria-labelledby="h-open"><header><h2 id="h-open">Open</h2>
      <div class="chips end" role="group" aria-label="Which">${KINDS.map(([one, name]) => html`<button class="chip" aria-pressed=${kind === one} onClick=${() => setKind(one)}>${name}</button>`)}</div></header>
    <${Answer} of=${moves} what="what is open" again=${refresh}>${({ items }) => (items.length ? html`<ul class="lines tall">${items.map((move) => html`<li><${Move} move=${move} on=${on} /></li>`)}</ul>` : html`<${Empty} title="Nothing is open">Every ${MOVES[kind] ?? kind ?? "demand, offer and threat"} told so far has its answer.</${Empty}>`)}</${Answer}></section>`;
}

function Move({ move, on }) {
  const { act } = move;
  return html`<button class="plain line" data-entry=${act.entry} onClick=${() => open(act.entry)}>
    <span class="line-top"><span class=${`tag kind-${MOVES[move.kind] ?? move.kind}`}>${MOVES[move.kind] ?? move.kind}</span><span class="who"><bdi>${list(act.actors) || "somebody"}</bdi></span><span class="end faint">${age(act.first_told, on)}</span></span>
    <span class=${quoted(act.words)}><bdi>${act.words}</bdi></span>
    <span class="meta">${act.recipients.length > 0 && html`<span>to answer: <b><bdi>${list(act.recipients)}</bdi></b></span>`}${act.deadline && html`<span class="tag warn">by ${day(act.deadline)}</span>`}${act.condition && html`<span>if: <bdi>${act.condition}</bdi></span>`}${act.voices > 1 && html`<span>${act.voices} voices</span>`}<${Modality} modality=${act.modality} /></span></button>`;
}

function Changes({ on }) {
  const since = addDays(on, -WEEK);
  const changes = useApi("changes", { on, since, limit: MOST });
  return html`<section class="card area-changes" aria-labelledby="h-changes"><header><h2 id="h-changes">New in the last week</h2><p>since ${day(since)}</p></header>
    <${Answer} of=${changes} what="what changed" again=${refresh}>${({ items }) => (items.length ? html`<ul class="lines tall">${items.map((one) => html`<li><button class="plain line" data-entry=${one.entry} onClick=${() => open(one.entry)}>
      <span class="line-top"><span class=${`tag kind-${one.kind}`}>${one.kind}</span><span class="change-text"><bdi>${withDays(one.text)}</bdi></span></span>${one.words && html`<span class=${quoted(one.words)}><bdi>${one.words}</bdi></span>`}<span class="meta"><span>${day(one.day)}</span><bdi>${one.paper}</bdi></span></button></li>`)}</ul>` : html`<${Empty} title="Nothing new">No report of that week brings anything that wasn't known.</${Empty}>`)}</${Answer}></section>`;
}

function Figures({ on }) {
  const [contested, setContested] = useState(true);
  const figures = useApi("figures", { on, contested: contested || null, limit: FIGURES });
  return html`<section class="card area-figures" aria-labelledby="h-figures"><header><h2 id="h-figures">Figures</h2>
      <div class="chips end" role="group" aria-label="Which"><button class="chip" aria-pressed=${contested} onClick=${() => setContested(true)}>Contested</button><button class="chip" aria-pressed=${!contested} onClick=${() => setContested(false)}>All</button></div></header>
    <${Answer} of=${figures} what="the figures" again=${refresh}>${({ items }) => (items.length ? html`<div class="figures">${items.map((one) => html`<${Figure} key=${one.name} figure=${one} />`)}</div>` : html`<${Empty} title=${contested ? "No figure is contested" : "No figures"}>${contested ? "Where papers give different values for one thing, they stand here side by side." : `No report out by ${day(on)} gives any.`}</${Empty}>`)}</${Answer}></section>`;
}

