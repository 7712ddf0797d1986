// Agents' line to the desk. While it is lost the page says so and refreshes itself (Web:RefreshInterval).
import { openLine } from "./line.js";
import { ticketsChanged } from "./refresh.js";

const seconds = Number(document.body.dataset.refreshSeconds), anything = () => ticketsChanged(null);
let isLost = false;

/** Says how it stands; again after a swap that replaced the page. */
export function showLine() {
  const banner = document.getElementById("live-banner");
  if (!banner) return;
  banner.hidden = !isLost;
  banner.textContent = isLost ? `Live updates lost. Refreshing every ${seconds} seconds.` : "";
}

function show(lost) {
  isLost = lost;
  showLine();
}

export const startLive = () => openLine("/live", { event: ["ticketsChanged", ticketsChanged], look: anything, seconds, show, opened: anything });
