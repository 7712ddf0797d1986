// The live line to the desk. While it is lost the page says so, refreshes itself (Web:RefreshInterval), and tries again for ever.
import { ticketsChanged } from "./refresh.js";

const refreshSeconds = Number(document.body.dataset.refreshSeconds), longestWait = 5_000;
let polling = null, wake = () => {};

const line = new signalR.HubConnectionBuilder().withUrl("/live").configureLogging(signalR.LogLevel.None).build();

// The server says something every 2 seconds; a line that is silent for 5 is lost.
line.serverTimeoutInMilliseconds = 5000;
line.on("ticketsChanged", ticketsChanged);
line.onclose(() => { lost(); connect(); });

function lost() {
  if (polling) return;
  polling = setInterval(() => ticketsChanged(null), 1000 * refreshSeconds);
  showLine();
}

/** Says how it stands; again after a swap that replaced the page. */
export function showLine() {
  const banner = document.getElementById("live-banner");
  if (!banner) return;
  banner.hidden = polling === null;
  banner.textContent = polling ? `Live updates lost. Refreshing every ${refreshSeconds} seconds.` : "";
}

const pause = milliseconds => new Promise(resolve => { wake = resolve; setTimeout(resolve, milliseconds); });

async function connect() {
  for (let wait = 250; ; wait = Math.min(2 * wait, longestWait)) {
    try {
      await line.start();
      break;
    } catch {
      lost();
      await pause(wait);
    }
  }
  clearInterval(polling);
  polling = null;
  showLine();
  // What changed between the page's drawing and now was announced to nobody here.
  ticketsChanged(null);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  wake();
  ticketsChanged(null);
});
addEventListener("online", () => wake());

export const startLive = connect;
