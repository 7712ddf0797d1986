// Where the agent is, and where they asked to go last. A page that comes when they have gone on is not shown: it would take what they type.
let shown = 0, wanted = 0, asked = 0;

/** Asked for on a page that the agent has left since, or is about to leave. */
export const isLate = ctx => ctx.place !== undefined && ctx.place !== wanted; // fragments have no place, nor what was clicked before this script ran

document.addEventListener("htmx:before:request", event => {
  const { ctx } = event.detail;
  if (ctx.fragment) return;
  ctx.ticket = document.querySelector("[data-conversation]")?.dataset.conversation;
  ctx.place = ctx.request.method === "GET" ? (wanted = ++asked) : shown;
});
document.addEventListener("htmx:before:swap", event => {
  if (isLate(event.detail.ctx)) event.preventDefault();
});
document.addEventListener("htmx:after:swap", event => {
  const { ctx } = event.detail;
  if (ctx.place !== undefined) shown = ctx.place;
});
// Who could not get to a page is still where they were.
document.addEventListener("htmx:finally:request", event => {
  if (event.detail.ctx.place === wanted) wanted = shown;
});
