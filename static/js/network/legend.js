/* What signs and lines mean. What was met once stays, so that the legend does not jump while time moves. */

import { UNKNOWN } from "../map/categories.js";
import { line, lineLine, swatch } from "../map/legend.js";
import { CERTAIN, ENDED, POSSIBLE } from "../map/picture.js";
import { signPicture } from "../map/signs.js";
import { PartyBook } from "./party_signs.js";
import { RINGS } from "./rings.js";

export class NetworkLegend {
  constructor(element, words, labels) {
    Object.assign(this, { element, words, labels });
  }

  /** Begin anew: the signs mean something else. */
  useBook(book) {
    this.book = book;
    this.codes = new Set();
    this.states = new Set();
    this.styles ??= new Set();
  }

  show(signs, lines, lineOf, field) {
    const before = this.codes.size + this.states.size + this.styles.size;
    for (const { code, state } of signs) {
      this.codes.add(code);
      if (!this.book.isUnnamed(code)) this.states.add(state);
    }
    for (const { style } of lines) this.styles.add(style);
    if (before === this.codes.size + this.states.size + this.styles.size && this.told === this.book) return;
    this.told = this.book;
    this.put("points", this.signLines());
    this.put("ties", this.tieLines(lineOf, field));
  }

  put(name, items) {
    this.element.querySelector(`[data-legend-${name}]`).replaceChildren(...items);
  }

  signLines() {
    const { book, words, labels } = this;
    const told = [...this.codes].filter((code) => code < 1000 && code !== UNKNOWN);
    told.sort((one, other) => PartyBook.order(one) - PartyBook.order(other));
    const items = told.map((code) =>
      line(swatch(signPicture(book, code, book.isUnnamed(code) ? POSSIBLE : CERTAIN)), book.words(code, labels, words)),
    );
    const mixed = [...this.codes].find((code) => code >= 1000);
    if (mixed !== undefined) items.push(line(swatch(signPicture(book, mixed)), words.say("several")));
    items.push(line(swatch(signPicture(book, UNKNOWN)), book.words(UNKNOWN, labels, words)));
    const plain = told[0] ?? UNKNOWN;
    if (this.states.has(POSSIBLE)) items.push(line(swatch(signPicture(book, plain, POSSIBLE)), words.say("only_possible")));
    if (this.states.has(ENDED)) items.push(line(swatch(signPicture(book, plain, ENDED)), words.say("ended_in_range")));
    return items;
  }

  tieLines(lineOf, field) {
    return [...this.styles]
      .sort((one, other) => one - other)
      .map((style) => {
        const [kind, ring] = [Math.floor(style / RINGS), style % RINGS];
        const key = field.terms.tie_kind[kind];
        const name = this.labels.tie_kind[key];
        // Where one partner directs, the rings have names of their own.
        const place = key === "regiepartner" ? `ring_${ring}_${key}` : `ring_${ring}`;
        return lineLine(lineOf(style), ring > 0 ? `${name}, ${this.words.say(place)}` : name);
      });
  }
}
