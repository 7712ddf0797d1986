// Pictures that go with an answer: shown by name and size, taken away one by one, and told before they are sent when the desk would refuse them.
const mega = 1_000_000;
const size = bytes => bytes < 1000 ? `${bytes} bytes` : bytes < mega ? `${Math.ceil(bytes / 1000)} kB` : `${Math.ceil(bytes / 10_000) / 100} MB`;
const fieldOf = form => form?.querySelector("[data-pictures] input[type=file]");
const isSame = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** Those of the files that are not among some others. */
export const besides = (others, files) => files.filter(file => !others.some(other => isSame(other, file)));

/** The files that are chosen; none where the form takes none. */
export const chosen = form => [...fieldOf(form)?.files ?? []];

/** These and no others; nothing where the form takes none. */
export function choose(form, files) {
  const field = fieldOf(form);
  if (!field) return;
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  field.files = data.files;
  field.known = files;
  showPictures(form);
}

/** What is wrong with one file, in words; "" when nothing is. */
function problemWith(file, { mostBytes }) {
  if (file.size === 0) return "is empty";
  return file.size > Number(mostBytes) ? `is larger than ${size(Number(mostBytes))}` : "";
}

/** Why these pictures cannot be sent, in a sentence; "" when they can. */
export function pictureProblem(form) {
  const limits = form.querySelector("[data-pictures]")?.dataset;
  if (!limits) return "";
  const files = chosen(form), wrong = files.find(file => problemWith(file, limits));
  if (wrong) return `“${wrong.name}” ${problemWith(wrong, limits)}. Take it away, then send.`;
  if (files.length > Number(limits.mostFiles)) return `These are ${files.length} pictures; at most ${limits.mostFiles} go with one text. Take some away, then send.`;
  const together = files.reduce((sum, file) => sum + file.size, 0);
  return together > Number(limits.mostTogether) ? `The pictures have ${size(together)} together; at most ${size(Number(limits.mostTogether))} go with one text. Take some away, then send.` : "";
}

function row(file, limits) {
  const item = document.createElement("li"), name = document.createElement("bdi"), meta = document.createElement("span"), away = document.createElement("button");
  const problem = problemWith(file, limits);
  name.textContent = file.name;
  meta.className = problem ? "chosen-problem" : "chosen-size";
  meta.textContent = problem ? `${size(file.size)}: ${problem}` : size(file.size);
  away.type = "button";
  away.className = "icon-button";
  away.title = "Take away";
  away.setAttribute("aria-label", `Take away ${file.name}`);
  away.innerHTML = '<i class="bi bi-x-lg" aria-hidden="true"></i>';
  away.addEventListener("click", () => takeAway(file, away));
  item.append(name, meta, away);
  return item;
}

function takeAway(file, button) {
  const form = button.closest("form"), field = fieldOf(form), at = chosen(form).findIndex(one => isSame(one, file));
  choose(form, besides([file], chosen(form)));
  form.dispatchEvent(new CustomEvent("desk:pictures", { bubbles: true }));
  // The focus goes to what stands where the row was.
  const buttons = form.querySelectorAll("[data-chosen] button");
  (buttons[Math.min(at, buttons.length - 1)] ?? field).focus();
}

/** Draws the list anew; the page's own is empty. */
export function showPictures(form) {
  const list = form?.querySelector("[data-chosen]"), limits = form?.querySelector("[data-pictures]")?.dataset;
  if (!list || !limits) return;
  const files = chosen(form);
  list.replaceChildren(...files.map(file => row(file, limits)));
  list.hidden = files.length === 0;
  const again = form.querySelector("[data-choose-again]");
  if (again && files.length > 0) again.hidden = true;
}

/** These were sent; what was chosen meanwhile stays. */
export const dropPictures = (form, sent) => choose(form, besides(sent, chosen(form)));

/** Further files join those that are chosen already. */
function add(field, files) {
  const before = field.known ?? [];
  choose(field.form, [...before, ...besides(before, files)]);
  field.form.dispatchEvent(new CustomEvent("desk:pictures", { bubbles: true }));
}

document.addEventListener("change", event => {
  if (!event.target.matches?.("[data-pictures] input[type=file]")) return;
  add(event.target, [...event.target.files]);
});

document.addEventListener("paste", event => {
  const field = fieldOf(event.target.closest?.("form"));
  const files = [...event.clipboardData?.files ?? []].filter(file => file.type.startsWith("image/"));
  if (!field || field.disabled || files.length === 0) return;
  event.preventDefault();
  add(field, files);
});
