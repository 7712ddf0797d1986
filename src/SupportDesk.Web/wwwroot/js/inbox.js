// Ties the inbox's parts together around htmx's swaps. Everything listens on the document, so nothing is lost when a part of the page is replaced.
import { announce } from "./announce.js";
import { noteSeenReply, readyComposer } from "./composer.js";
import "./errors.js";
import "./keys.js";
import { showLine, startLive } from "./live.js";
import "./refresh.js";
import { refreshTimes } from "./times.js";
import { keepPlace, notePlace } from "./timeline.js";

const openTicket = () => document.querySelector("[data-conversation]")?.dataset.conversation;
const listed = () => document.querySelector("#list .list-scroll")?.id;
let opened = openTicket(), shownList = listed();

let focusedRow = null;

document.addEventListener("htmx:before:swap", () => {
  notePlace();
  focusedRow = document.activeElement?.closest("#list [data-ticket]")?.id ?? null;
});
document.addEventListener("htmx:after:swap", event => {
  refreshTimes();
  keepPlace();
  // Where a browser cannot move an element without blurring it, a row that rose to the top has lost the focus.
  if (focusedRow && document.activeElement === document.body) document.getElementById(focusedRow)?.querySelector("a").focus({ preventScroll: true });
  readyComposer();
  noteSeenReply(event.detail.ctx.sent !== undefined);
  showLine();
  if (opened === openTicket()) return;
  opened = openTicket();
  // A screen reader, and a phone, go on where the ticket begins.
  (document.getElementById("ticket-title") ?? document.querySelector("#list a[aria-current]"))?.focus({ preventScroll: true });
});

// Later than the swap itself: htmx sets the page's title last, and the number of unread tickets goes before it.
document.addEventListener("htmx:finally:swap", () => {
  announce(shownList === listed());
  shownList = listed();
});

readyComposer();
noteSeenReply(true);
announce(false);
startLive();
