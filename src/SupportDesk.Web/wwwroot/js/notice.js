// What an agent must be told wherever they are: a line each, above the page.
const notice = () => document.getElementById("notice");

/** Says it, once, with a link to where something can be done about it. */
export function notify(sentence, link) {
  const line = document.createElement("span");
  line.append(sentence);
  if (link) line.append(" ", link);
  const known = [...notice().children].find(one => one.textContent === line.textContent);
  const told = known ?? notice().appendChild(line);
  told.at = performance.now();
  htmx.process(told);
  return told;
}

/** A link for a notice. */
export const linkTo = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });

/** One that opens a ticket as the list's links do: the page stays, and with it what is written on it. */
export function linkToTicket(ticket) {
  const link = linkTo(`/admin/tickets/${ticket}`, `Open ${ticket}`);
  Object.assign(link.dataset, { hxBoost: "true", hxTarget: "#desk", hxSelect: "#desk", hxSwap: "outerMorph show:none" });
  return link;
}

/** What was told before that moment is over; what was told behind it may not have been read yet. */
export function forgetNotices(moment) {
  for (const line of [...notice().children]) if (line.at < moment) line.remove();
}
