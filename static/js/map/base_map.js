/* The Leaflet map itself: where it starts, its controls, tiles when a server for them is named. */

const COUNTRY = [
  [50.73, 3.3],
  [53.58, 7.25],
];

/** "9/52.1/5.1" → { zoom, lat, lon }, or null. */
export function readAt(text) {
  const [zoom, lat, lon] = (text ?? "").split("/").map(Number);
  const good = text && zoom >= 5 && zoom <= 19 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return good ? { zoom, lat, lon } : null;
}

/** The buttons cover this much of a map that is narrower than `NARROW`: the country stays beside them. */
const BUTTONS = 48;
const NARROW = 480;

export function writeAt(map) {
  const { lat, lng } = map.getCenter();
  return `${Number(map.getZoom().toFixed(2))}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
}

export function makeMap(L, element, { at, words, still }) {
  const map = L.map(element, {
    attributionControl: false,
    bounceAtZoomLimits: false,
    fadeAnimation: !still,
    maxBounds: [
      [49.2, 0.2],
      [55, 10.4],
    ],
    maxBoundsViscosity: 0.7,
    maxZoom: 17,
    minZoom: 6,
    zoomAnimation: !still,
    zoomControl: false,
    zoomDelta: 1,
    zoomSnap: 0.25,
  });
  L.control
    .zoom({ position: "topright", zoomInTitle: words.say("zoom_in"), zoomOutTitle: words.say("zoom_out") })
    .addTo(map);
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  const credit = L.control.attribution({ position: "bottomright", prefix: false }).addTo(map);
  const { tiles, tilesCredit } = element.dataset;
  if (tiles) L.tileLayer(tiles, { attribution: tilesCredit, opacity: 0.9 }).addTo(map);
  goTo(map, at);
  return { map, credit };
}

/** The place an address names, or the whole country. */
export function goTo(map, at) {
  const place = readAt(at);
  if (place) map.setView([place.lat, place.lon], place.zoom, { animate: false });
  else {
    const beside = map.getSize().x < NARROW ? BUTTONS : 8;
    map.fitBounds(COUNTRY, { animate: false, paddingBottomRight: [beside, 8], paddingTopLeft: [8, 8] });
  }
}

/** On paper the map has the size it has on the screen, made smaller as a whole (map.css): so it shows the same. */
export function keepForPaper(element) {
  const keep = () => {
    element.style.setProperty("--map-width", element.clientWidth);
    element.style.setProperty("--map-height", element.clientHeight);
  };
  new ResizeObserver(keep).observe(element);
}

/** A button among the controls of the map. */
export function addTool(L, map, { label, icon, act }) {
  const control = L.control({ position: "topright" });
  control.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const button = L.DomUtil.create("button", "map-tool", bar);
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.append(icon);
    L.DomEvent.disableClickPropagation(bar);
    button.addEventListener("click", act);
    return bar;
  };
  control.addTo(map);
}
