// One entry beside the view: what it says, the words it rests on, who else tells it, what people decided.
import { html, useEffect, useRef } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { change, link, open } from "../state.js";
import { KINDS, capital, day } from "../words.js";
import { Icon } from "./icon.js";
import { Answer } from "./feedback.js";
import { Modality, Sure, Type } from "./badges.js";
import { Review } from "./review.js";

const NAME = /\b([aeispq]-[a-z2-7]{13})\b/;
const HEAD = new Set(["type", "modality", "confidence", "actors", "recipients", "label", "called"]);
const LABELS = { reply_to: "answers", same_as: "same as", wikidata: "Wikidata" };

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
    ${rest.length > 0 && html`<section><h3>What was coded</h3><dl class="pairs">${rest.map(([label, value]) => html`<dt>${LABELS[label] ?? label}</dt><dd><${Linked} text=${value} own=${shown.name} /></dd>`)}</dl></section>`}
    <${Tellings} shown=${shown} />
    <${Review} name=${shown.name} session=${session} />
    <section><h3>History</h3><ol class="history">${shown.history.map(([, at, what, by, , told]) => html`<li><span class="faint nowrap">${at.slice(0, 16).replace("T", " ")}</span> <b>${what}</b> <span class="soft">by <bdi>${by}</bdi></span>${told && html`<span class="history-told"><${Linked} text=${told} own=${shown.name} /></span>`}</li>`)}</ol></section>`;
}

/** A value in which the names of entries can be opened. */
function Linked({ text, own }) {
  return html`<bdi>${text.split(NAME).map((part, i) => (i % 2 ? part !== own && html`<button class="plain entry-link" onClick=${() => open(part)}>${part.slice(0, 6)}…</button>` : part))}</bdi>`;
}

function Tellings({ shown }) {
  if (!shown.tellings?.length || shown.tellings.length < 2) return null;
  return html`<section><h3>Told ${shown.tellings.length} times</h3><ul class="lines inset">${shown.tellings.map((one) => html`<li>
    <button class="plain line" aria-current=${one.entry === shown.name} onClick=${() => open(one.entry)}><span class="who"><bdi>${one.paper}</bdi></span> <span class="faint">${day(one.day ?? one.told)}</span> <${Modality} modality=${one.modality} />
    <span class="quote"><bdi>${one.words}</bdi></span></button></li>`)}</ul></section>`;
}
