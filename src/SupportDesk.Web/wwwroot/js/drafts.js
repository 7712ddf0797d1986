// Half-written answers outlive the tab: kept per agent and ticket until the answer is accepted, thrown away, or the agent signs out.
const mine = () => `draft:${document.body.dataset.agent}:`;
const key = ticket => mine() + ticket;
const attempt = work => { try { return work(); } catch { return null; } }; // storage may be full or forbidden
const draftOf = ticket => attempt(() => localStorage.getItem(key(ticket))) ?? "";

export const hasDraft = ticket => draftOf(ticket) !== "";

export function keepDraft(ticket, text) {
  attempt(() => text === "" ? localStorage.removeItem(key(ticket)) : localStorage.setItem(key(ticket), text));
}

/** What stands behind a text that was sent; all of it when it does not begin so. */
export const without = (sent, text) => text.startsWith(sent) ? text.slice(sent.length) : text;

/** The beginning was sent. */
export const cutDraft = (ticket, sent) => keepDraft(ticket, without(sent, draftOf(ticket)));

/** Into an empty field. */
export function restoreDraft(composer) {
  const field = composer.elements.Text;
  if (field.value === "") field.value = draftOf(composer.dataset.composer);
}

export function dropDraft(composer) {
  keepDraft(composer.dataset.composer, "");
  composer.elements.Text.value = "";
}

function dropAllDrafts() {
  attempt(() => Object.keys(localStorage).filter(name => name.startsWith(mine())).forEach(name => localStorage.removeItem(name)));
}

document.addEventListener("submit", event => {
  if (event.target.matches("[data-sign-out]")) dropAllDrafts();
});
