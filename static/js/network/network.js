/* The parties of the field and their links on any day, as mapping/network/shown.py works them out. Pure.

   Parties are numbered: first those of the drawing's file, then all other organisations of the field. */

import { municipalitiesOn } from "../field/municipality.js";
import { EARLIEST, LATEST } from "../time/days.js";
import { LinkRings, RINGS } from "./rings.js";

export const ORGANISATION = 0;
export const MUNICIPALITY = 1;
export const UNNAMED = 2;

export const FARTHEST = 3;
export const NOT_CONNECTED = 4;

export class Network {
  /** @param drawing the file of `/network/field.json`; @param field the columns of `/field.json` */
  constructor(drawing, field) {
    this.field = field;
    this.begin = field.organisations.key.length;
    this.register = field.municipalities.code.length;
    const known = new Set(drawing.parties);
    const rest = Array.from({ length: this.begin }, (_unused, index) => index).filter((index) => !known.has(index));
    this.nodes = Int32Array.from([...drawing.parties, ...rest]);
    this.count = this.nodes.length;
    this.drawn = drawing.parties.length;
    this.placeOf = new Int32Array(this.begin + this.register).fill(-1);
    this.nodes.forEach((node, place) => {
      if (node < this.placeOf.length) this.placeOf[node] = place;
    });
    this.sort = Uint8Array.from(this.nodes, (node) =>
      node < this.begin ? ORGANISATION : node < this.begin + this.register ? MUNICIPALITY : UNNAMED,
    );
    this.unnamed = new Map(drawing.unnamed.party.map((place, index) => [place, drawing.unnamed.sort[index]]));
    this.heights = this.readHeights(drawing);
    this.free = drawing.free;
    this.takeLinks(drawing);
  }

  /** Heights of the parties in the file; of other organisations that of their first place, or the foot. */
  readHeights({ heights, municipality_heights: register }) {
    const { offsets, municipality } = this.field.places;
    return Float64Array.from(this.nodes, (node, place) => {
      if (place < heights.length) return heights[place];
      const row = offsets[node];
      const home = row < offsets[node + 1] ? municipality[row] : -1;
      return home < 0 ? 10_000 : register[home];
    });
  }

  /** Another rule or certainty: other links between the same parties. */
  takeLinks({ links, certainty, free }) {
    const { field } = this;
    this.links = Object.fromEntries(Object.entries(links).map(([name, values]) => [name, Int32Array.from(values)]));
    this.rings = new LinkRings({
      field,
      links: this.links,
      certainty,
      nodeOf: (row) => this.nodeOf(row),
      ends: (link) => [this.nodes[this.links.one[link]], this.nodes[this.links.other[link]]],
    });
    this.free = free ?? this.free;
  }

  /** Who takes part, as a node of the drawing's file. */
  nodeOf(row) {
    const { organisation, municipality } = this.field.participations;
    if (organisation[row] >= 0) return organisation[row];
    return this.begin + (municipality[row] >= 0 ? municipality[row] : this.register + row);
  }

  /** What a party is: its place among the organisations, municipalities or participations of the field. */
  index(place) {
    const { sort, nodes, begin, register } = this;
    return nodes[place] - (sort[place] === ORGANISATION ? 0 : sort[place] === MUNICIPALITY ? begin : begin + register);
  }

  /** What the address and the table know a party by. */
  key(place) {
    const index = this.index(place);
    if (this.sort[place] === ORGANISATION) return this.field.organisations.key[index];
    return this.sort[place] === MUNICIPALITY ? this.field.municipalities.code[index] : `n${index}`;
  }

  /** The party that a key names on a day: a municipality as it is then; −1 for none. */
  place(key, day) {
    this.keys ??= new Map(Array.from({ length: this.count }, (_unused, place) => [this.key(place), place]));
    const code = this.field.municipalities.code.indexOf(key);
    if (code >= 0) return this.placeOf[this.begin + municipalitiesOn(this.field, day)[code]];
    return this.keys.get(key) ?? -1;
  }

  /** Whether a party is invented. */
  isFictional(place) {
    const index = this.index(place);
    if (this.sort[place] === ORGANISATION) return this.field.organisations.fictional[index] === 1;
    return this.sort[place] === UNNAMED && this.field.ties.fictional[this.tieOf(index)] === 1;
  }

  tieOf(row) {
    const { offsets } = this.field.participations;
    let [low, high] = [0, offsets.length - 2];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsets[middle] <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Which ties a question asks for. */
  asked(question) {
    const { kind, fictional } = this.field.ties;
    const kinds = question.asked.tie?.length ? new Set(question.asked.tie) : null;
    const report = question.only === "report";
    return (tie) => (!kinds || kinds.has(kind[tie])) && !(report && fictional[tie] === 1);
  }

  /** The links that hold on the day of a question, or on some day of its range. */
  on(question) {
    return new Moment(this, question);
  }

  /** The links that ever hold for a question, whatever its day. */
  ever(question) {
    return new Moment(this, { ...question, first: EARLIEST, last: LATEST, division: null });
  }
}

/** Links of a moment: pairs with the kinds of tie between them, neighbours, and columns. */
export class Moment {
  constructor(network, question) {
    this.network = network;
    this.day = question.division;
    this.collect(question);
    this.index();
  }

  /** Each pair once for each style of line (kind of tie and ring): { one, other, style, lane, tie }. */
  collect({ first, last, ...question }) {
    const { network } = this;
    const { one, other, tie, start, end } = network.links;
    const { kind } = network.field.ties;
    const isAsked = network.asked(question);
    const then = this.then();
    const seen = new Map();
    this.lines = [];
    this.pairs = [];
    for (let row = 0; row < tie.length; row += 1) {
      if (start[row] > last || end[row] <= first || !isAsked(tie[row])) continue;
      const [a, b] = [then(one[row]), then(other[row])];
      if (a === b) continue;
      const pair = Math.min(a, b) * network.count + Math.max(a, b);
      let styles = seen.get(pair);
      if (!styles) {
        seen.set(pair, (styles = []));
        this.pairs.push([Math.min(a, b), Math.max(a, b)]);
      }
      const style = kind[tie[row]] * RINGS + network.rings.of(row, first, last);
      if (styles.includes(style)) continue;
      this.lines.push({ one: a, other: b, style, lane: styles.length, tie: tie[row] });
      styles.push(style);
    }
  }

  /** Party → the party it is on the day: merged municipalities are their successor. */
  then() {
    const { network, day } = this;
    if (day === null) return (place) => place;
    const holder = municipalitiesOn(network.field, day);
    return (place) => {
      if (network.sort[place] !== MUNICIPALITY) return place;
      const found = network.placeOf[network.begin + holder[network.nodes[place] - network.begin]];
      return found < 0 ? place : found;
    };
  }

  index() {
    const { count } = this.network;
    this.offsets = new Int32Array(count + 1);
    for (const [one, other] of this.pairs) {
      this.offsets[one + 1] += 1;
      this.offsets[other + 1] += 1;
    }
    for (let place = 0; place < count; place += 1) this.offsets[place + 1] += this.offsets[place];
    const next = this.offsets.slice();
    this.neighbours = new Int32Array(this.pairs.length * 2);
    for (const [one, other] of this.pairs) {
      this.neighbours[next[one]++] = other;
      this.neighbours[next[other]++] = one;
    }
  }

  degree(place) {
    return this.offsets[place + 1] - this.offsets[place];
  }

  neighboursOf(place) {
    return this.neighbours.subarray(this.offsets[place], this.offsets[place + 1]);
  }

  /** Whether a party is a municipality that exists then, named or not. */
  isFormal(place) {
    const { network, day } = this;
    if (network.sort[place] === UNNAMED) return network.unnamed.get(place) === "municipality";
    if (network.sort[place] !== MUNICIPALITY) return false;
    const { from, to } = network.field.municipalities;
    const index = network.index(place);
    return day === null || (from[index] <= day && day < to[index]);
  }

  /** How many links lie between each party and the nearest of `starts`, −1 for none; `closed` ones are not passed. */
  hops(starts, { most = Infinity, closed = () => false } = {}) {
    const hops = new Int32Array(this.network.count).fill(-1);
    let front = [...starts];
    for (const place of front) hops[place] = 0;
    for (let step = 1; front.length > 0 && step <= most; step += 1) {
      const next = [];
      for (const place of front) {
        if (step > 1 && closed(place)) continue;
        for (const other of this.neighboursOf(place)) {
          if (hops[other] >= 0) continue;
          hops[other] = step;
          next.push(other);
        }
      }
      front = next;
    }
    return hops;
  }

  /** The column of each party. */
  get columns() {
    if (!this.found) {
      const formal = Array.from({ length: this.network.count }, (_unused, place) => place).filter((place) => this.isFormal(place));
      this.found = Uint8Array.from(this.hops(formal), (hops) => (hops < 0 ? NOT_CONNECTED : Math.min(hops, FARTHEST)));
    }
    return this.found;
  }

  /** Which parties lie within so many steps of one; a municipality is reached, but not passed. */
  around(place, steps) {
    const hops = this.hops([place], { most: steps, closed: (one) => this.isFormal(one) });
    return Uint8Array.from(hops, (found) => (found >= 0 ? 1 : 0));
  }

  /**
   * 1 for each party that matches or is linked with one that does, and for the municipalities of all these: else a column
   * says "in one step" of a municipality that is not there. `mask` tells which organisations match.
   */
  shown(mask) {
    const { network } = this;
    const shown = new Uint8Array(network.count);
    for (let place = 0; place < network.count; place += 1) {
      if (network.sort[place] !== ORGANISATION || !mask[network.nodes[place]]) continue;
      shown[place] = 1;
      for (const other of this.neighboursOf(place)) shown[other] = 1;
    }
    const beside = [];
    for (let place = 0; place < network.count; place += 1)
      if (shown[place]) for (const other of this.neighboursOf(place)) if (this.isFormal(other)) beside.push(other);
    for (const place of beside) shown[place] = 1;
    return shown;
  }
}
