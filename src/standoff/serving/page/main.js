// The page: who one is, the frame around every view, and the view that the address names.
import { html, render, useEffect, useErrorBoundary, useState } from "./lib.js";
import { useApi, refresh } from "./api.js";
import { link, useRoute } from "./state.js";
import { Frame } from "./frame.js";
import { assignColours } from "./parts/badges.js";
import { Empty, Failure, Loading } from "./parts/feedback.js";
import { SignIn } from "./views/signin.js";
import { VIEWS } from "./views.js";

function App() {
  const { data: session, error } = useApi("session");
  if (error) return html`<main class="alone"><${Failure} error=${error} again=${refresh} /></main>`;
  if (!session) return html`<${Loading} what="the record" />`;
  if (session.sign_in && !session.name) return html`<${SignIn} />`;
  return html`<${Record} session=${session} />`;
}

function Record({ session }) {
  const route = useRoute();
  const { data: record, error } = useApi("record");
  const { data: sides } = useApi("sides", { limit: 40 });
  const [loaded, setLoaded] = useState({});
  const known = VIEWS[route.view] ?? VIEWS.standing;
  useEffect(() => {
    let wanted = true;
    known.load().then(
      (module) => wanted && setLoaded({ known, View: module.default }),
      () => wanted && setLoaded({ known, lost: { message: "Standoff can't be reached: is it still running?" } }),
    );
    return () => { wanted = false; };
  }, [known]);
  if (error?.status === 401) return html`<${SignIn} />`;
  if (error) return html`<main class="alone"><${Failure} error=${error} again=${refresh} /></main>`;
  if (!record || !sides) return html`<${Loading} what="the record" />`;
  assignColours(sides.items.map((one) => one.side));
  // until the view that the address names is loaded, none is shown: the last one knows nothing of this address
  const View = loaded.known === known ? loaded.View : null;
  const lost = loaded.known === known && loaded.lost;
  const on = route.params.on ?? record.last;
  return html`<${Frame} session=${session} record=${record} route=${route} on=${on} title=${known.title}>
    ${lost ? html`<div class="card"><${Failure} error=${lost} again=${() => location.reload()} /></div>` : known.dated && !record.first ? html`<${Nothing} record=${record} />` : View && html`<${Guarded} key=${route.view + route.id} View=${View} session=${session} record=${record} route=${route} on=${on} id=${route.id} />`}
  </${Frame}>`;
}

/** A view, and what stands in its place where it fails: the rest of the page goes on. */
function Guarded({ View, ...given }) {
  const [error, again] = useErrorBoundary((wrong) => console.error(wrong));
  if (error) return html`<div class="card"><${Failure} error=${{ message: `This view failed: ${error.message}` }} again=${again} /></div>`;
  return html`<${View} ...${given} />`;
}

/** What stands in place of a view that needs a day where no report has one. */
const Nothing = ({ record }) => html`<div class="card">${record.reports
  ? html`<${Empty} title="No report has a known day">Where things stand is asked of a day. The <a href=${link("reports")}>reports</a> are there; say when they were published: <code>standoff read … --published DATE</code></${Empty}>`
  : html`<${Empty} title="The record is empty"><a href=${link("drop")}>Drop a report in</a>, or read a folder of them: <code>standoff read reports/</code></${Empty}>`}</div>`;

const place = document.getElementById("app");
place.textContent = "";
render(html`<${App} />`, place);
