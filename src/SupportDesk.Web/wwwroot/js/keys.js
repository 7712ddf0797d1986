// The desk by keyboard alone. Single letters can be switched off, for people whose speech input types them.
const off = () => { try { return localStorage.getItem("single-keys") === "off"; } catch { return false; } };
const typing = target => target.closest?.("input, textarea, select, dialog, [contenteditable]");
const rows = () => [...document.querySelectorAll("#list .rows a")];

function move(step) {
  const all = rows();
  const at = all.findIndex(row => row === document.activeElement);
  const from = at >= 0 ? at : all.findIndex(row => row.ariaCurrent === "true");
  const next = all[from < 0 ? 0 : Math.min(Math.max(from + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  r: () => document.querySelector("form[data-composer] textarea")?.focus(),
  c: () => document.querySelector("[data-closing]")?.requestSubmit(),
  "/": () => document.getElementById("q")?.focus(),
  "?": () => showKeys(),
};
const arrows = { ArrowDown: keys.j, ArrowUp: keys.k };

function showKeys() {
  const dialog = document.getElementById("keys");
  dialog.querySelector("[data-single-keys]").checked = !off();
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const inTimeline = event.target.closest?.("[data-timeline]");
  const act = arrows[event.key] && !inTimeline ? arrows[event.key] : off() ? null : keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
document.addEventListener("click", event => {
  if (event.target.closest?.("[data-keys]")) showKeys();
});
document.addEventListener("change", event => {
  if (!event.target.matches?.("[data-single-keys]")) return;
  try { localStorage.setItem("single-keys", event.target.checked ? "on" : "off"); } catch { /* kept for nothing */ }
});
