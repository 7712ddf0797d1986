// Says, while an agent writes, how many SMS the answer is, and which character makes it more.
import { chosen } from "./pictures.js";
import { countSegments } from "./segments.js";

const describe = (text, counted) =>
  `${counted.segments} SMS · ${counted.remaining} left · ${counted.encoding}`;

/** The characters that cost extra segments, or null. */
function costly(text, counted) {
  if (counted.encoding !== "UCS-2" || counted.culprits.length === 0) return null;
  const without = counted.culprits.reduce((rest, culprit) => rest.replaceAll(culprit, ""), text);
  return countSegments(without).segments < counted.segments ? counted.culprits.slice(0, 3) : null;
}

function named(culprit) {
  const name = document.createElement("kbd");
  name.textContent = culprit;
  return name;
}

export function showCount(composer) {
  const text = composer.elements.Text.value.trim();
  const counter = composer.querySelector("[data-counter]");
  counter.replaceChildren();
  if (chosen(composer).length > 0) return void (counter.textContent = `MMS. ${composer.querySelector("[data-pictures] label").title}.`);
  if (text === "") return;
  const counted = countSegments(text);
  counter.append(describe(text, counted));
  const culprits = costly(text, counted);
  if (!culprits) return;
  const warning = document.createElement("strong");
  for (const culprit of culprits) warning.append(named(culprit), " ");
  warning.append(`${culprits.length === 1 ? "makes" : "make"} it ${counted.segments} SMS`);
  counter.append(" ", warning);
}
