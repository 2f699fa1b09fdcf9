// Before anything is painted: the theme that was chosen here, else the one the system asks for.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem("standoff-theme"); } catch { /* storage is off: follow the system */ }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
