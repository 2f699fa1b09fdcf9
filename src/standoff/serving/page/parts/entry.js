// One entry beside the view: what it says, the words it rests on, who else tells it, what people decided.
import { html, useEffect, useRef } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { change, link, open } from "../state.js";
import { KINDS, capital, day, quoted } from "../words.js";
import { Icon } from "./icon.js";
import { Answer } from "./feedback.js";
import { Modality, Sure, Type } from "./badges.js";
import { Review } from "./review.js";

const NAME = /\b([aeispq]-[a-z2-7]{13})\b/;
// An entry as the API puts it: its words, its code where it has one, its name.
const NAMED = /(?:, )?(.*?)(?: \[[^\]]*\])? \(([aeispq]-[a-z2-7]{13})\)/g;
const HEAD = new Set(["type", "modality", "confidence", "actors", "recipients", "label", "called"]);
const MOST_TELLINGS = 20;
const LABELS = {
  act: "move", reply_to: "answers", same_as: "the same as", wikidata: "Wikidata", intensity: "tone, −10 to 10", cue_class: "cue",
  sourcing: "named by", statement: "said in", mode: "how",
};

export function EntryPanel({ name, session, on }) {
  const entry = useApi(`entries/${encodeURIComponent(name)}`);
  const head = useRef(null);
  const before = useRef(document.activeElement);
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    return () => before.current?.isConnected && before.current.focus({ preventScroll: true });
  }, []);
  const kind = KINDS[name[0]] ?? "entry";
  return html`<aside class="panel" aria-labelledby="panel-title">
    <div class="panel-head">
      <div><p class="faint small">${capital(kind)} <span class="nowrap">${name}</span></p>
        <h2 id="panel-title" tabindex="-1" ref=${head}>${entry.data?.name === undefined ? capital(kind) : html`<${Title} shown=${entry.data} />`}</h2></div>
      <button class="quiet square" onClick=${() => change({ entry: null })} aria-label="Close" title="Close  Esc"><${Icon} name="close" /></button>
    </div>
    <div class="panel-body"><${Answer} of=${entry} what="the entry" again=${refresh}>${(shown) => html`<${Body} shown=${shown} session=${session} on=${on} />`}</${Answer}></div>
  </aside>`;
}

// a statement's source, cue and content each with its own mark; any other entry's words with one
const words = (p) => p.parts?.length
  ? p.parts.map(([said, what]) => what ? html`<mark class=${`part-${what}`} title=${what}>${said}</mark>` : said)
  : html`<mark>${p.quoted}</mark>`;
const plain = (value) => value.replace(/ \([aeispq]-[a-z2-7]{13}\)/g, "").replace(/ \[[A-Z:]+[^\]]*\]/g, "");

function Title({ shown }) {
  const fields = Object.fromEntries(shown.fields);
  if (shown.kind === "event") return html`<bdi>${plain(fields.actors ?? "somebody")}</bdi>${fields.recipients && html` → <bdi>${plain(fields.recipients)}</bdi>`}`;
  if (shown.kind === "statement") return html`<bdi>${plain(fields.speaker ?? "")}</bdi>`;
  if (shown.kind === "position") return html`<bdi>${plain(fields.actor ?? "")}</bdi>: ${fields.stance}`;
  if (shown.kind === "quantity") return html`<bdi>${[fields.qualifier, fields.value && Number(fields.value).toLocaleString("en-GB"), fields.unit].filter(Boolean).join(" ")}</bdi>`;
  return html`<bdi>${plain(fields.label ?? fields.name ?? shown.name)}</bdi>`;
}

function Body({ shown, session, on }) {
  const fields = Object.fromEntries(shown.fields);
  const report = Object.fromEntries(shown.report);
  const rest = shown.fields.filter(([label]) => !HEAD.has(label) || (label === "actors" && /, .*\(/.test(fields.actors)));
  return html`
    <section class="entry-top">
      ${fields.type && shown.kind === "event" && html`<${Type} type=${fields.type} />`}
      ${fields.modality && html`<${Modality} modality=${fields.modality} />`}
      ${fields.confidence && html`<${Sure} value=${Number(fields.confidence)} />`}
      <a class="button end" href=${link("report", report.report, { entry: shown.name })} data-key="r"><${Icon} name="page" /> In the report</a>
    </section>
    <section aria-label="The words it rests on">
      <h3>The words</h3>
      ${shown.passages.map((p, i) => i < 6 && html`<p class="passage" dir="auto" data-from=${p.begin - [...p.before].length} data-lead=${p.before ? "… " : ""}>${p.before && "… "}${p.before}${words(p)}${p.after}${p.after && " …"}</p>`)}
      ${shown.passages.length > 6 && html`<p class="faint small">and ${shown.passages.length - 6} more in the report</p>`}
      <p class="soft small source-line"><bdi>${report.title || report.paper}</bdi>${report.title && html` · <bdi>${report.paper}</bdi>`} · ${day(report.published)}</p>
    </section>
    ${rest.length > 0 && html`<section><h3>What was coded</h3><dl class="pairs">${rest.map(([label, value]) => html`<dt>${LABELS[label] ?? label}</dt><dd><${Value} text=${value} own=${shown.name} /></dd>`)}</dl></section>`}
    ${shown.kind === "event" && html`<${Tellings} name=${shown.name} on=${on} />`}
    <${Review} name=${shown.name} session=${session} />
    <section><h3>History</h3><ol class="history">${shown.history.map(([, at, what, by, , told]) => html`<li><span class="faint nowrap">${at.slice(0, 16).replace("T", " ")}</span> <b>${what}</b> <span class="soft">by <bdi>${by}</bdi></span>${told && html`<span class="history-told"><${Linked} text=${told} own=${shown.name} /></span>`}</li>`)}</ol></section>`;
}

/** A value: entries by their words, each of which opens it; anything else as it is. */
function Value({ text, own }) {
  const found = [...text.matchAll(NAMED)];
  if (!found.length) return html`<${Linked} text=${text} own=${own} />`;
  return found.map(([, words, name], i) => html`${i > 0 && ", "}${name === own ? html`<bdi>${words}</bdi>` : html`<button class="plain entry-words" onClick=${() => open(name)}><bdi>${words}</bdi></button>`}`);
}

/** A line of prose in which the names of entries can be opened. */
function Linked({ text, own }) {
  return html`<bdi>${text.split(NAME).map((part, i) => (i % 2 ? part !== own && html`<button class="plain entry-link" onClick=${() => open(part)}>${part.slice(0, 6)}…</button>` : part))}</bdi>`;
}

/** Every report that tells the act, this one among them: who stands alone with it is worth knowing too. */
function Tellings({ name, on }) {
  const told = useApi(`acts/${encodeURIComponent(name)}/tellings`, { on, limit: MOST_TELLINGS });
  return html`<section aria-label="Who tells it"><h3>Who tells it</h3><${Answer} of=${told} what="who tells it" again=${refresh}>${({ items }) => (items.length < 2
    ? html`<p class="soft small">This report alone.</p>`
    : html`<ul class="lines inset">${items.map((one) => html`<li key=${one.entry} class="telling" aria-current=${one.entry === name}>
      <p><span class="who"><bdi>${one.paper ?? one.voice}</bdi></span> <span class="faint">${day(one.day)}</span> <${Modality} modality=${one.modality} />${one.paper && one.voice !== one.paper && html` <span class="faint">in the words of <bdi>${one.voice}</bdi></span>`}
        <a class="end" href=${link("report", one.report, { entry: one.entry })}>its report</a></p>
      ${one.entry === name ? html`<p class=${quoted(one.words)}><bdi>${one.words}</bdi></p>` : html`<button class=${`plain ${quoted(one.words)}`} onClick=${() => open(one.entry)}><bdi>${one.words}</bdi></button>`}</li>`)}</ul>`)}</${Answer}></section>`;
}
