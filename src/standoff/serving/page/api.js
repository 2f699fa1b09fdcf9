// All that the page knows comes from here: the API under api/v1.
import { useEffect, useState } from "./lib.js";

const ROOT = "api/v1/";
const KEPT = 150;
const kept = new Map();
const waiting = new Set();
let epoch = 0;

/** What went wrong, in words for the person at the page; `status` is 0 where the server didn't answer. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The address of a resource; parameters that are null, undefined or empty are left out, lists are repeated. */
export function address(path, params = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") query.append(key, one);
    }
  }
  const asked = query.toString();
  return ROOT + path + (asked ? `?${asked}` : "");
}

async function call(where, options = {}) {
  let response;
  try {
    response = await fetch(where, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "The server doesn't answer. Is `standoff serve` still running?");
  }
  if (response.status === 204) return null;
  const body = parsed(await response.text());
  if (response.ok) return body;
  const detail = body?.detail;
  const message = Array.isArray(detail) ? detail.map((one) => `${one.loc?.at(-1)}: ${one.msg}`).join("; ") : detail;
  throw new ApiError(response.status, message || `The server answered ${response.status}.`);
}

// Characters that turn the direction of the text around them. A report can use them to show one thing and say another;
// each is shown as one mark in its place, so that offsets hold.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

function parsed(text) {
  try { return JSON.parse(text.replace(TURNING, "\ufffd")); } catch { return null; }
}

/** Ask for something; what was given before may be shown meanwhile (`useApi`). */
export async function get(path, params, signal) {
  const where = address(path, params);
  const body = await call(where, { signal });
  kept.delete(where);
  kept.set(where, body);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  return body;
}

/** Change something; everything shown is asked for again afterwards. `body` is JSON, or a Blob sent as it is. */
export async function send(method, path, body, params) {
  const headers = { "X-Standoff": "1" };
  const raw = body instanceof Blob;
  if (body !== undefined) headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
  const payload = body === undefined || raw ? body : JSON.stringify(body);
  const answer = await call(address(path, params), { method, headers, body: payload });
  refresh();
  return answer;
}

/** Forget what was given, and ask again for everything on the page. */
export function refresh() {
  kept.clear();
  epoch += 1;
  for (const again of waiting) again(epoch);
}

/**
 * `{data, error, loading}` of a resource; `path` null asks nothing. While a new answer is on its way `data` stays the
 * old one and `loading` is true, so that a view dims instead of blinking.
 */
export function useApi(path, params) {
  const where = path === null ? null : address(path, params);
  const [held, setHeld] = useState({ where: null, data: null, error: null });
  const [asked, ask] = useState(epoch);
  useEffect(() => {
    waiting.add(ask);
    return () => waiting.delete(ask);
  }, []);
  useEffect(() => {
    if (where === null) return undefined;
    const stop = new AbortController();
    if (kept.has(where)) setHeld({ where, data: kept.get(where), error: null });
    get(path, params, stop.signal).then(
      (data) => setHeld({ where, data, error: null }),
      (error) => error.name === "AbortError" || setHeld((old) => ({ where, data: old.where === where ? old.data : null, error })),
    );
    return () => stop.abort();
  }, [where, asked]);
  if (where === null) return { data: null, error: null, loading: false };
  return { data: held.data, error: held.error, loading: held.where !== where };
}
