// The page: who one is, the frame around every view, and the view that the address names.
import { html, render, useEffect, useState } from "./lib.js";
import { useApi, refresh } from "./api.js";
import { useRoute } from "./state.js";
import { Frame } from "./frame.js";
import { assignColours } from "./parts/badges.js";
import { Failure, Loading } from "./parts/feedback.js";
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
  const [View, setView] = useState(null);
  const known = VIEWS[route.view] ?? VIEWS.standing;
  useEffect(() => {
    let wanted = true;
    known.load().then((module) => wanted && setView(() => module.default));
    return () => { wanted = false; };
  }, [known]);
  if (error?.status === 401) return html`<${SignIn} />`;
  if (error) return html`<main class="alone"><${Failure} error=${error} again=${refresh} /></main>`;
  if (!record || !sides) return html`<${Loading} what="the record" />`;
  assignColours(sides.items.map((one) => one.side));
  const on = route.params.on ?? record.last;
  return html`<${Frame} session=${session} record=${record} route=${route} on=${on} title=${known.title}>
    ${View && html`<${View} key=${route.view + route.id} session=${session} record=${record} route=${route} on=${on} id=${route.id} />`}
  </${Frame}>`;
}

const place = document.getElementById("app");
place.textContent = "";
render(html`<${App} />`, place);
