/* The legend on the page: redrawn only when what it explains has changed. */

import { ABSENT, ENDED, POSSIBLE } from "./picture.js";
import { areaLines, pointLines, tieLines } from "./legend.js";

export class LegendBox {
  constructor(element, scene, words, config) {
    Object.assign(this, { element, scene, words, config });
    this.part = (name) => element?.querySelector(`[data-legend-${name}]`);
    if (element && matchMedia("(min-width: 60rem)").matches) element.open = true;
  }

  show(state) {
    if (!this.element) return;
    const { scene, words, config } = this;
    const { picture, categories, book } = scene;
    const present = this.everSeen(categories.attribute);
    const has = { unsure: false, ended: false };
    for (let owner = 0; owner < picture.total; owner += 1) {
      const standing = picture.state[owner];
      if (standing === ABSENT) continue;
      present.add(picture.category[owner]);
      if (standing === POSSIBLE) has.unsure = true;
      if (standing === ENDED) has.ended = true;
    }
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

  /** Categories stay in the legend once seen, so that it does not jump while time moves. */
  everSeen(attribute) {
    if (attribute !== this.attribute) {
      this.attribute = attribute;
      this.seen = new Set();
    }
    return this.seen;
  }

  /** Colours from the ground up, in the order of the codebook, unknown on top. */
  order(book) {
    return [...new Set([...book.looks.map(([name]) => name), "unknown"])];
  }
}
