// What went wrong with a request, said where the agent looks; what they wrote stays.
import { alertIn } from "./composer.js";

const sessionEnded = "Your session has ended. Sign in again in another tab, then send: what you wrote is kept.";
const words = {
  400: "This page is too old. Reload it, then send again: what you wrote is kept.",
  401: sessionEnded,
  403: "You are not allowed to do this.",
  404: "This ticket is not there any more.",
  429: "Too many tries. Wait a moment, then try again.",
  503: "The desk cannot store anything at the moment. Nothing was sent; what you wrote is kept. Try again in a moment.",
};

function tell(ctx, sentence) {
  const composer = ctx.sourceElement.closest?.("form[data-composer]");
  if (composer) return alertIn(composer, sentence);
  const notice = document.getElementById("notice");
  notice.textContent = sentence;
  notice.hidden = false;
}

const isRead = ctx => ctx.request.method === "GET";

// An ended session answers with the sign-in page: it must not be morphed into the desk.
document.addEventListener("htmx:before:response", event => {
  const { ctx } = event.detail;
  const { raw } = ctx.response;
  if (!raw.redirected || new URL(raw.url).pathname.startsWith("/admin")) return;
  event.preventDefault();
  tell(ctx, isRead(ctx) ? "Your session has ended. Reload the page to sign in again." : sessionEnded);
});

document.addEventListener("htmx:response:error", event => {
  const { ctx } = event.detail;
  const { status } = ctx.response;
  if (ctx.fragment || status === 409 || status === 413 || status === 422) return;
  if (isRead(ctx)) location.assign(ctx.request.action); // the server's own page explains it
  else tell(ctx, words[status] ?? `The desk answered with an error (${status}). What you wrote is kept; try again.`);
});

document.addEventListener("htmx:error", event => {
  const { ctx } = event.detail;
  if (!ctx || ctx.fragment) return;
  tell(ctx, isRead(ctx) ? "The desk cannot be reached. Try again." : "The desk cannot be reached. Nothing was sent as far as this page knows; what you wrote is kept. Try again.");
});

document.addEventListener("htmx:after:swap", event => {
  const notice = document.getElementById("notice");
  if (notice && !event.detail.ctx.fragment && event.detail.ctx.response?.status < 400) notice.hidden = true;
});
