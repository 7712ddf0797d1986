// Keeps the reader's place in a conversation: at the bottom new messages scroll into view, anywhere else nothing moves and a button tells of them.
const timeline = () => document.querySelector("[data-timeline]");
const below = () => document.querySelector("[data-new-below]");
const newest = () => [...document.querySelectorAll("[data-message]")].at(-1)?.id;
let place = null;

// The container is laid out from its end (column-reverse): its bottom is 0, and above it is negative.
const atBottom = element => element.scrollTop > -24;

export function scrollToNewest() {
  const element = timeline();
  if (element) element.scrollTop = 0;
  if (below()) below().hidden = true;
}

/** Before a swap: what stands at the top of the view. */
export function notePlace() {
  const element = timeline();
  if (!element) return void (place = null);
  const top = element.getBoundingClientRect().top;
  const anchor = [...element.querySelectorAll("[data-message]")].find(bubble => bubble.getBoundingClientRect().bottom > top);
  place = { id: element.id, stay: !atBottom(element), anchor: anchor?.id, offset: anchor?.getBoundingClientRect().top, newest: newest() };
}

/** After it: the same thing stands there again. */
export function keepPlace() {
  const element = timeline();
  if (!element || !place || element.id !== place.id) return;
  if (!place.stay) return scrollToNewest();
  const anchor = place.anchor && document.getElementById(place.anchor);
  if (anchor) element.scrollTop += anchor.getBoundingClientRect().top - place.offset;
  if (place.newest !== newest() && below()) below().hidden = false;
}

document.addEventListener("click", event => {
  if (event.target.closest?.("[data-new-below]")) scrollToNewest();
});
document.addEventListener("scroll", event => {
  if (event.target === timeline() && atBottom(event.target) && below()) below().hidden = true;
}, true);
