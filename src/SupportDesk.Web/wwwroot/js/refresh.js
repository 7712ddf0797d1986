// Fetches what changed and morphs it in. One fetch per fragment at a time; a change that comes meanwhile is fetched right after.
import "./session.js";

const fragments = {
  list: { find: () => document.getElementById("list"), address: element => element.dataset.refresh },
  conversation: {
    find: () => document.querySelector("[data-conversation][data-refresh]"),
    address: element => element.dataset.refresh + (element.dataset.refresh.includes("?") ? "&" : "?") + `seen=${document.visibilityState === "visible"}`,
  },
  failedCount: { find: () => document.getElementById("failed-count"), address: element => element.dataset.refresh },
  // While an agent is asked about all on the page, it stays the page that they see.
  failed: { find: () => document.querySelector("#failed:not(:has(#all[open]))"), address: element => element.dataset.refresh },
};
const state = Object.fromEntries(Object.keys(fragments).map(name => [name, { busy: false, again: false }]));
let lastChange = 0;

async function refresh(name) {
  const [fragment, doing] = [fragments[name], state[name]];
  if (doing.busy) return void (doing.again = true);
  doing.busy = true;
  try {
    do {
      doing.again = false;
      const element = fragment.find();
      if (!element) break;
      const { earlier } = element;
      delete element.earlier;
      const address = earlier ?? fragment.address(element);
      // The page may have gone elsewhere while the fragment was on its way: then it is not shown.
      await htmx.ajax("GET", address, { source: element, target: element, swap: "outerMorph", select: "", fragment: { element, refresh: element.dataset.refresh, earlier } });
    } while (doing.again);
  } finally {
    doing.busy = false;
  }
}

/** Some tickets changed; null: any may have. */
export function ticketsChanged(codes) {
  lastChange = performance.now();
  for (const name of ["list", "failedCount", "failed"]) refresh(name);
  const open = document.querySelector("[data-conversation]")?.dataset.conversation;
  if (open && (codes === null || codes.includes(open))) refresh("conversation");
}

/** One page more of earlier messages, in its turn. */
function extend(address) {
  fragments.conversation.find().earlier = address;
  refresh("conversation");
}

document.addEventListener("htmx:before:request", event => { event.detail.ctx.asked = performance.now(); });
document.addEventListener("htmx:before:swap", event => {
  const { fragment } = event.detail.ctx;
  if (fragment && (!fragment.element.isConnected || fragment.element.dataset.refresh !== fragment.refresh)) event.preventDefault();
});
document.addEventListener("htmx:after:swap", event => {
  const { ctx } = event.detail;
  // A whole page that was drawn before the last change shows what was then.
  if (!ctx.fragment && ctx.asked < lastChange) ticketsChanged(null);
});
document.addEventListener("click", event => {
  const earlier = event.target.closest?.("[data-earlier]");
  if (!earlier?.dataset.earlier || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  extend(earlier.dataset.earlier);
}, true);
