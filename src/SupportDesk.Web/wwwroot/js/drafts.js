// Half-written answers, per ticket, until the answer is accepted, thrown away, or the agent signs out. Words outlive the tab, pictures only until the page is loaded anew.
import { besides, choose, chosen } from "./pictures.js";

const mine = () => `draft:${document.body.dataset.agent}:`;
const key = ticket => mine() + ticket;
const attempt = work => { try { return work(); } catch { return null; } }; // storage may be full or forbidden
const wordsOf = ticket => attempt(() => localStorage.getItem(key(ticket))) ?? "";
const pictures = new Map();
const picturesOf = ticket => pictures.get(ticket) ?? [];

function keep(ticket, text, files) {
  attempt(() => text === "" ? localStorage.removeItem(key(ticket)) : localStorage.setItem(key(ticket), text));
  pictures.set(ticket, files);
}

export const hasDraft = ticket => wordsOf(ticket) !== "" || picturesOf(ticket).length > 0;

export const keepDraft = composer => keep(composer.dataset.composer, composer.elements.Text.value, chosen(composer));

/** What stands behind a text that was sent; all of it when it does not begin so. */
export const without = (sent, text) => text.startsWith(sent) ? text.slice(sent.length) : text;

/** The beginning was sent. */
export const cutDraft = (ticket, sent) => keep(ticket, without(sent.text, wordsOf(ticket)), besides(sent.pictures, picturesOf(ticket)));

/** Into empty fields. */
export function restoreDraft(composer) {
  const field = composer.elements.Text, ticket = composer.dataset.composer;
  if (field.value === "") field.value = wordsOf(ticket);
  if (chosen(composer).length === 0) choose(composer, picturesOf(ticket));
}

export function dropDraft(composer) {
  composer.elements.Text.value = "";
  choose(composer, []);
  keepDraft(composer);
}

// Another tab writes the same answer: it is seen here too, unless something else is written here.
addEventListener("storage", event => {
  const composer = document.querySelector("form[data-composer]"), field = composer?.elements.Text;
  if (!field || event.key !== key(composer.dataset.composer) || field.value !== (event.oldValue ?? "")) return;
  field.value = wordsOf(composer.dataset.composer); // the event may be old: what is kept by now is not undone
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// Whoever signs out leaves nothing behind; one whom the desk could not sign out has lost nothing.
const leaving = "signing-out";
document.addEventListener("submit", event => {
  if (event.target.matches("[data-sign-out]")) attempt(() => sessionStorage.setItem(leaving, mine()));
});
attempt(() => {
  const theirs = sessionStorage.getItem(leaving);
  sessionStorage.removeItem(leaving);
  if (theirs && !document.body.dataset.agent) Object.keys(localStorage).filter(name => name.startsWith(theirs)).forEach(name => localStorage.removeItem(name));
});
