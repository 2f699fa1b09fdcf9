// How days, figures and codes are put in words.
const DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "28 Jan 2022", "Jan 2022" or "2022" of an ISO day cut to what is known; the year is left out where it is `year`. */
export function day(iso, year) {
  if (!iso || iso.startsWith("9999")) return "no day";
  const [y, m, d] = iso.split("-");
  const parts = [d && String(Number(d)), m && MONTHS[Number(m) - 1], y !== String(year) && y];
  return parts.filter(Boolean).join(" ") || y;
}

/** Whole days from one ISO day to another. */
export const daysBetween = (first, last) => Math.round((Date.parse(last) - Date.parse(first)) / DAY);

/** The ISO day `days` after `iso`. */
export const addDays = (iso, days) => new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10);

/** "today", "3 d", "5 wk", "14 mo" between two ISO days. */
export function age(since, on) {
  if (!since || !on) return "";
  const days = daysBetween(since.length === 10 ? since : `${since}-01`.slice(0, 10), on);
  if (days <= 0) return "today";
  if (days < 14) return `${days} d`;
  if (days < 70) return `${Math.round(days / 7)} wk`;
  if (days < 730) return `${Math.round(days / 30.4)} mo`;
  return `${Math.round(days / 365)} y`;
}

/** 125000 as "125,000". */
export const number = (value) => (value === null || value === undefined ? "" : value.toLocaleString("en-GB"));

/** A count with its noun: "1 report", "3 reports". */
export const count = (n, noun, many = `${noun}s`) => `${number(n)} ${n === 1 ? noun : many}`;

/** 0.83 as "83 %". */
export const percent = (value) => `${Math.round(value * 100)} %`;

/** The first letter a capital. */
export const capital = (text) => (text ? text[0].toUpperCase() + text.slice(1) : "");

/** "a, b and c". */
export const list = (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`);

/** A line of prose with its ISO days as one reads them. */
export const withDays = (text) => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (iso) => day(iso));

/** The class of words that are quoted: marks are put around them unless they begin with one. */
export const quoted = (words) => (/^\s*[“"‘'«„]/.test(words) ? "quote marked" : "quote");

/** What kind of entry a name is of. */
export const KINDS = { a: "actor", s: "statement", e: "event", i: "issue", p: "position", q: "quantity" };

/**
 * A text's code points, by which the API counts, as places in a JavaScript string, which counts UTF-16 units: a
 * function from the one to the other.
 */
export function places(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (point) => point;
  const at = [];
  let unit = 0;
  for (const character of text) {
    at.push(unit);
    unit += character.length;
  }
  at.push(unit);
  return (point) => at[Math.min(point, at.length - 1)];
}
