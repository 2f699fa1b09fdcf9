// Where acts were done, by the places that their own clauses name; an act whose clause names none has no pin.
import { html, useEffect, useMemo, useRef, useState } from "../lib.js";
import { loadWorld } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { change } from "../state.js";
import { addDays, count } from "../words.js";
import { Answer, Empty, Loading } from "../parts/feedback.js";
import { Acts } from "../parts/acts.js";
import { beginning, useD3, useWidth } from "../parts/axis.js";
import { Period } from "./timeline.js";

const DAYS = 90;
const NEAR = 1.6;
const MOST_ZOOM = 60;
const LIMIT = 100;
// The share of the acts that the first view shows.
const BULK = 0.75;
// The room that a letter and a line of a name take on the map, in pixels.
const LETTER = 7, LINE = 15;

export default function Places({ record, route, on }) {
  const since = route.params.since ?? (addDays(on, -DAYS) < beginning(record) ? beginning(record) : addDays(on, -DAYS));
  const until = route.params.until ?? on;
  const places = useApi("places", { on, since, until });
  return html`
    <div class="page-head"><div><h1>Where</h1><p>A pin stands where the clause of an act names a place; most acts name none</p></div>
      <div class="end"><${Period} since=${since} until=${until} record=${record} on=${on} /></div></div>
    <${Answer} of=${places} what="the places" again=${refresh}>${({ items }) => html`<div class="split">
      <section class="card map-card" aria-label="Map"><${WorldMap} places=${items} chosen=${route.params.place} /></section>
      <${List} places=${items} chosen=${route.params.place} on=${on} since=${since} until=${until} /></div>`}</${Answer}>`;
}

const key = (place) => `${place.name}/${place.country ?? ""}`;
const choose = (place) => change({ place: place && key(place) }, { push: true });

function List({ places, chosen, on, since, until }) {
  const one = places.find((place) => key(place) === chosen);
  const acts = useApi(one ? "acts" : null, { on, since, until, place: one?.name, order: "-day", limit: LIMIT });
  if (one) {
    return html`<section class="card" aria-labelledby="h-place"><header><h2 id="h-place"><bdi>${one.name}</bdi></h2><p>${one.land ?? ""}</p><button class="quiet end" onClick=${() => choose(null)}>All places</button></header>
      <${Answer} of=${acts} what="the acts" again=${refresh}>${({ items }) => html`<div class="tall high"><${Acts} acts=${items} /></div>`}</${Answer}></section>`;
  }
  return html`<section class="card" aria-labelledby="h-places"><header><h2 id="h-places">Places</h2><p class="end">${places.length}</p></header>
    ${places.length ? html`<ul class="lines tall high">${places.map((place) => html`<li><button class="plain line place-line" onClick=${() => choose(place)}><bdi>${place.name}</bdi> <span class="faint">${place.land ?? ""}</span><span class="end">${count(place.acts, "act")}</span></button></li>`)}</ul>` : html`<${Empty} title="No act names a place">Widen the period, or move the day.</${Empty}>`}</section>`;
}

function WorldMap({ places, chosen }) {
  const d3 = useD3();
  const [place, width] = useWidth(800);
  const [world, setWorld] = useState(null);
  const [disputed, setDisputed] = useState(null);
  const [failed, setFailed] = useState(null);
  useEffect(() => {
    loadWorld().then(setWorld, setFailed);
    fetch("disputed.json").then((response) => response.json()).then(setDisputed, setFailed);
  }, []);
  return html`<div class="map" ref=${place}>${failed ? html`<p class="form-error">The shapes of the world can't be loaded.</p>` : d3 && world && disputed ? html`<${Drawn} d3=${d3} width=${width} world=${world} disputed=${disputed} places=${places} chosen=${chosen} />` : html`<${Loading} what="the map" />`}</div>`;
}

function Drawn({ d3, width, world, disputed, places, chosen }) {
  const height = Math.max(320, Math.min(640, Math.round(width * 0.68)));
  const svg = useRef(null);
  const [view, setView] = useState({ k: 1, x: 0, y: 0 });
  const projection = useMemo(() => fitted(d3, places, width, height), [places, width, height]);
  const path = useMemo(() => d3.geoPath(projection), [projection]);
  const shapes = useMemo(() => world.countries.map((one) => path(one)), [path]);
  const borders = useMemo(() => path(world.borders), [path]);
  const zoom = useRef(null);
  useEffect(() => {
    zoom.current = d3.zoom().scaleExtent([0.2, MOST_ZOOM]).on("zoom", ({ transform }) => setView({ k: transform.k, x: transform.x, y: transform.y }))
      .filter((e) => !e.button && (e.type !== "wheel" || e.ctrlKey || e.metaKey) && !(e.touches?.length === 1));
    const drawn = d3.select(svg.current).call(zoom.current);
    drawn.call(zoom.current.transform, d3.zoomIdentity);
    return () => drawn.on(".zoom", null);
  }, [projection]);
  const by = (factor) => d3.select(svg.current).call(zoom.current.scaleBy, factor);
  const countries = useMemo(() => new Set(world.countries.map((one) => one.properties.name)), [world]);
  const most = Math.max(1, ...places.map((one) => one.acts));
  const put = ([x, y]) => [x * view.k + view.x, y * view.k + view.y];
  const inside = ([x, y]) => x > -20 && y > -20 && x < width + 20 && y < height + 20;
  const drawn = [...places].sort((a, b) => b.acts - a.acts).map((one) => ({ one, at: put(projection([one.lon, one.lat])), r: 4 + 13 * Math.sqrt(one.acts / most), whole: !one.country || countries.has(one.name) }))
    .filter((pin) => inside(pin.at));
  const named = readable(drawn);
  return html`<div class="map-tools"><button aria-label="Closer" onClick=${() => by(NEAR)}>+</button><button aria-label="Further" onClick=${() => by(1 / NEAR)}>−</button><button aria-label="Back to the first view" onClick=${() => d3.select(svg.current).call(zoom.current.transform, d3.zoomIdentity)}>Back</button></div>
    <svg ref=${svg} width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${`Map with ${count(places.length, "place")}; the list holds them`}>
      <g transform=${`translate(${view.x} ${view.y}) scale(${view.k})`} stroke-width=${0.7 / view.k}>${shapes.map((d, i) => html`<path key=${i} class="land" d=${d} />`)}<path class="border" d=${borders} /></g>
      ${disputed.places.map((one) => {
        const at = put(projection([one.lon, one.lat]));
        return inside(at) && html`<g key=${one.name} class="disputed" transform=${`translate(${at})`}><title>${`${one.name} is disputed: held by ${one.held}; claimed by ${one.claimed}`}</title><path d="M0-5l5 5-5 5-5-5z" />${view.k > 2.5 && html`<text x="8" y="4">${one.name}</text>`}</g>`;
      })}
      ${drawn.map(({ one, at, r, whole }) => html`<g key=${key(one)} class=${`pin${whole ? " whole" : ""}${chosen === key(one) ? " chosen" : ""}`} transform=${`translate(${at})`} onClick=${() => choose(one)}><title>${`${one.name}: ${count(one.acts, "act")}${whole ? " somewhere there" : ""}`}</title><circle r=${r} />${named.has(one) && html`<text y=${r + 12} text-anchor="middle">${one.name}</text>`}</g>`)}
    </svg>
    <details class="map-note"><summary><svg width="12" height="12" viewBox="-6 -6 12 12" class="disputed" aria-hidden="true"><path d="M0-5l5 5-5 5-5-5z" /></svg> Borders and disputed territories</summary><p>${disputed.note}</p>
      <dl>${disputed.places.map((one) => html`<div><dt>${one.name}</dt><dd>held by ${one.held}; claimed by ${one.claimed}</dd></div>`)}</dl></details>`;
}

/** The places whose names can stand on the map without lying on one another, the busiest first. */
function readable(pins) {
  const taken = [];
  const named = new Set();
  for (const { one, at: [x, y], r } of pins) {
    const half = one.name.length * LETTER / 2;
    const box = [x - half, y + r, x + half, y + r + LINE];
    if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    named.add(one);
  }
  return named;
}

/** A projection in which all pins fit, with some land around them; the whole world where there are none. */
function fitted(d3, places, width, height) {
  const projection = d3.geoMercator();
  if (!places.length) return d3.geoNaturalEarth1().fitSize([width, height], { type: "Sphere" });
  const margin = 60;
  const points = { type: "MultiPoint", coordinates: bulk(places).flatMap((one) => [[one.lon - 2, one.lat - 1.5], [one.lon + 2, one.lat + 1.5]]) };
  return projection.fitExtent([[margin, margin], [width - margin, height - margin]], points);
}

/** The places around the busiest of them that hold most acts: one pin on the other side of the world doesn't shrink the rest. */
function bulk(places) {
  const total = places.reduce((sum, one) => sum + one.acts, 0);
  const near = (a, b) => Math.hypot(a.lat - b.lat, (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180));
  const around = (one) => places.reduce((sum, other) => sum + other.acts * near(one, other), 0);
  const middle = places.reduce((best, one) => (around(one) < around(best) ? one : best));
  let sum = 0;
  return [...places].sort((a, b) => near(middle, a) - near(middle, b)).filter((one) => {
    const wanted = sum < total * BULK;
    sum += one.acts;
    return wanted;
  });
}
