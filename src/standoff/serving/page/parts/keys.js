// Single keys, for those who want them; off where they would be in the way (WCAG 2.1.4).
import { html, useEffect, useRef, useState } from "../lib.js";
import { change, go, link, usePreference } from "../state.js";
import { addDays } from "../words.js";

const HELP = [
  ["/", "search"], ["[  ]", "a day earlier, a day later"], ["j  k", "the next, the previous entry of the view"],
  ["Enter", "open what is in focus"], ["Esc", "close what is open"], ["1 … 9", "the views, in their order"],
  ["a  x  c", "accept, reject, correct the open entry"], ["m  s", "merge it with another, split it"],
  ["r", "its report"], ["?", "this list"],
];
const WAYS = ["standing", "timeline", "moves", "network", "places", "reports", "search", "drop", "brief"];

export function Keys({ record, on }) {
  const [wanted, want] = usePreference("keys", "on");
  const [help, setHelp] = useState(false);
  const dialog = useRef(null);
  useEffect(() => {
    if (help) dialog.current?.showModal();
  }, [help]);
  useEffect(() => {
    const pressed = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.("input:not([type=range], [type=checkbox]), textarea, select, dialog")) return;
      if (e.key === "Escape") return change({ entry: null });
      if (e.key === "?") return setHelp(true);
      if (wanted !== "on") return;
      if (e.key === "/") {
        e.preventDefault();
        document.getElementById("quick")?.focus();
      } else if (e.key === "[" || e.key === "]") {
        const next = addDays(on, e.key === "[" ? -1 : 1);
        if (next >= record.first && next <= record.last) change({ on: next === record.last ? null : next });
      } else if (e.key === "j" || e.key === "k") step(e.key === "j" ? 1 : -1);
      else if (/^[1-9]$/.test(e.key)) go(link(WAYS[Number(e.key) - 1]));
      else document.querySelector(`[data-key="${CSS.escape(e.key)}"]`)?.click();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [wanted, record, on]);
  if (!help) return null;
  return html`<dialog class="help" ref=${dialog} onClose=${() => setHelp(false)} aria-labelledby="help-title">
    <h2 id="help-title">Keys</h2>
    <dl>${HELP.map(([key, what]) => html`<div><dt>${key.split("  ").map((one) => html`<kbd>${one}</kbd> `)}</dt><dd>${what}</dd></div>`)}</dl>
    <label class="check"><input type="checkbox" checked=${wanted === "on"} onChange=${(e) => want(e.target.checked ? "on" : "off")} /> Single keys work</label>
    <form method="dialog"><button>Close</button></form>
  </dialog>`;
}

/** Open the entry after or before the one that is open, in the order of the view. */
function step(by) {
  const all = [...document.querySelectorAll("main [data-entry]")].filter((one) => one.offsetParent !== null || one instanceof SVGElement);
  if (!all.length) return;
  const names = [...new Set(all.map((one) => one.dataset.entry))];
  const here = names.indexOf(new URLSearchParams(location.hash.split("?")[1]).get("entry"));
  const next = names[here < 0 ? (by > 0 ? 0 : names.length - 1) : Math.min(Math.max(here + by, 0), names.length - 1)];
  change({ entry: next });
  all.find((one) => one.dataset.entry === next)?.scrollIntoView({ block: "nearest" });
}
