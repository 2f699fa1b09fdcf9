// The day that everything follows: a slider over the days of the record, with how much was printed on each.
import { html, useEffect, useMemo, useRef, useState } from "../lib.js";
import { change } from "../state.js";
import { addDays, count, day, daysBetween } from "../words.js";
import { Icon } from "./icon.js";

const PAUSE = 120;
const BARS = 140;

export function DayRail({ record, on }) {
  const { first, last } = record;
  const length = Math.max(daysBetween(first, last), 0);
  const [shown, setShown] = useState(on);
  const timer = useRef(0);
  useEffect(() => setShown(on), [on]);
  const set = (iso) => {
    const wanted = iso < first ? first : iso > last ? last : iso;
    setShown(wanted);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ on: wanted === last ? null : wanted }), PAUSE);
  };
  const bars = useMemo(() => binned(record.days, first, length), [record]);
  const most = Math.max(...bars, 1);
  const at = length ? daysBetween(first, shown) : 0;
  const wide = 100 / bars.length;
  return html`<div class="rail">
    <button class="quiet square" aria-label="A day earlier" title="A day earlier  [" disabled=${shown <= first} onClick=${() => set(addDays(shown, -1))}><${Icon} name="left" /></button>
    <label class="rail-day"><span class="unseen">The day</span>
      <input type="date" min=${first} max=${last} value=${shown} onChange=${(e) => e.target.value && set(e.target.value)} /></label>
    ${length > 0 && html`<div class="rail-track">
      <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
        ${bars.map((n, i) => n > 0 && html`<rect key=${i} class=${i / bars.length <= (length ? at / length : 1) ? "out" : "to-come"} x=${i * wide + wide * 0.1} width=${wide * 0.8} y=${20 - 3 - 17 * (n / most)} height=${3 + 17 * (n / most)} />`)}
      </svg>
      <input type="range" min="0" max=${length} value=${at} aria-label="Day" aria-valuetext=${day(shown)} onInput=${(e) => set(addDays(first, Number(e.target.value)))} />
    </div>`}
    <button class="quiet square" aria-label="A day later" title="A day later  ]" disabled=${shown >= last} onClick=${() => set(addDays(shown, 1))}><${Icon} name="right" /></button>
    <span class="rail-note" aria-live="polite">${count(out(record.days, shown), "report")} out</span>
  </div>`;
}

/** How many reports were out by the day. */
export const out = (days, on) => days.reduce((sum, [iso, n]) => sum + (iso <= on ? n : 0), 0);

function binned(days, first, length) {
  const bars = new Array(Math.min(length + 1, BARS)).fill(0);
  for (const [iso, n] of days) bars[Math.min(Math.floor((daysBetween(first, iso) / (length + 1)) * bars.length), bars.length - 1)] += n;
  return bars;
}
