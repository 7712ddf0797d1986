// What every page loads; the inbox has inbox.js besides.
import { refreshTimes } from "./times.js";
import "./copy.js";
import "./drafts.js";

refreshTimes();
