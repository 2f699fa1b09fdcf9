// Line drawings of 20 by 20, drawn here so that nothing is fetched.
import { html } from "../lib.js";

const LINES = {
  grid: "M3 3h14v14H3zM3 8h14M8 3v14",
  wave: "M2 14l4-6 4 4 4-8 4 5",
  lanes: "M5 2v16M15 2v16M5 6h9M11 4l3 2-3 2M15 13H6M9 11l-3 2 3 2",
  network: "M5 6.5a2 2 0 1 0 0-.1M15 5.5a2 2 0 1 0 0-.1M10 15.5a2 2 0 1 0 0-.1M7 6l6-.5M6 8l3 6M14.300 7.300l-3 6.500",
  globe: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16M2 10h16M10 2c-5 5-5 11 0 16M10 2c5 5 5 11 0 16",
  page: "M5 2h7l4 4v12H5zM12 2v4h4M8 10h5M8 13h5",
  search: "M9 3a6 6 0 1 0 0 12a6 6 0 1 0 0-12M13.500 13.500L18 18",
  add: "M10 3v14M3 10h14",
  print: "M6 7V2h8v5M6 14H3V7h14v7h-3M6 12h8v6H6z",
  close: "M4 4l12 12M16 4L4 16",
  left: "M12 4l-6 6 6 6",
  right: "M8 4l6 6-6 6",
  sun: "M10 6a4 4 0 1 0 0 8a4 4 0 1 0 0-8M10 1v2M10 17v2M1 10h2M17 10h2M3.600 3.600L5 5M15 15l1.400 1.400M16.400 3.600L15 5M5 15l-1.400 1.400",
  moon: "M16 12.500A7 7 0 1 1 8.500 3.500a5.500 5.500 0 0 0 7.500 9z",
  check: "M3 10.500l5 5 9-11",
  merge: "M4 3v4c0 4 6 3 6 7v4M16 3v4c0 4-6 3-6 7M7 15l3 3 3-3",
  split: "M10 18v-4c0-4-6-3-6-7V3M10 14c0-4 6-3 6-7V3M1.500 5.500L4 3l2.500 2.500M13.500 5.500L16 3l2.500 2.500",
  edit: "M3 17l1-4L14 3l3 3L7 16zM12 5l3 3",
  undo: "M4 8h8a4 4 0 0 1 0 8H8M7 4L3 8l4 4",
  warn: "M10 3L1.500 17h17zM10 8v4M10 14.500v.5",
  out: "M8 4H4v12h12v-4M11 3h6v6M17 3l-8 8",
};

export const Icon = ({ name }) => html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${LINES[name]} /></svg>`;
