// Turns the server's UTC times into the reader's own, and keeps "12 min" true. Features/Shared/Ago.cs says the same on the server.
const minute = 60_000, hour = 60 * minute, day = 24 * hour;
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dateOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const words = { ago, exact: at => exact.format(at), stamp };

function ago(at, now) {
  const past = now - at;
  if (past < minute) return "<1 min";
  if (past < hour) return `${Math.floor(past / minute)} min`;
  if (past < day) return `${Math.floor(past / hour)} h`;
  return past < 14 * day ? `${Math.floor(past / day)} d` : dateOfYear.format(at);
}

function stamp(at, now) {
  if (at.toDateString() === now.toDateString()) return clock.format(at);
  return `${(at.getFullYear() === now.getFullYear() ? date : dateOfYear).format(at)}, ${clock.format(at)}`;
}

export function refreshTimes(root = document) {
  const now = new Date();
  for (const element of root.querySelectorAll("time[datetime]")) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    const text = (words[element.dataset.time] ?? stamp)(at, now);
    if (element.textContent !== text) element.textContent = text;
    const title = full.format(at);
    if (element.title !== title) element.title = title;
  }
}

setInterval(refreshTimes, 15_000);
