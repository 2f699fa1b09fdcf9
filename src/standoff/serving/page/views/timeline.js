import { html } from "../lib.js"; export default function View() { return html`<p>soon</p>`; }
