// What went wrong with a request, said where the agent looks; what they wrote stays.
import { accepted, alertIn } from "./composer.js";
import { hasDraft } from "./drafts.js";
import { forgetNotices, linkToTicket, notify } from "./notice.js";
import { isLate } from "./place.js";
import { isSignedOut } from "./session.js";

// What is wrong, and what to do about it on the page where it was asked for. That page itself says what is wrong with an answer it refuses.
const sessionEnded = ["Your session has ended.", "Sign in again in another tab, then send: what you wrote is kept."];
const unreachable = ["The desk cannot be reached.", "Nothing was sent as far as this page knows; what you wrote is kept. Try again."];
const words = {
  400: ["This page is too old.", "Reload it, then send again: what you wrote is kept."],
  401: sessionEnded,
  403: ["You are not allowed to do this.", ""],
  404: ["This ticket is not there any more.", ""],
  409: ["Somebody wrote meanwhile."],
  413: ["Its pictures are too large."],
  422: ["Something is wrong with it; sending it again says what."],
  429: ["Too many tries.", "Wait a moment, then try again."],
  503: ["The desk cannot store anything at the moment.", "Nothing was sent; what you wrote is kept. Try again in a moment."],
};

function tell(ctx, told) {
  if (isLate(ctx)) return tellLate(ctx, told);
  const sentence = told.join(" ").trim(), composer = ctx.sourceElement.closest?.("form[data-composer]");
  if (composer) alertIn(composer, sentence);
  else notify(sentence);
}

/** The agent has gone on to another page: they hear which ticket it is about, and get there. */
function tellLate({ sent, ticket }, told) {
  const isCertain = Object.values(words).includes(told);
  const what = `${sent ? "Your answer to" : "What you did on"} ${ticket} was not ${sent ? "sent" : "done"}${isCertain ? "" : " as far as this page knows"}.`;
  const kept = sent && hasDraft(ticket) ? " It is kept as a draft." : "";
  notify(`${what} ${told[0]}${kept}`, linkToTicket(ticket));
}

/** The desk did what was asked and said where that is shown; only that page did not come. */
const wasDone = ctx => !isRead(ctx) && ctx.response.raw.redirected;

function tellDone(ctx) {
  if (ctx.sent) accepted(ctx);
  notify(`${ctx.sent ? `Your answer to ${ctx.ticket} was taken` : "It was done"}, but the page that shows it could not be fetched.`);
}

const isRead = ctx => ctx.request.method === "GET";

document.addEventListener("htmx:before:response", event => {
  const { ctx } = event.detail;
  if (!isRead(ctx) && isSignedOut(ctx)) tell(ctx, sessionEnded);
});

document.addEventListener("htmx:response:error", event => {
  const { ctx } = event.detail;
  const { status } = ctx.response;
  if (ctx.fragment) return missed(ctx);
  if (isRead(ctx)) return void (isLate(ctx) || location.assign(ctx.request.action)); // the server's own page explains it
  if (wasDone(ctx)) return tellDone(ctx);
  const shown = status === 409 || status === 413 || status === 422;
  if (!shown || isLate(ctx)) tell(ctx, words[status] ?? [`The desk answered with an error (${status}).`, "What you wrote is kept; try again."]);
});

document.addEventListener("htmx:error", event => {
  const { ctx } = event.detail;
  if (!ctx) return;
  if (ctx.fragment) missed(ctx);
  else if (!isRead(ctx)) tell(ctx, unreachable);
  else if (!isLate(ctx)) notify("The desk cannot be reached. Try again.");
});

/** What the page fetches by itself it fetches again. */
function missed({ fragment }) {
  if (fragment.earlier) notify("Earlier messages could not be fetched. Try again.");
}

document.addEventListener("htmx:after:swap", event => {
  const { ctx } = event.detail;
  if ((!ctx.fragment || ctx.fragment.earlier) && ctx.response?.status < 400) forgetNotices(ctx.asked);
});
