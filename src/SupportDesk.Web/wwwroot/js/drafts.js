// Half-written answers outlive the tab: kept per agent and ticket until the answer is accepted, thrown away, or the agent signs out.
const mine = () => `draft:${document.body.dataset.agent}:`;
const key = composer => mine() + composer.dataset.composer;
const attempt = work => { try { return work(); } catch { return null; } }; // storage may be full or forbidden

export function keepDraft(composer, text) {
  attempt(() => text === "" ? localStorage.removeItem(key(composer)) : localStorage.setItem(key(composer), text));
}

/** True when there was one, and the field was empty. */
export function restoreDraft(composer) {
  const field = composer.elements.Text;
  const kept = attempt(() => localStorage.getItem(key(composer)));
  if (!kept || field.value !== "") return false;
  field.value = kept;
  return true;
}

export function dropDraft(composer) {
  keepDraft(composer, "");
  composer.elements.Text.value = "";
}

function dropAllDrafts() {
  attempt(() => Object.keys(localStorage).filter(name => name.startsWith(mine())).forEach(name => localStorage.removeItem(name)));
}

document.addEventListener("submit", event => {
  if (event.target.matches("[data-sign-out]")) dropAllDrafts();
});
