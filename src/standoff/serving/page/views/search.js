// Search over reports and entries.
import { html, useEffect, useRef, useState } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { change, link, open } from "../state.js";
import { capital, count, day } from "../words.js";
import { Answer, Empty } from "../parts/feedback.js";
import { Pager } from "../parts/pager.js";

const FIELDS = ["report", "statement", "event", "actor", "issue", "quantity"];
const LIMIT = 30;
const PAUSE = 200;

export default function Search({ route }) {
  const { q = "", field, from } = route.params;
  const offset = Number(from) || 0;
  const [text, setText] = useState(q);
  const timer = useRef(0);
  const box = useRef(null);
  useEffect(() => setText(q), [q]);
  useEffect(() => box.current?.focus(), []);
  const typed = (value) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ q: value, from: null }), PAUSE);
  };
  const found = useApi(q.trim() ? "search" : null, { q, field, offset, limit: LIMIT });
  return html`
    <div class="search-head">
      <label class="unseen" for="search-box">Search</label>
      <input id="search-box" ref=${box} type="search" maxlength="200" placeholder=${'Words, or a "phrase"'} value=${text} onInput=${(e) => typed(e.target.value)} />
      <div class="chips" role="group" aria-label="Search in">
        ${[null, ...FIELDS].map((one) => html`<button class="chip" aria-pressed=${(field ?? null) === one} onClick=${() => change({ field: one, from: null })}>${one ? `${capital(one === "quantity" ? "figure" : one)}s` : "Everything"}</button>`)}
      </div>
    </div>
    ${!q.trim() ? html`<${Empty} title="Search the record">All words must be there; endings don't matter. Quotation marks keep words together.</${Empty}>`
      : html`<${Answer} of=${found} what="what was found" again=${refresh}>${({ items, total }) => (items.length ? html`
        <p class="soft found-note" role="status">${count(total, "hit")}</p>
        <div class="card"><ul class="lines">${items.map((one) => html`<li><${Hit} one=${one} /></li>`)}</ul><${Pager} total=${total} offset=${offset} limit=${LIMIT} /></div>`
        : html`<${Empty} title="Nothing found">No ${field ?? "report or entry"} holds all of these words.</${Empty}>`)}</${Answer}>`}`;
}

function Hit({ one }) {
  const words = html`<span class="excerpt"><bdi>${one.excerpt.map((part, i) => (i % 2 ? html`<mark>${part}</mark>` : part))}</bdi></span>
    <span class="meta"><span class="tag">${one.field === "quantity" ? "figure" : one.field}</span>${one.who && html`<bdi class="who-short">${one.who}</bdi>`}<bdi>${one.paper}</bdi><span>${day(one.published)}</span></span>`;
  if (one.field === "report") return html`<a class="line" href=${link("report", one.report)}>${words}</a>`;
  return html`<button class="plain line" data-entry=${one.name} onClick=${() => open(one.name)}>${words}</button>`;
}
