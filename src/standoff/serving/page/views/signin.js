// Signing in with a token that `standoff token` made.
import { html, useState } from "../lib.js";
import { send } from "../api.js";

export function SignIn() {
  const [token, setToken] = useState("");
  const [error, setError] = useState(null);
  const enter = (e) => {
    e.preventDefault();
    setError(null);
    send("POST", "session", { token }).catch((wrong) => setError(wrong.message));
  };
  return html`<main class="alone"><form class="card signin" onSubmit=${enter}>
    <img src="icon.svg" alt="" width="40" height="40" /><h1>Standoff</h1>
    <p class="soft">This record is shared. Sign in with the token that you were given.</p>
    <label for="token">Token</label>
    <input id="token" type="password" autocomplete="current-password" required maxlength="200" value=${token} aria-describedby=${error ? "token-error" : null} aria-invalid=${Boolean(error)} onInput=${(e) => setToken(e.target.value)} />
    ${error && html`<p id="token-error" class="form-error" role="alert">${error}</p>`}
    <button class="primary">Sign in</button>
    <p class="faint small">Whoever runs this server makes tokens with <code>standoff token NAME</code>.</p>
  </form></main>`;
}
