/* The entry of the map page. Leaflet is a plain script that stands before this one in the page. */

import { startCopying } from "../page/copy.js";
import { MapPage } from "./map_page.js";

document.documentElement.classList.add("js");
startCopying();
const config = JSON.parse(document.getElementById("map-config").textContent);
new MapPage(config, document).start(window.L).catch((problem) => {
  const said = document.querySelector("[data-not-loaded]");
  if (said) said.hidden = false;
  throw problem;
});
