/* Small things that every page may use. */

import { startCopying } from "./copy.js";

document.documentElement.classList.add("js");
startCopying();
