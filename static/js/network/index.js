/* The entry of the network page. */

import { startCopying } from "../page/copy.js";
import { NetworkPage } from "./network_page.js";

document.documentElement.classList.add("js");
startCopying();
const config = JSON.parse(document.getElementById("network-config").textContent);
new NetworkPage(config, document).start().catch((problem) => {
  const said = document.querySelector("[data-not-loaded]");
  if (said) said.hidden = false;
  throw problem;
});
