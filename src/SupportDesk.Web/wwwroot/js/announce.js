// Tells screen readers, and the tab's title, of texts that came in: on a ticket of the list, or in the open conversation.
let known = null;

const isNewer = (one, other) => one.length > other.length || (one.length === other.length && one > other);
const newer = (one, other) => isNewer(one, other) ? one : other;
const rows = () => [...document.querySelectorAll("#list [data-ticket]")].map(row => [row.dataset.ticket, row.dataset.inbound ?? ""]);
const open = () => document.querySelector("[data-conversation]")?.dataset ?? {};

/** The time of each ticket's newest text. The list, the conversation and the whole page are drawn one by one: what one has told, no other tells again. */
function inboundNow() {
  const now = new Map(), { conversation, inbound = "" } = open();
  for (const [code, at] of conversation ? [...rows(), [conversation, inbound]] : rows()) now.set(code, newer(at, now.get(code) ?? known?.get(code) ?? ""));
  return now;
}

export function announce(sameList) {
  const now = inboundNow();
  if (known) {
    // A ticket that was not there before has news when it has risen into the list; not when it, or another list, was opened.
    const before = code => known.get(code) ?? (sameList && code !== open().conversation ? known.newest : now.get(code));
    const news = [...now].filter(([code, inbound]) => isNewer(inbound, before(code))).map(([code]) => code);
    if (news.length > 0) document.getElementById("announcer").textContent = `New text on ${news.slice(0, 3).join(", ")}`;
  }
  now.newest = [...now.values()].reduce(newer, known?.newest ?? "");
  known = now;
  const unread = Number(document.getElementById("list")?.dataset.unread ?? 0);
  document.title = (unread > 0 ? `(${unread > 99 ? "99+" : unread}) ` : "") + document.title.replace(/^\(\d+\+?\) /, "");
}
