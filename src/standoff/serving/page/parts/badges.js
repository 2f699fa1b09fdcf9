// The small marks that stand for a stance, a type of act, a side, how sure something is.
import { html } from "../lib.js";
import { capital } from "../words.js";

export const STANCES = { support: ["+", "for"], oppose: ["−", "against"], conditional: ["±", "on conditions"], undecided: ["?", "undecided"] };

// PLOVER's quadrants: which types are words, which deeds; which are cooperation, which conflict (PLOVER codebook).
const QUADS = {
  AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2, REQUEST: 3, ACCUSE: 3, REJECT: 3,
  THREATEN: 3, PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4,
};
export const QUAD_NAMES = ["", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
export const quad = (type) => QUADS[type] ?? 0;

export const TYPES = Object.keys(QUADS);

/** An act's type, coloured by its quadrant. */
export const Type = ({ type }) => html`<span class=${`type quad-${quad(type)}`} title=${QUAD_NAMES[quad(type)]}>${type.toLowerCase()}</span>`;

/** How far a report stands behind an act; nothing for one that is simply told. */
export const Modality = ({ modality }) => (modality === "actual" ? null : html`<span class=${`tag modality-${modality}`}>${modality}</span>`);

/** A confidence as a short bar with its figure. */
export function Sure({ value }) {
  const percent = Math.round(value * 100);
  return html`<span class="sure" title=${`The coder gives ${percent} % that this is right`}>
    <meter min="0" max="1" value=${value} aria-label="confidence"></meter>${percent} %</span>`;
}

const colours = new Map();
const COLOURS = 10;
/** Give the sides their colours, the most named first, so that those met most are told apart best. */
export function assignColours(sides) {
  for (const side of sides) if (!colours.has(side)) colours.set(side, colours.size % COLOURS);
}
/** The class that gives a side its colour. */
export function sideClass(side) {
  if (!side || side === "UNK") return "side-none";
  if (!colours.has(side)) colours.set(side, colours.size % COLOURS);
  return `side-${colours.get(side)}`;
}

/** A side by name with its colour. */
export const Side = ({ side, name }) => html`<span class=${`side ${sideClass(side)}`}>${name ?? side}</span>`;

/** What a person decided of an entry. */
export const Reviewed = ({ how }) => (how ? html`<span class=${`tag reviewed reviewed-${how}`}>${capital(how)}</span>` : null);
