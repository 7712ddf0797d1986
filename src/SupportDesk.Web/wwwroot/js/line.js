// A live line to the desk. When it is lost the page looks for what is new by itself, and the line is tried again for ever.
const longestWait = 5_000;

/**
 * Opens the line.
 * @param address Of the hub.
 * @param event What the hub calls, and what then happens here.
 * @param look Fetches what is new; every so many seconds while the line is lost, and when the page comes into view.
 * @param show Says whether the line is lost.
 * @param opened Happens when the line is there, for the first time or (true) again: what changed meanwhile was announced to nobody here.
 */
export function openLine(address, { event: [name, happen], look, seconds, show, opened }) {
  let polling = null, wake = () => {};
  const line = new signalR.HubConnectionBuilder().withUrl(address).configureLogging(signalR.LogLevel.None).build();

  // The server says something every 2 seconds; a line that is silent for 5 is lost.
  line.serverTimeoutInMilliseconds = 5000;
  line.on(name, happen);
  line.onclose(() => { lost(); connect(); });

  function lost() {
    polling ??= setInterval(look, 1000 * seconds);
    show(true);
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
    const wasLost = polling !== null;
    clearInterval(polling);
    polling = null;
    show(false);
    opened(wasLost);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    wake();
    look();
  });
  addEventListener("online", () => wake());
  connect();
}
