// The reports out by the day, the newest first.
import { html } from "../lib.js";
import { refresh, useApi } from "../api.js";
import { change, link } from "../state.js";
import { count, day } from "../words.js";
import { Answer, Empty } from "../parts/feedback.js";
import { Pager } from "../parts/pager.js";

const LIMIT = 50;

export default function Reports({ record, route, on }) {
  const { paper, from } = route.params;
  const offset = Number(from) || 0;
  const reports = useApi("reports", { on, paper, offset, limit: LIMIT });
  return html`
    <div class="page-head"><div><h1>Reports</h1>${on && html`<p>out by ${day(on)}${record.undated > 0 ? `; ${count(record.undated, "report")} of no known day not among them` : ""}</p>`}</div>
      <div class="end filters"><label>Paper <select class=${paper ? "set" : ""} value=${paper ?? ""} onChange=${(e) => change({ paper: e.target.value, from: null })}>
        <option value="">all ${record.papers.length}</option>${record.papers.map(([name, n]) => html`<option value=${name}>${name} (${n})</option>`)}</select></label>
        <a class="button" href=${link("drop")}>Add reports</a></div></div>
    <${Answer} of=${reports} what="the reports" again=${refresh}>${({ items, total }) => (items.length ? html`
      <div class="card"><ul class="lines">${items.map((one) => html`<li><a class="line report-line" href=${link("report", one.id)}>
        <span class="who"><bdi>${one.title || `${one.opening} …`}</bdi></span>
        <span class="meta"><span>${one.published ? day(one.published) : "no day"}</span><bdi>${one.publisher ?? ""}</bdi><span>${count(one.events, "event")}</span><span>${count(one.statements, "statement")}</span>${one.language !== "en" && html`<span class="tag warn">${one.language}, not coded</span>`}</span></a></li>`)}</ul>
        <${Pager} total=${total} offset=${offset} limit=${LIMIT} /></div>` : html`<div class="card"><${Empty} title="No report fits">Move the day, choose another paper, or <a href=${link("drop")}>add reports</a>.</${Empty}></div>`)}</${Answer}>`;
}
