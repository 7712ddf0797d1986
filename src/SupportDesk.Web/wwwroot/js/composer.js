// The answer field: counts, keeps drafts, sends with Ctrl or Cmd and Enter, and empties itself only when the desk has taken the answer.
import { cutDraft, dropDraft, keepDraft, restoreDraft, without } from "./drafts.js";
import { showCount } from "./counter.js";
import { chosen, dropPictures, pictureProblem, showPictures } from "./pictures.js";
import { isLate } from "./place.js";
import { scrollToNewest } from "./timeline.js";

const current = () => document.querySelector("form[data-composer]");

export function alertIn(composer, words) {
  const alert = composer.querySelector("[data-composer-alert]");
  alert.textContent = words;
  alert.hidden = words === "";
}

/** After every swap: a form that is new on the page gets its draft back, and every form its count. */
export function readyComposer() {
  const composer = current();
  if (!composer) return;
  if (!composer.ready) restoreDraft(composer);
  composer.ready = true;
  obeyOptOut(composer);
  showCount(composer);
  showPictures(composer);
}

/** Nothing can be sent to a customer who has opted out; what was written stays. */
function obeyOptOut(composer) {
  const reason = document.querySelector("[data-conversation]")?.dataset.optedOut ?? "";
  const note = composer.querySelector("[data-opted-out-note]");
  note.textContent = reason;
  note.hidden = reason === "";
  for (const field of [composer.elements.Text, composer.elements.Pictures, composer.querySelector("[data-send]")]) if (field) field.disabled = reason !== "";
}

/** An answer that appears while nothing is being written has been seen; one that appears above a half-written answer is told when that is sent. */
export function noteSeenReply(toldByServer) {
  const composer = current();
  if (!composer) return;
  const field = composer.elements.SeenReplyId;
  if (toldByServer || composer.seenReply === undefined) composer.seenReply = field.value;
  else if (composer.elements.Text.value.trim() === "" && chosen(composer).length === 0) composer.seenReply = document.querySelector("[data-conversation]").dataset.seenReply ?? "";
  field.value = composer.seenReply;
}

/** The desk took what was sent; what was typed meanwhile stays. Not always on the page where it was sent. */
export function accepted({ ticket, sent }) {
  cutDraft(ticket, sent);
  const composer = current();
  if (composer?.dataset.composer !== ticket) return;
  const field = composer.elements.Text;
  field.value = without(sent.text, field.value);
  dropPictures(composer, sent.pictures);
  showCount(composer);
}

document.addEventListener("input", event => {
  const composer = event.target.closest?.("form[data-composer]");
  if (!composer) return;
  keepDraft(composer);
  showCount(composer);
  alertIn(composer, "");
});

document.addEventListener("desk:pictures", event => {
  const composer = event.target.closest?.("form[data-composer]");
  if (!composer) return;
  keepDraft(composer);
  showCount(composer);
  alertIn(composer, pictureProblem(composer));
  composer.querySelector("[data-refused]")?.remove();
});

document.addEventListener("keydown", event => {
  const composer = event.target.closest?.("form[data-composer]");
  if (!composer) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  } else if (event.key === "Escape") {
    event.target.blur();
  }
});

// Before htmx sees it: a form that is on its way is not sent again, and its next words wait in the field.
document.addEventListener("submit", event => {
  const composer = event.target.closest?.("form[data-composer]");
  if (composer?.classList.contains("htmx-request")) alertIn(composer, "Your answer is still being sent. What you have written stays here; send it as soon as this line has gone.");
  else if (composer && pictureProblem(composer)) {
    event.preventDefault();
    event.stopPropagation();
    alertIn(composer, pictureProblem(composer));
  }
}, true);

document.addEventListener("click", event => {
  if (event.target.closest?.("[data-discard]")) dropDraft(current());
});

document.addEventListener("htmx:before:request", event => {
  const { ctx } = event.detail;
  if (!ctx.sourceElement.matches("form[data-composer]")) return;
  ctx.sent = { text: ctx.sourceElement.elements.Text.value, pictures: chosen(ctx.sourceElement) };
  if (ctx.sent.pictures.length > 0) clearTimeout(ctx.requestTimeout); // a slow line takes longer than htmx waits
  alertIn(ctx.sourceElement, "");
});

const isAccepted = ctx => ctx.sent !== undefined && ctx.response?.status === 200;
let written = null;
document.addEventListener("htmx:before:swap", event => {
  const { ctx } = event.detail;
  if (isAccepted(ctx) && isLate(ctx)) accepted(ctx);
  const field = current()?.elements.Text;
  written = field && { field, text: field.value };
});
document.addEventListener("htmx:after:swap", event => {
  const { ctx } = event.detail;
  // A page that refused an answer came with its text; the next one comes without, and empties the field.
  if (written?.field.isConnected) written.field.value = written.text;
  if (!isAccepted(ctx)) return;
  accepted(ctx);
  scrollToNewest();
  current()?.elements.Text.focus();
});
