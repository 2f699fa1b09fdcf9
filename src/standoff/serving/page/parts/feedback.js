// What stands where there is nothing to show: loading, failed, empty.
import { html, useEffect, useState } from "../lib.js";
import { Icon } from "./icon.js";

/** Something is on its way; says so only after a moment, for most answers come at once. */
export function Loading({ what }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return html`<div class="feedback" role="status">${slow && html`<span class="spinner" aria-hidden="true"></span><p>Loading ${what} …</p>`}</div>`;
}

/** Something went wrong, with its reason and a way to try again. */
export function Failure({ error, again }) {
  return html`<div class="feedback failure" role="alert">
    <${Icon} name="warn" /><p>${error.message}</p>
    ${again && html`<button onClick=${again}>Try again</button>`}
  </div>`;
}

/** There is nothing, and what one can do about it. */
export const Empty = ({ title, children }) => html`<div class="feedback empty"><h3>${title}</h3><p>${children}</p></div>`;

/** What `useApi` gave, or what stands in its place; the content is dimmed while a newer answer is on its way. */
export function Answer({ of, what, again, children }) {
  if (of.error && !of.data) return html`<${Failure} error=${of.error} again=${again} />`;
  if (!of.data) return html`<${Loading} what=${what} />`;
  return html`<div class=${of.loading ? "answer stale" : "answer"} aria-busy=${of.loading}>${children(of.data)}</div>`;
}
