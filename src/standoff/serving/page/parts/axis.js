// What the drawings over time share: the width of their place, bins, ticks.
import { html, useEffect, useRef, useState } from "../lib.js";
import { loadD3 } from "../lib.js";
import { addDays, day, daysBetween } from "../words.js";

/** The width of an element, kept up to date, and the reference to put on it. */
export function useWidth(otherwise = 900) {
  const place = useRef(null);
  const [width, set] = useState(otherwise);
  useEffect(() => {
    if (!place.current) return undefined;
    const watch = new ResizeObserver(([entry]) => set(Math.max(280, Math.round(entry.contentRect.width))));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return [place, width];
}

/** D3 once it is loaded, null before. */
export function useD3() {
  const [d3, set] = useState(() => globalThis.d3 ?? null);
  useEffect(() => { if (!d3) loadD3().then((loaded) => set(() => loaded)); }, []);
  return d3;
}

/** The first day of the whole period: what the first reports tell was mostly done some days before them. */
export const beginning = (record) => addDays(record.first, -7);

/** An ISO day as a Date at midnight UTC. */
export const dateOf = (iso) => new Date(`${iso}T00:00:00Z`);
export const isoOf = (date) => date.toISOString().slice(0, 10);

/** How many days a bar stands for, that about `most` of them fill the period. */
export function stepOf(since, until, most) {
  const days = Math.max(1, daysBetween(since, until) + 1);
  return [1, 2, 7, 14, 28, 91, 182, 364].find((step) => days / step <= most) ?? 728;
}

/** `[[first day of the bin, counts by quadrant]]` of `[{day, counts}]`. */
export function binned(rows, since, step) {
  const bins = new Map();
  for (const { day, counts } of rows) {
    const at = addDays(since, Math.floor(daysBetween(since, day) / step) * step);
    const bin = bins.get(at) ?? [0, 0, 0, 0];
    counts.forEach((n, i) => { bin[i] += n; });
    bins.set(at, bin);
  }
  return [...bins].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** "28 Jan", "Feb" on its first day, "2019" on the first day of the year. */
const tickName = (iso) => (iso.endsWith("-01-01") ? iso.slice(0, 4) : iso.endsWith("-01") ? day(iso.slice(0, 7), iso.slice(0, 4)) : day(iso, iso.slice(0, 4)));

/** The days along the bottom. */
export function TimeAxis({ x, y, width, height = 0 }) {
  // a scale of days has no hours
  const ticks = x.ticks(Math.max(3, Math.floor(width / 85))).filter((tick) => +tick === +dateOf(isoOf(tick)));
  return html`<g class="axis" transform=${`translate(0 ${y})`} aria-hidden="true">
    ${ticks.map((tick) => html`<g key=${+tick} transform=${`translate(${x(tick)} 0)`}><line class="tick-line" y1=${-height} y2="5" /><text y="18" text-anchor="middle">${tickName(isoOf(tick))}</text></g>`)}</g>`;
}
