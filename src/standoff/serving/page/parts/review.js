// A person's hand: accept, reject, correct, merge and split an entry, with a note; what was decided, and undoing it.
import { html, useState } from "../lib.js";
import { refresh, send, useApi } from "../api.js";
import { quoted } from "../words.js";
import { Answer } from "./feedback.js";
import { Icon } from "./icon.js";

const WAYS = [["accept", "check", "Accept", "a"], ["reject", "close", "Reject", "x"], ["correct", "edit", "Correct", "c"], ["merge", "merge", "Merge", "m"], ["split", "split", "Split", "s"]];
const VERDICTS = new Set(["accept", "reject", "correct", "merge", "split"]);
// Spans are corrected where they can be seen: by splitting words off.
const NOT_HERE = new Set(["mentions", "content", "trigger", "evidence", "source", "cue", "condition", "span"]);

export function Review({ name, session }) {
  const review = useApi(`entries/${encodeURIComponent(name)}/review`);
  return html`<section class="review"><h3>Review</h3><${Answer} of=${review} what="the review" again=${refresh}>${(data) => html`<${Hand} name=${name} data=${data} session=${session} />`}</${Answer}></section>`;
}

function Hand({ name, data, session }) {
  const [way, setWay] = useState(null);
  const [note, setNote] = useState("");
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const holding = data.decisions.filter((one) => VERDICTS.has(one.verdict) && !one.undone);
  const act = async (work) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      setWay(null);
      setNote("");
    } catch (wrong) { setError(wrong.message); }
    setBusy(false);
  };
  const decide = (verdict, more = {}) => act(() => send("POST", `entries/${encodeURIComponent(name)}/review`, { verdict, note, ...more }));
  const undo = (number) => act(() => send("POST", `reviews/${number}/undo`, { note }));
  if (session.role !== "reviewer") return html`<${Decisions} holding=${holding} /><p class="faint small">You are signed in as a reader.</p>`;
  return html`
    <${Decisions} holding=${holding} undo=${undo} busy=${busy} />
    <div class="review-ways" role="group" aria-label="Decide">${WAYS.map(([verdict, icon, label, key]) => html`<button class=${`way-${verdict}`} data-key=${key} disabled=${busy} aria-pressed=${way === verdict} title=${`${label}  ${key}`}
      onClick=${() => (verdict === "accept" || verdict === "reject" ? decide(verdict) : setWay(way === verdict ? null : verdict))}><${Icon} name=${icon} />${label}</button>`)}</div>
    ${way === "correct" && html`<${Correct} fields=${data.fields} decide=${decide} busy=${busy} />`}
    ${way === "merge" && html`<${Other} says="tells the same as" verb="Merge" decide=${(other) => decide("merge", { other })} busy=${busy} kind=${name[0]} />`}
    ${way === "split" && html`<${Split} name=${name} decide=${decide} busy=${busy} />`}
    <label class="review-note"><span>Note</span><input type="text" maxlength="2000" placeholder="why (goes with the next decision)" value=${note} onInput=${(e) => setNote(e.target.value)} /></label>
    ${error && html`<p class="form-error" role="alert">${error}</p>`}`;
}

function Decisions({ holding, undo, busy }) {
  if (!holding.length) return null;
  return html`<ul class="decisions">${holding.map((one) => html`<li><span class=${`tag ${{ accept: "good", reject: "bad" }[one.verdict] ?? "warn"}`}>${{ accept: "accepted", reject: "rejected", correct: "corrected", merge: "merged", split: "split" }[one.verdict]}</span>
    <span><bdi>${one.field ? `${one.field}: ${shown(one.was)} → ${shown(one.value)}` : one.other ?? one.made ?? ""}</bdi> <span class="faint">by <bdi>${one.by}</bdi>${one.note && html`: <bdi>${one.note}</bdi>`}</span></span>
    ${undo && html`<button class="quiet end" disabled=${busy} onClick=${() => undo(one.number)} aria-label=${`Undo: ${one.verdict}`}><${Icon} name="undo" /> Undo</button>`}</li>`)}</ul>`;
}

const shown = (value) => (value === null || value === undefined || value === "" ? "nothing" : typeof value === "string" ? value : JSON.stringify(value));

function Correct({ fields, decide, busy }) {
  const usable = fields.filter((one) => !NOT_HERE.has(one.name));
  const [field, setField] = useState(usable[0]?.name);
  const [value, setValue] = useState("");
  const chosen = usable.find((one) => one.name === field);
  const kinds = { a: "an actor of the report (a-…), or its code", i: "an issue (i-…)", e: "an event (e-…)", s: "a statement (s-…)" };
  return html`<form class="review-form" onSubmit=${(e) => { e.preventDefault(); decide("correct", { values: { [field]: value } }); }}>
    <label>Field<select value=${field} onChange=${(e) => { setField(e.target.value); setValue(""); }}>${usable.map((one) => html`<option value=${one.name}>${one.name.replace("_", " ")}</option>`)}</select></label>
    <label>Value${chosen?.values.length ? html`<select value=${value} required=${!chosen.optional} onChange=${(e) => setValue(e.target.value)}><option value="">${chosen.optional ? "nothing" : "choose"}</option>${chosen.values.map((one) => html`<option value=${one}>${one.toLowerCase()}</option>`)}</select>`
      : html`<input type="text" required=${!chosen?.optional} placeholder=${chosen?.reference ? kinds[chosen.reference] + (chosen.many ? "; several with commas" : "") : ""} value=${value} onInput=${(e) => setValue(e.target.value)} />`}</label>
    <button class="primary" disabled=${busy}>Set</button></form>`;
}

function Other({ says, verb, decide, busy, kind }) {
  const [other, setOther] = useState("");
  return html`<form class="review-form" onSubmit=${(e) => { e.preventDefault(); decide(other.trim()); }}>
    <label class="grow">This entry ${says}<input type="text" required minlength="4" maxlength="20" placeholder=${`${kind}-…`} value=${other} onInput=${(e) => setOther(e.target.value)} /></label>
    <button class="primary" disabled=${busy}>${verb}</button></form>`;
}

/** Split by another entry, or by words marked in the passage above. */
function Split({ name, decide, busy }) {
  const [words, setWords] = useState(null);
  const take = () => setWords(marked());
  return html`<${Other} says="is not the same as" verb="Split" decide=${(other) => decide("split", { other })} busy=${busy} kind=${name[0]} />
    <div class="review-form"><p class="grow small">Or mark words in the passage above that tell something of their own.
      ${words && html`<br /><span class=${quoted(words.text)}><bdi>${words.text}</bdi></span>`}</p>
      ${words ? html`<button class="primary" disabled=${busy} onClick=${() => decide("split", { words: words.span })}>Split off</button>` : html`<button onClick=${take}>Take the marked words</button>`}</div>`;
}

/** The words marked in a passage, with their span in code points of the report; null where nothing is marked there. */
function marked() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const passage = range.commonAncestorContainer.parentElement?.closest(".passage") ?? range.commonAncestorContainer.closest?.(".passage");
  if (!passage) return null;
  const before = document.createRange();
  before.selectNodeContents(passage);
  before.setEnd(range.startContainer, range.startOffset);
  const lead = passage.dataset.lead.length;
  const text = range.toString();
  const begin = Number(passage.dataset.from) + [...before.toString()].length - lead;
  return text.trim() ? { text, span: [begin, begin + [...text].length] } : null;
}
