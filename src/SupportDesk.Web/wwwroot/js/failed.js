// Keeps the list of failed texts as it is now: two agents may be at it.
import { startLive } from "./live.js";
import { refreshTimes } from "./times.js";

document.addEventListener("htmx:after:swap", () => refreshTimes());
startLive();
