// The views, by the name that stands in the address; each is loaded when it is first opened. What is `dated` is asked
// of a day.
export const VIEWS = {
  standing: { title: "Where things stand", short: "Standing", dated: true, icon: "grid", load: () => import("./views/standing.js") },
  timeline: { title: "Timeline", short: "Timeline", dated: true, icon: "wave", load: () => import("./views/timeline.js") },
  moves: { title: "Crisis map", short: "Moves", dated: true, icon: "lanes", load: () => import("./views/moves.js") },
  network: { title: "Who acts on whom", short: "Network", dated: true, icon: "network", load: () => import("./views/network.js") },
  places: { title: "Where", short: "Places", dated: true, icon: "globe", load: () => import("./views/places.js") },
  reports: { title: "Reports", short: "Reports", icon: "page", load: () => import("./views/reports.js") },
  search: { title: "Search", short: "Search", icon: "search", load: () => import("./views/search.js") },
  drop: { title: "Add reports", short: "Add", icon: "add", load: () => import("./views/drop.js") },
  brief: { title: "Brief", short: "Brief", dated: true, icon: "print", load: () => import("./views/brief.js") },
  report: { title: "Report", load: () => import("./views/report.js") },
};
