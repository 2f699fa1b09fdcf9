// What stands around every view: the name, the ways to the views, the day, the entry that is open.
import { html, useEffect, useRef, useState } from "./lib.js";
import { send } from "./api.js";
import { go, link, usePreference } from "./state.js";
import { VIEWS } from "./views.js";
import { DayRail } from "./parts/dayrail.js";
import { EntryPanel } from "./parts/entry.js";
import { Icon } from "./parts/icon.js";
import { Keys } from "./parts/keys.js";

const FIXED = new Set(["drop", "search"]);

export function Frame({ session, record, route, on, title, children }) {
  const main = useRef(null);
  const arrived = useRef(false);
  useEffect(() => {
    document.title = `${title} · Standoff`;
    if (arrived.current) main.current?.focus({ preventScroll: true });
    arrived.current = true;
    scrollTo(0, 0);
    document.querySelector(".ways [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [route.view, route.id]);
  const entry = route.params.entry;
  return html`
    <a class="skip" href="#main" onClick=${(e) => { e.preventDefault(); main.current.focus(); }}>Skip to the content</a>
    <header class="top">
      <a class="brand" href=${link("standing")}><img src="icon.svg" alt="" width="24" height="24" /><span>Standoff</span></a>
      ${record.first && !FIXED.has(route.view) && html`<${DayRail} record=${record} on=${on} />`}
      <div class="top-end">
        <${QuickSearch} />
        <${Theme} />
        ${session.sign_in && html`<button class="quiet" onClick=${() => send("DELETE", "session")} title=${`Signed in as ${session.name} (${session.role})`}>Sign out</button>`}
      </div>
    </header>
    <nav class="ways" aria-label="Views">
      ${Object.entries(VIEWS).filter(([, view]) => view.short).map(([name, view]) => html`
        <a href=${link(name)} aria-current=${route.view === name || (route.view === "report" && name === "reports") ? "page" : null} title=${view.title}>
          <${Icon} name=${view.icon} /><span>${view.short}</span>
        </a>`)}
    </nav>
    <main id="main" ref=${main} tabindex="-1" class=${`view view-${route.view}`} aria-label=${title}>${children}</main>
    ${entry && html`<${EntryPanel} key=${entry} name=${entry} session=${session} on=${on} />`}
    <${Keys} record=${record} on=${on} />`;
}

function QuickSearch() {
  const [text, setText] = useState("");
  return html`<form class="quick" role="search" onSubmit=${(e) => { e.preventDefault(); if (text.trim()) go(link("search", "", { q: text.trim() })); }}>
    <label class="unseen" for="quick">Search the record</label>
    <${Icon} name="search" />
    <input id="quick" type="search" placeholder="Search" autocomplete="off" maxlength="200" value=${text} onInput=${(e) => setText(e.target.value)} />
  </form>`;
}

function Theme() {
  const [theme, choose] = usePreference("theme", "system");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const next = dark ? "light" : "dark";
  const set = () => {
    document.documentElement.dataset.theme = next;
    choose(next);
  };
  return html`<button class="quiet square" onClick=${set} aria-label=${`Switch to ${next} colours`} title=${`Switch to ${next} colours`}>
    <${Icon} name=${dark ? "sun" : "moon"} /></button>`;
}

