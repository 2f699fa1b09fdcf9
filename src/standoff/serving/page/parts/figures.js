// The values that papers give for one thing, side by side on one scale.
import { html } from "../lib.js";
import { open } from "../state.js";
import { day, number } from "../words.js";

const SIGNS = { "more than": ">", over: ">", "at least": "≥", "up to": "≤", "less than": "<", fewer: "<", about: "≈", some: "≈", around: "≈", nearly: "≈" };
// Values further apart than this are set on a logarithmic scale.
const FAR = 20;

export function Figure({ figure }) {
  const values = figure.values.filter((one) => typeof one.value === "number");
  const numbers = values.map((one) => one.value);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const log = low > 0 && high / low > FAR;
  const at = (value) => (high === low ? 50 : 4 + 92 * (log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)));
  const sorted = [...values].sort((a, b) => b.value - a.value || (a.day < b.day ? 1 : -1));
  return html`<div class="figure">
    <div class="figure-head"><h3><bdi>${figure.about.replace(/ (['’]s)\b/g, "$1")}</bdi></h3>${figure.contested && html`<span class="tag warn">contested</span>`}</div>
    ${high > low && html`<svg class="strip" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><line x1="0" x2="100" y1="5" y2="5" />${values.map((one) => html`<rect x=${at(one.value) - 0.5} y="1" width="1" height="8" />`)}</svg>`}
    <ul>${sorted.slice(0, 6).map((one) => html`<li><button class="plain figure-value" data-entry=${one.entry} onClick=${() => open(one.entry)} title=${one.words}>
      <b>${SIGNS[one.qualifier] ?? ""}${SIGNS[one.qualifier] ? " " : ""}${number(one.value)}</b> <span class="soft"><bdi>${one.unit}</bdi></span><span class="end faint"><bdi>${one.paper}</bdi> · ${day(one.day)}</span></button></li>`)}</ul>
    ${sorted.length > 6 && html`<p class="faint small figure-more">and ${sorted.length - 6} more</p>`}
  </div>`;
}
