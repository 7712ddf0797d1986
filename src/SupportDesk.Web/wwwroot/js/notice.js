// What an agent must be told wherever they are: a line each, above the page.
const notice = () => document.getElementById("notice");

/** Says it once, with a link to where something can be done about it. */
export function notify(sentence, link) {
  const line = document.createElement("span");
  line.append(sentence);
  if (link) line.append(" ", Object.assign(document.createElement("a"), link));
  line.told = performance.now();
  const before = [...notice().children].find(one => one.textContent === line.textContent);
  if (before) before.told = line.told; // not said to a screen reader again
  else notice().append(line);
  notice().hidden = false;
}

/** What was told before that moment is over; what was told behind it has not been read yet. */
export function forgetNotices(moment) {
  if (!notice()) return;
  for (const line of [...notice().children]) if (line.told < moment) line.remove();
  notice().hidden = notice().children.length === 0;
}
