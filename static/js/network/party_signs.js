/* What the signs of parties tell: their sort and kind, or an attribute of organisations. Pure.

   A code is a category as on the map (static/js/map/categories.js); municipalities and parties without a name have codes
   of their own in every view, as initiatives have where the sort of party is told. */

import { categoriesBy, UNKNOWN } from "../map/categories.js";
import { SignBook } from "../map/signs.js";
import { MUNICIPALITY, UNNAMED } from "./network.js";

const INITIATIVE = 900;
const OF_MUNICIPALITY = 901;
const OF_UNNAMED = 902;
const OWN = new Map([
  [INITIATIVE, { colour: "cat-1", shape: 0, text: "initiative" }],
  [OF_MUNICIPALITY, { colour: "sea-800", shape: 1, text: "municipality" }],
  [OF_UNNAMED, { colour: "unknown", shape: 0, text: "unnamed" }],
]);

/** How each code looks: the book that signs are drawn from. */
export class PartyBook {
  constructor(palette, attribute, field) {
    this.palette = palette;
    this.attribute = attribute;
    this.categories = categoriesBy(attribute === "party" ? "kind" : attribute, field);
    if (attribute === "party") this.categories.terms = field.terms.organisation_kind;
    const looks = attribute === "party" ? { ...palette.looks, kind: palette.looks.organisation_kind } : palette.looks;
    this.book = new SignBook({ ...palette, looks }, this.categories);
    this.field = field;
  }

  of(code) {
    const own = OWN.get(code);
    if (own) return { outline: this.palette.shapes[own.shape], colours: [own.colour], hollow: false };
    return this.book.of(code);
  }

  /** The code of a party on a day. */
  code(network, place, day) {
    if (network.sort[place] === MUNICIPALITY) return OF_MUNICIPALITY;
    if (network.sort[place] === UNNAMED) return OF_UNNAMED;
    const owner = network.nodes[place];
    if (this.attribute === "party" && this.field.organisations.born[owner] === 0) return INITIATIVE;
    return this.categories.of(owner, day);
  }

  /** The colours of an organisation for the bars of time. */
  coloursOf(owner, day) {
    if (this.attribute === "party" && this.field.organisations.born[owner] === 0) return [OWN.get(INITIATIVE).colour];
    return this.book.coloursOf(this.categories.of(owner, day));
  }

  get colours() {
    return [...new Set([...(this.attribute === "party" ? ["cat-1"] : []), ...this.book.looks.map(([name]) => name), "unknown"])];
  }

  /** A code in words. */
  words(code, labels, words) {
    const own = OWN.get(code);
    if (own) return words.say(own.text);
    const told = labels[this.attribute === "party" ? "organisation_kind" : this.attribute] ?? {};
    const name = (term) => told[this.categories.terms[term]] ?? this.categories.terms[term];
    if (code === UNKNOWN) return words.say(this.attribute === "party" ? "other_kind_unknown" : "unknown");
    return code > UNKNOWN ? this.categories.mixes[code - 1000].map(name).join(", ") : name(code);
  }

  /** Codes in the order of the legend: initiatives, kinds by the codebook, several, municipalities, unnamed. */
  static order(code) {
    if (code === INITIATIVE) return -1;
    return code === OF_MUNICIPALITY ? 9000 : code === OF_UNNAMED ? 9001 : code === UNKNOWN ? 8999 : code;
  }

  isUnnamed(code) {
    return code === OF_UNNAMED;
  }
}
