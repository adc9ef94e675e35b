/* The legend on the page: redrawn only when what it explains has changed. What was met once stays in it, so that it does
   not jump while time moves. */

import { CODES, ENDED, POSSIBLE } from "./picture.js";
import { areaLines, pointLines, tieLines } from "./legend.js";

/** How wide the country is for its height, and the room in pixels that the legend needs beside it. */
const COUNTRY_SHAPE = 0.85;
const ROOM = 240;

/** Whether the legend can stand open beside the country, as the map first shows it. */
export function standsBeside(width, height) {
  return (width - height * COUNTRY_SHAPE) / 2 >= ROOM;
}

export class LegendBox {
  constructor(element, scene, words, config) {
    Object.assign(this, { element, scene, words, config });
    this.part = (name) => element?.querySelector(`[data-legend-${name}]`);
    const stage = element?.parentElement;
    if (stage && standsBeside(stage.clientWidth, stage.clientHeight)) element.open = true;
  }

  show(state) {
    if (!this.element) return;
    const { scene, words, config } = this;
    const { picture, categories, book } = scene;
    const present = new Set();
    for (let code = 0; code < CODES; code += 1) if (picture.met[code] === 1) present.add(code);
    const has = { unsure: picture.standings[POSSIBLE] > 0, ended: picture.standings[ENDED] > 0 };
    const kinds = new Set((scene.drawn?.arcs ?? []).map((arc) => arc.kind));
    const name = JSON.stringify([
      categories.attribute,
      [...present].sort(),
      has,
      state.get("fill"),
      [...kinds].sort(),
    ]);
    if (name === this.drawn) return;
    this.drawn = name;
    this.part("points").replaceChildren(
      ...pointLines(book, categories, present, config.labels[categories.attribute] ?? {}, words, has),
    );
    this.part("areas").replaceChildren(...areaLines(state.get("fill"), scene.areas.highest, words));
    this.part("ties").replaceChildren(
      ...tieLines(kinds, (kind) => scene.lineOf(kind), scene.field.terms.tie_kind, config.labels.tie_kind),
    );
  }

  credit(text) {
    const place = this.part("credit");
    if (place) place.textContent = text;
  }

  /** Colours from the ground up, in the order of the codebook, unknown on top. */
  order(book) {
    return [...new Set([...book.looks.map(([name]) => name), "unknown"])];
  }
}
