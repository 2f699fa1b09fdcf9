// Drop a report in: a text, a file or an address; see it coded.
import { html, useEffect, useRef, useState } from "../lib.js";
import { get, refresh, send } from "../api.js";
import { link } from "../state.js";
import { count } from "../words.js";
import { Empty, Failure } from "../parts/feedback.js";
import { Icon } from "../parts/icon.js";

const RUNNING = new Set(["waiting", "reading", "coding"]);
const EVERY = 500;

export default function Drop({ session }) {
  const [way, setWay] = useState("text");
  const [text, setText] = useState("");
  const [url, setUrl] = useState("");
  const [published, setPublished] = useState("");
  const [publisher, setPublisher] = useState("");
  const [error, setError] = useState(null);
  const [over, setOver] = useState(false);
  const [jobs, ask] = useJobs();
  const picker = useRef(null);
  if (session.role !== "reviewer") return html`<${Empty} title="Only reviewers add reports">You are signed in as a reader.</${Empty}>`;
  const about = { published, publisher };
  const take = async (work) => {
    setError(null);
    try { await work(); } catch (wrong) { setError(wrong); }
    ask();
  };
  const files = (chosen) => take(async () => { for (const one of chosen) await send("POST", "jobs/file", one, { ...about, name: one.name }); });
  const submit = (e) => {
    e.preventDefault();
    if (way === "text") take(async () => { await send("POST", "jobs/file", new Blob([text]), about); setText(""); });
    else take(async () => { await send("POST", "jobs/address", { url, published: published || null, publisher: publisher || null }); setUrl(""); });
  };
  return html`
    <div class="page-head"><div><h1>Add reports</h1><p>They are read and coded on this machine, and kept in the record.</p></div></div>
    <div class="drop-columns">
      <form class="card drop-form" onSubmit=${submit}>
        <div class="chips" role="group" aria-label="What you have">
          ${[["text", "Text"], ["file", "File"], ["url", "Address"]].map(([one, name]) => html`<button type="button" class="chip" aria-pressed=${way === one} onClick=${() => setWay(one)}>${name}</button>`)}
        </div>
        ${way === "text" && html`<label for="drop-text">The report</label><textarea id="drop-text" rows="13" required value=${text} placeholder="Paste the text of a report" onInput=${(e) => setText(e.target.value)}></textarea>`}
        ${way === "url" && html`<label for="drop-url">Address</label><input id="drop-url" type="url" required pattern="https?://.*" placeholder="https://" value=${url} onInput=${(e) => setUrl(e.target.value)} />`}
        ${way === "file" && html`<div class=${over ? "drop-zone over" : "drop-zone"} onDragOver=${(e) => { e.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)}
          onDrop=${(e) => { e.preventDefault(); setOver(false); files(e.dataTransfer.files); }}>
          <${Icon} name="page" /><p>Drop files here</p><button type="button" onClick=${() => picker.current.click()}>Choose files</button>
          <input ref=${picker} type="file" multiple class="unseen" tabindex="-1" aria-label="Files" onChange=${(e) => { files([...e.target.files]); e.target.value = ""; }} /></div>`}
        <div class="drop-about">
          <label>Day it was published<input type="date" value=${published} onInput=${(e) => setPublished(e.target.value)} /></label>
          <label>Paper<input type="text" maxlength="200" value=${publisher} onInput=${(e) => setPublisher(e.target.value)} /></label>
        </div>
        <p class="faint small">Where the report itself says its day or paper, that holds.</p>
        ${error && html`<p class="form-error" role="alert">${error.message}</p>`}
        ${way !== "file" && html`<button class="primary">Code it</button>`}
      </form>
      <section class="card" aria-label="What was added"><header><h2>Since the server started</h2></header>
        ${jobs === null ? html`<${Empty} title=" " />` : jobs.error ? html`<${Failure} error=${jobs.error} again=${ask} />` : jobs.length === 0 ? html`<${Empty} title="Nothing yet">What you add appears here, with how far it is.</${Empty}>`
          : html`<ul class="lines">${jobs.map((job) => html`<li class="job"><${Job} job=${job} ask=${ask} /></li>`)}</ul>`}
      </section>
    </div>`;
}

/** The jobs, asked for again while one runs; the page is brought up to date when one ends. */
function useJobs() {
  const [jobs, setJobs] = useState(null);
  const [round, setRound] = useState(0);
  const running = useRef(false);
  useEffect(() => {
    let timer = 0;
    let wanted = true;
    const look = () => get("jobs").then((found) => {
      if (!wanted) return;
      setJobs(found);
      const now = found.some((job) => RUNNING.has(job.state));
      if (running.current && !now) refresh();
      running.current = now;
      if (now) timer = setTimeout(look, EVERY);
    }, (error) => wanted && setJobs({ error }));
    look();
    return () => { wanted = false; clearTimeout(timer); };
  }, [round]);
  return [jobs, () => setRound((n) => n + 1)];
}

function Job({ job, ask }) {
  const running = RUNNING.has(job.state);
  const doneHere = job.added.length + job.known.length + job.errors.length;
  return html`
    <div class="job-head"><b><bdi>${job.name}</bdi></b><span class=${`tag ${{ done: "good", failed: "bad", stopped: "warn" }[job.state] ?? ""}`} role="status">${job.state}${job.state === "coding" ? ` report ${doneHere + 1}` : ""}</span>
      ${running && html`<button class="quiet" onClick=${() => send("DELETE", `jobs/${job.id}`).then(ask)}>Stop</button>`}</div>
    ${running && html`<progress aria-label="progress" max=${job.total ?? undefined} value=${job.total ? doneHere : undefined}></progress>`}
    <ul class="job-reports">
      ${job.added.map((one) => html`<li><${Icon} name="check" /> <a href=${link("report", one.id)}><bdi>${one.title || one.publisher || "the report"}</bdi></a> added</li>`)}
      ${job.known.map((one) => html`<li><a href=${link("report", one.id)}><bdi>${one.title || one.publisher || "the report"}</bdi></a> was in the record already</li>`)}
      ${job.errors.map((one) => html`<li class="form-error"><bdi>${one}</bdi></li>`)}
      ${!running && doneHere > 8 && html`<li class="faint">${count(job.added.length, "report")} added, ${job.known.length} known, ${job.errors.length} not read</li>`}
    </ul>`;
}
