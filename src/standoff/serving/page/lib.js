// The few library members that the page uses, in one place.
export { html, render, createContext, useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useContext, useErrorBoundary }
  from "./vendor/htm-preact.js";

let d3Loading = null;
/** D3, loaded when a drawing first needs it. */
export function loadD3() {
  d3Loading ??= import("./vendor/d3.js").then(() => globalThis.d3);
  return d3Loading;
}

let worldLoading = null;
/** The shapes of the world's countries (Natural Earth 1:50m) as GeoJSON features. */
export function loadWorld() {
  worldLoading ??= Promise.all([
    import("./vendor/topojson-client.js"),
    fetch("vendor/world.json").then((response) => response.json()),
  ]).then(([, world]) => ({
    countries: globalThis.topojson.feature(world, world.objects.countries).features,
    borders: globalThis.topojson.mesh(world, world.objects.countries, (a, b) => a !== b),
  }));
  return worldLoading;
}
