// The desk answers who is signed out with the sign-in page: it must not be morphed into the page that asked. What the agent wrote stays.
import { linkTo, notify } from "./notice.js";

let told = null;

/** The answer is no page of an agent's. */
export const isSignedOut = ({ response: { raw } }) => raw.redirected && !new URL(raw.url).pathname.startsWith("/admin");

document.addEventListener("htmx:before:response", event => {
  const { ctx } = event.detail;
  if (!isSignedOut(ctx)) return void told?.remove();
  event.preventDefault();
  if (ctx.request.method === "GET") told = notify("Your session has ended.", linkTo(location.pathname + location.search, "Sign in again"));
});
