import { html } from "../lib.js";
export function Review() { return null; }
