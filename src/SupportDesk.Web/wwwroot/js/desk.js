// What every page loads; the inbox has inbox.js besides.
import { refreshTimes } from "./times.js";
import "./copy.js";
import "./drafts.js";

refreshTimes();

// On a narrow screen the navigation scrolls.
document.querySelector(".bar-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
