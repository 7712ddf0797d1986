// What every page loads; the inbox brings the rest to life.
import { refreshTimes } from "./times.js";
import "./drafts.js";

refreshTimes();
if (document.getElementById("desk")) (await import("./inbox.js")).start();
