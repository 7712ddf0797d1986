// Brings the virtual phone to life: counts, sends with Enter, and shows answers the moment they come. Without a line it says so and looks every 5 seconds.
import { openLine } from "./line.js";
import { chosen, dropPictures, pictureProblem, showPictures } from "./pictures.js";
import { countSegments } from "./segments.js";
import { refreshTimes } from "./times.js";

const retrySeconds = 5;
const page = () => document.getElementById("phones");
const textsOf = number => document.querySelector(`[data-texts="${CSS.escape(number)}"]`);

/* Fetching what changed: one fetch after the other, because what was drawn first must not come last. The whole page ("") stands for all its places. */
const wanted = new Map();
let fetching = false, lastChange = 0;

async function refresh(place, find, address, select) {
  wanted.set(place, { find, address, select });
  if (fetching) return;
  fetching = true;
  try {
    while (wanted.size > 0) {
      const next = wanted.get("") ?? wanted.values().next().value;
      if (wanted.has("")) wanted.clear();
      else wanted.delete(wanted.keys().next().value);
      const element = next.find();
      if (element) await htmx.ajax("GET", next.address(element), { source: element, target: element, swap: "outerMorph show:none", select: next.select, fragment: true });
    }
  } finally {
    fetching = false;
  }
}

const refreshPage = () => refresh("", page, () => "/phone", "#phones");

/** The texts of one handset changed; null: handsets came or went, or the carrier behaves otherwise. */
function phoneChanged(number) {
  lastChange = performance.now();
  if (number === null || !textsOf(number)) return void refreshPage();
  refresh(number, () => textsOf(number), element => element.dataset.refresh, "");
}

/* The line */
function showLine(lost) {
  const note = document.getElementById("phone-line");
  note.hidden = !lost;
  note.textContent = lost ? `Live updates lost. Trying again; looking for answers every ${retrySeconds} seconds.` : "";
}

/** Just behind the page's drawing, only texts can have changed since. */
function catchUp(again) {
  if (again || performance.now() > 1000) refreshPage();
  else for (const texts of document.querySelectorAll("[data-texts]")) phoneChanged(texts.dataset.texts);
}

/* Writing */
function showCount(form) {
  const text = form.elements.Text.value.trim();
  const counted = countSegments(text);
  form.querySelector("[data-counter]").textContent = chosen(form).length > 0 ? "MMS" : text === "" ? "" : `${counted.segments} SMS · ${counted.remaining} left · ${counted.encoding}`;
}

function tell(form, words) {
  const problem = form?.querySelector("[data-problem]") ?? document.getElementById("phone-notice");
  problem.textContent = words;
  problem.hidden = words === "";
}

document.addEventListener("input", event => {
  const form = event.target.closest?.("form");
  if (form?.matches("[data-compose]")) showCount(form);
  if (form?.matches("[data-compose], [data-add]")) {
    tell(form, "");
    event.target.removeAttribute("aria-invalid");
  }
});
document.addEventListener("desk:pictures", event => {
  const form = event.target.closest?.("[data-compose]");
  if (!form) return;
  showCount(form);
  tell(form, pictureProblem(form));
});
document.addEventListener("submit", event => {
  const form = event.target.closest?.("[data-compose]");
  if (!form || !pictureProblem(form)) return;
  event.preventDefault();
  event.stopPropagation();
  tell(form, pictureProblem(form));
}, true);
document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches?.("[data-compose] textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
document.addEventListener("change", event => {
  const form = event.target.closest?.("form[data-behaviour]");
  if (form) form.requestSubmit();
});

/* Around htmx's swaps */
const places = new Map(), fields = "[data-compose] :is(textarea, select), #new-number";
let written = [];
const atBottom = element => element.scrollTop > -24; // laid out from its end: its bottom is 0, above it is negative

document.addEventListener("htmx:before:request", event => {
  const { ctx } = event.detail;
  ctx.asked = performance.now();
  if (ctx.sourceElement.matches("[data-compose]")) ctx.sent = { text: ctx.sourceElement.elements.Text.value, pictures: chosen(ctx.sourceElement) };
});
document.addEventListener("htmx:before:swap", () => {
  for (const texts of document.querySelectorAll("[data-texts]")) places.set(texts.id, { top: texts.scrollTop, height: texts.scrollHeight, bottom: atBottom(texts) });
  written = [...document.querySelectorAll(fields)].map(field => ({ field, value: field.value }));
});
document.addEventListener("htmx:after:swap", event => {
  const { ctx } = event.detail;
  refreshTimes();
  const sender = ctx.sent && ctx.sourceElement.closest("[data-handset]");
  for (const texts of document.querySelectorAll("[data-texts]")) {
    const place = places.get(texts.id);
    if (place) texts.scrollTop = place.bottom || sender?.contains(texts) ? 0 : place.top - (texts.scrollHeight - place.height);
  }
  // A page that refused a text came with it; the next one comes without, and empties the field.
  for (const { field, value } of written) if (field.isConnected) field.value = value;
  for (const form of document.querySelectorAll("[data-compose]")) {
    showPictures(form);
    showCount(form);
  }
  // Another tab may have switched; what was switched here and is on its way stays.
  for (const box of document.querySelectorAll("[data-behaviour]:not(.htmx-request) [type=checkbox]")) box.checked = box.defaultChecked;
  if (ctx.response?.status !== 200 || ctx.fragment) return;
  done(ctx);
  // A form's answer that was drawn before the last change shows what was then.
  if (ctx.asked < lastChange) refreshPage();
});

/** The desk took the form; what was typed meanwhile stays. */
function done(ctx) {
  tell(null, "");
  if (ctx.sourceElement.matches("[data-add]")) document.getElementById("new-number").value = "";
  const form = ctx.sent === undefined ? null : document.getElementById(ctx.sourceElement.id);
  if (!form) return;
  const field = form.elements.Text;
  if (field.value.startsWith(ctx.sent.text)) field.value = field.value.slice(ctx.sent.text.length);
  dropPictures(form, ctx.sent.pictures);
  showCount(form);
  field.focus();
}

/* What went wrong, said where the person looks; what they wrote stays. */
const words = {
  400: "This page is too old. Reload it, then send again.",
  404: "This handset is not there any more.",
  503: "The desk cannot store anything at the moment. Nothing was sent; try again in a moment.",
};

document.addEventListener("htmx:before:response", event => {
  const { ctx } = event.detail;
  const { raw } = ctx.response;
  if (!raw.redirected || new URL(raw.url).pathname.startsWith("/phone")) return;
  event.preventDefault();
  tell(null, "The phone is for people who have signed in. Reload the page to sign in.");
});
document.addEventListener("htmx:response:error", event => {
  const { ctx } = event.detail;
  const { status } = ctx.response;
  if (status === 422) return;
  if (ctx.fragment) return void (status === 404 && refreshPage());
  tell(ctx.sourceElement.matches("[data-compose]") ? ctx.sourceElement : null, words[status] ?? `The desk answered with an error (${status}). Try again.`);
});
document.addEventListener("htmx:error", event => {
  const { ctx } = event.detail;
  if (ctx && !ctx.fragment) tell(ctx.sourceElement.matches("[data-compose]") ? ctx.sourceElement : null, "The desk cannot be reached. Nothing was sent as far as this page knows; try again.");
});

for (const form of document.querySelectorAll("[data-compose]")) showCount(form);
openLine("/phone/live", { event: ["phoneChanged", phoneChanged], look: refreshPage, seconds: retrySeconds, show: showLine, opened: catchUp });
