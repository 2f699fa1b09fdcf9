// The steps through a list that is given a page at a time.
import { html } from "../lib.js";
import { change } from "../state.js";
import { number } from "../words.js";

export function Pager({ total, offset, limit, name = "from" }) {
  if (total <= limit) return null;
  const to = (from) => change({ [name]: from || null }, { push: true });
  return html`<nav class="pager" aria-label="Pages">
    <button disabled=${offset <= 0} onClick=${() => to(Math.max(0, offset - limit))}>Back</button>
    <span>${number(offset + 1)} to ${number(Math.min(offset + limit, total))} of ${number(total)}</span>
    <button disabled=${offset + limit >= total} onClick=${() => to(offset + limit)}>Further</button>
  </nav>`;
}
