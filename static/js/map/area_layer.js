/* The land: municipalities as they were on the day, with their fill, and the bands of shallow water around the coast. */

import { measureAreas, NONE_FOUND, NOT_RESEARCHED, readFill, stepOf, stepsFor } from "./area_fill.js";

export class AreaLayer {
  /** @param options { map, colour, address(day) → URL, changes (days on which boundaries change), onLoad(collection) } */
  constructor(L, options) {
    this.L = L;
    Object.assign(this, options);
    this.loaded = new Map();
    this.paths = new Map();
    this.looks = new Map();
    this.fill = "none";
    this.chosen = "";
    const { map } = this;
    for (const [name, order] of [
      ["shore", 200],
      ["land", 250],
    ])
      map.createPane(name).style.zIndex = order;
    this.renderers = {
      shore: L.svg({ pane: "shore", padding: 0.5 }),
      land: L.svg({ pane: "land", padding: 0.5 }),
    };
  }

  /** Draw the land of the day; fetched once for each change of boundaries. */
  async goTo(day) {
    const start = this.startOf(day);
    if (start === this.start) return;
    this.start = start;
    if (!this.loaded.has(start)) this.loaded.set(start, this.fetch(start));
    const collection = await this.loaded.get(start);
    if (this.start === start && collection) this.draw(collection);
  }

  /** The first day of the boundaries that hold on a day. */
  startOf(day) {
    let start = this.changes[0];
    for (const change of this.changes) if (change <= day) start = change;
    return start;
  }

  async fetch(start) {
    try {
      const answer = await fetch(this.address(start));
      return answer.ok ? await answer.json() : null;
    } catch {
      this.loaded.delete(start);
      return null;
    }
  }

  draw(collection) {
    const { L, map, renderers } = this;
    const old = [this.land, ...(this.shores ?? [])];
    const rings = collection.features.flatMap((feature) => outlines(feature.geometry));
    this.shores = [
      [30, "deep"],
      [14, "shallow"],
    ].map(([weight, name]) =>
      L.polyline(rings, {
        renderer: renderers.shore,
        pane: "shore",
        weight,
        className: `shore shore-${name}`,
        interactive: false,
        smoothFactor: 1.5,
      }).addTo(map),
    );
    this.paths.clear();
    this.looks.clear();
    this.land = L.geoJSON(collection, {
      pane: "land",
      renderer: renderers.land,
      style: { weight: 1, className: "area", fillOpacity: 1 },
      onEachFeature: (feature, path) => this.paths.set(feature.properties.code, path),
    }).addTo(map);
    for (const layer of old) layer?.remove();
    this.collection = collection;
    if (this.picture) this.paint(this.picture, this.day);
    this.onLoad?.(collection);
  }

  /** Fill every municipality for the day; only what changed is touched. */
  paint(picture, day) {
    this.picture = picture;
    this.day = day;
    const { measure } = readFill(this.fill);
    const measured = measureAreas(this.fill, picture, day);
    const bounds = measure === "research" ? null : stepsFor(this.fill, this.highest ?? 0);
    const codes = picture.field.municipalities.code;
    this.measured = measured;
    for (let at = 0; at < codes.length; at += 1) {
      const path = this.paths.get(codes[at]);
      if (!path) continue;
      const look =
        bounds === null
          ? `research-${measured.counts[at]}`
          : this.lookOf(measure, measured.counts[at], measured.looked[at], bounds);
      this.dress(codes[at], path, look);
    }
  }

  lookOf(measure, count, looked, bounds) {
    if (measure === "none") return "plain";
    const step = stepOf(count, looked, bounds);
    if (step === NOT_RESEARCHED) return "not-researched";
    return step === NONE_FOUND ? "none-found" : `step-${step}`;
  }

  dress(code, path, look) {
    const name = code === this.chosen ? `${look} chosen` : look;
    if (this.looks.get(code) === name) return;
    this.looks.set(code, name);
    const element = path.getElement();
    if (!element) return;
    element.dataset.code = code;
    element.setAttribute(
      "class",
      `area area-${look}${code === this.chosen ? " area-chosen" : ""} leaflet-interactive`,
    );
    if (code === this.chosen) path.bringToFront();
  }

  /** Name, value and kind of boundary of a municipality, for the label. */
  describe(code, words) {
    const path = this.paths.get(code);
    const at = this.picture?.field.municipalities.code.indexOf(code) ?? -1;
    if (!path || at < 0) return [code];
    const { name, basis } = path.feature.properties;
    return [name, this.say(at, words), basis === "schematic" ? words.say("schematic") : ""];
  }

  say(at, words) {
    const { measure } = readFill(this.fill);
    const [count, looked] = [this.measured.counts[at], this.measured.looked[at]];
    if (measure === "none") return "";
    if (measure === "research")
      return words.say(["not_researched", "research_initiatives", "research_ties", "research_both"][count]);
    if (measure === "refugee_led" && count === 0)
      return words.say(looked > 0 ? "fewer_than_five" : "not_researched");
    if (count > 0) return words.count(measure === "ties" ? "ties" : "initiatives", count);
    if (measure === "ties") return words.say(looked > 0 ? "no_ties_found" : "ties_not_researched");
    return words.say(looked > 0 ? "none_found" : "not_researched");
  }

  choose(code) {
    this.chosen = code;
    if (this.picture) this.paint(this.picture, this.day);
  }
}

/** Outer and inner rings of a geometry as lists of [lat, lon]. */
function outlines(geometry) {
  if (!geometry) return [];
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((polygon) => polygon.map((ring) => ring.map(([lon, lat]) => [lat, lon])));
}
