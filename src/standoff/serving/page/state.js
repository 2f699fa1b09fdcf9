// Where one is: the address after the # is the only state that matters, so every view can be kept and sent as a link.
import { useEffect, useState } from "./lib.js";

const listeners = new Set();

/** `#/report/sha256:…?on=2022-01-28` as `{view: "report", id: "sha256:…", params: {on: "2022-01-28"}}`. */
export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/");
  return { view: view || "standing", id: decode(rest.join("/")), params: Object.fromEntries(new URLSearchParams(query)) };
}

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** The address of a view. The day goes with one everywhere; `params` that are null or empty are left out. */
export function link(view, id = "", params = {}) {
  const here = parse(location.hash).params;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ on: here.on, ...params })) {
    if (value !== null && value !== undefined && value !== "") query.set(key, value);
  }
  const asked = query.toString();
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ""}${asked ? `?${asked}` : ""}`;
}

/** Change some parameters of the view one is in; `push` leaves a step to go back to. */
export function change(params, { push = false } = {}) {
  const { view, id, params: here } = parse(location.hash);
  const where = link(view, id, { ...here, ...params });
  if (where === location.hash) return;
  history[push ? "pushState" : "replaceState"](null, "", where);
  for (const heard of listeners) heard();
}

/** Open an entry beside the view. */
export const open = (entry) => change({ entry }, { push: true });

/** Go to a view. */
export function go(where) {
  location.hash = where;
}

/** Where one is, kept up to date. */
export function useRoute() {
  const [route, set] = useState(() => parse(location.hash));
  useEffect(() => {
    const heard = () => set(parse(location.hash));
    listeners.add(heard);
    addEventListener("hashchange", heard);
    addEventListener("popstate", heard);
    return () => {
      listeners.delete(heard);
      removeEventListener("hashchange", heard);
      removeEventListener("popstate", heard);
    };
  }, []);
  return route;
}

/** A choice that is kept in this browser. */
export function usePreference(name, otherwise) {
  const key = `standoff-${name}`;
  const [value, set] = useState(() => {
    try { return localStorage.getItem(key) ?? otherwise; } catch { return otherwise; }
  });
  return [value, (chosen) => {
    try { localStorage.setItem(key, chosen); } catch { /* storage is off: it holds until the page is closed */ }
    set(chosen);
  }];
}
