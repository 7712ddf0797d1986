// Tells screen readers, and the tab's title, of texts that came in while the agent looks elsewhere.
let known = null;

const inboundNow = () => new Map([...document.querySelectorAll("#list [data-ticket]")].map(row => [row.dataset.ticket, row.dataset.inbound ?? ""]));
const isNewer = (one, other) => one.length > other.length || (one.length === other.length && one > other);

export function announce(sameList) {
  const now = inboundNow();
  if (known && sameList) {
    const news = [...now].filter(([code, inbound]) => inbound && isNewer(inbound, known.get(code) ?? known.newest)).map(([code]) => code);
    if (news.length > 0) document.getElementById("announcer").textContent = `New text on ${news.slice(0, 3).join(", ")}`;
  }
  now.newest = [...now.values()].reduce((newest, inbound) => isNewer(inbound, newest) ? inbound : newest, known?.newest ?? "");
  known = now;
  const unread = Number(document.getElementById("list")?.dataset.unread ?? 0);
  document.title = (unread > 0 ? `(${unread > 99 ? "99+" : unread}) ` : "") + document.title.replace(/^\(\d+\+?\) /, "");
}
