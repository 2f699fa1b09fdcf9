// A list of acts, each a line that opens its words; and the filters that choose them.
import { html } from "../lib.js";
import { useApi } from "../api.js";
import { change, open } from "../state.js";
import { day, list, quoted } from "../words.js";
import { Modality, TYPES, Type } from "./badges.js";
import { useNarrow } from "./narrow.js";

const MODALITIES = ["actual", "planned", "conditional", "denied", "alleged"];
const MOST_SIDES = 300;
const MOST_CHOICES = 60;

/** The acts, those of one day under its heading. */
export function Acts({ acts }) {
  let last = null;
  return html`<ol class="lines acts">${acts.map((act) => {
    const heading = act.day !== last && html`<h3 class="act-day">${day(act.day)}${act.dated ? "" : html` <span class="faint">by its report</span>`}</h3>`;
    last = act.day;
    return html`<li key=${act.name}>${heading}<${Act} act=${act} /></li>`;
  })}</ol>`;
}

export const Act = ({ act }) => html`<button class="plain line" data-entry=${act.entry} onClick=${() => open(act.entry)}>
  <span class="line-top"><${Type} type=${act.type} /><span><span class="who"><bdi>${list(act.actors) || "somebody"}</bdi></span>${act.recipients.length > 0 && html` → <bdi>${list(act.recipients)}</bdi>`}</span><${Modality} modality=${act.modality} />${act.contested && html`<span class="tag bad">contested</span>`}${act.place && html`<span class="end faint"><bdi>${act.place}</bdi></span>`}</span>
  <span class=${quoted(act.words)}><bdi>${act.words}</bdi></span>
  <span class="meta">${act.issue_label && html`<span>on <bdi>${act.issue_label}</bdi></span>`}<bdi>${act.papers.slice(0, 3).join(", ")}${act.papers.length > 3 ? ` and ${act.papers.length - 3} more` : ""}</bdi>${act.tellings > 1 && html`<span>told ${act.tellings} times</span>`}${[["denied", act.denied_by], ["disputed", act.disputed_by]].map(([how, by]) => by.length > 0 && html`<span class="form-error">${how} by <bdi>${list(by)}</bdi></span>`)}</span></button>`;

/** The sides known on the day, the most named first, as choices. */
export function useSides(on) {
  return useApi("sides", { on, limit: MOST_SIDES }).data?.items ?? [];
}

/** The issues that most sides take a stand on by the day. */
export function useIssues(on) {
  return useApi("issues", { on, limit: MOST_CHOICES }).data?.items ?? [];
}

/** What a side is called: by the record, else by its code. */
export const nameIn = (sides) => (side) => sides.find((one) => one.side === side)?.name ?? side.split("/").at(-1).replace(/^(IGO|NGO|REB):/, "");

/** The sides as choices. */
export const choicesOf = (sides) => sides.slice(0, MOST_CHOICES).map((one) => ({ value: one.side, name: one.name }));

/** A choice of one of several, kept in the address under `name`. */
export function Choice({ name, label, value, all, choices }) {
  const known = choices.some((one) => one.value === value);
  return html`<label>${label}<select class=${value ? "set" : ""} value=${value ?? ""} onChange=${(e) => change({ [name]: e.target.value || null, from: null })}>
    ${all !== undefined && html`<option value="">${all}</option>`}${value && !known && html`<option value=${value}>${value}</option>`}
    ${choices.map((one) => html`<option value=${one.value}>${one.name}</option>`)}</select></label>`;
}

/** What acts may be chosen by. */
export function ActFilters({ params, record, sides, issues }) {
  const plain = (values) => values.map((value) => ({ value, name: value.toLowerCase() }));
  const set = ["side", "type", "issue", "modality", "paper"].some((name) => params[name]);
  const narrow = useNarrow();
  const filters = html`<div class="filters" role="group" aria-label="Which acts">
    <${Choice} name="side" label="Actor" all="all" value=${params.side} choices=${choicesOf(sides)} />
    <${Choice} name="type" label="Type" all="all" value=${params.type} choices=${plain(TYPES)} />
    <${Choice} name="issue" label="Issue" all="all" value=${params.issue} choices=${issues.map((one) => ({ value: one.id, name: one.label }))} />
    <${Choice} name="modality" label="Told as" all="all" value=${params.modality} choices=${plain(MODALITIES)} />
    <${Choice} name="paper" label="Paper" all="all" value=${params.paper} choices=${record.papers.map(([value]) => ({ value, name: value }))} />
    ${set && html`<button class="quiet" onClick=${() => change({ side: null, type: null, issue: null, modality: null, paper: null, from: null })}>All acts</button>`}
  </div>`;
  return narrow ? html`<details class="folded" open=${set}><summary>Filters</summary>${filters}</details>` : filters;
}
