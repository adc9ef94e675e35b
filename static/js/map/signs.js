/* The signs of points: a shape and a colour for each category, and a look for certain, possible and ended.
   Legend and canvas draw from the same outlines (a square from −1 to 1), so they always agree. */

import { SEVERAL, UNKNOWN } from "./categories.js";
import { signHalf } from "./groups.js";
import { CERTAIN, CODES, ENDED, POSSIBLE } from "./picture.js";
import { makeStamp } from "./stamps.js";

const SVG = "http://www.w3.org/2000/svg";

/** What each category of one attribute looks like. `palette` comes from the server (mapping/colours.py). */
export class SignBook {
  constructor(palette, categories) {
    this.shapes = palette.shapes;
    this.looks = palette.looks[categories.attribute] ?? [];
    this.mixes = categories.mixes;
    this.names = [...new Set([...this.looks.map(([name]) => name), "unknown"])].sort();
    this.sixths = this.countSixths();
  }

  /** The name of the colour of one term. */
  colourOf(term) {
    return this.looks[term]?.[0] ?? "unknown";
  }

  /** The colours of a category: one, or those of each part of a combination. */
  coloursOf(category) {
    if (category === UNKNOWN) return ["unknown"];
    if (category >= SEVERAL) return this.mixes[category - SEVERAL].map((term) => this.colourOf(term));
    return [this.colourOf(category)];
  }

  /** For each category one number for each of `names`: how many sixths are of this colour; a combination shares equally. */
  countSixths() {
    const size = this.names.length;
    const sixths = new Uint8Array(CODES * size);
    for (const code of this.codes()) {
      const colours = this.coloursOf(code);
      for (const name of colours) sixths[code * size + this.names.indexOf(name)] += 6 / colours.length;
    }
    return sixths;
  }

  /** All categories that there are. */
  codes() {
    return [UNKNOWN, ...this.looks.keys(), ...this.mixes.map((_mix, index) => SEVERAL + index)];
  }

  /** { outline, colours, hollow }: how a category is drawn. */
  of(category) {
    const single = category < SEVERAL && category !== UNKNOWN;
    return {
      outline: this.shapes[single ? (this.looks[category]?.[1] ?? 0) : 0],
      colours: this.coloursOf(category),
      hollow: category === UNKNOWN,
    };
  }
}

/** The colours of the site, read once from the style sheet. */
export function readColours(element = document.documentElement) {
  const style = getComputedStyle(element);
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(`--${name}`).trim() || "#000");
    return known.get(name);
  };
}

function cross(radius) {
  const arm = radius * 0.62;
  return `M${-arm} ${-arm}L${arm} ${arm}M${arm} ${-arm}L${-arm} ${arm}`;
}

/** Paths of a sign, in the order in which they are drawn: { path, fill, stroke, width, dash, clip }; colours by name. */
export function partsOf({ outline, colours, hollow }, state, radius = 1) {
  const unit = radius / 5.5;
  if (state === ENDED) {
    return [
      { path: cross(radius), stroke: "paper", width: 4.4 * unit },
      { path: cross(radius), stroke: colours[0], width: 2 * unit },
    ];
  }
  const ground = { outline, stroke: "paper", width: 2.6 * unit, fill: "paper" };
  if (state === POSSIBLE)
    return [
      ground,
      { outline, stroke: colours[0], width: 3.6 * unit, dash: [2.3 * unit, 1.7 * unit], clip: true },
    ];
  if (hollow) return [ground, { outline, stroke: colours[0], width: 4 * unit, clip: true }];
  if (colours.length === 1) return [ground, { outline, fill: colours[0] }];
  return [ground, ...slices(colours, radius * 0.95)];
}

function slices(colours, radius) {
  const part = (2 * Math.PI) / colours.length;
  const corner = (angle) =>
    `${(radius * Math.sin(angle)).toFixed(3)} ${(-radius * Math.cos(angle)).toFixed(3)}`;
  return colours.map((fill, index) => {
    const [from, to] = [index * part, (index + 1) * part];
    return {
      path: `M0 0L${corner(from)}A${radius} ${radius} 0 ${part > Math.PI ? 1 : 0} 1 ${corner(to)}Z`,
      fill,
    };
  });
}

/** Draw one sign around 0,0. Certain is full, possible is hollow and dashed, ended is a small cross. */
export function drawSign(context, sign, state, radius, colour) {
  context.lineJoin = "round";
  for (const part of partsOf(sign, state, radius)) {
    const path = new Path2D();
    path.addPath(
      new Path2D(part.outline ?? part.path),
      part.outline ? new DOMMatrix([radius, 0, 0, radius, 0, 0]) : undefined,
    );
    context.save();
    if (part.clip) context.clip(path);
    context.setLineDash(part.dash ?? []);
    if (part.stroke) {
      context.lineWidth = part.width;
      context.strokeStyle = colour(part.stroke);
      context.stroke(path);
    }
    if (part.fill) {
      context.fillStyle = colour(part.fill);
      context.fill(path);
    }
    context.restore();
  }
}

/** With more looks than this, in all sizes, those of sizes of before are forgotten. */
const MOST_LOOKS = 2000;

/** Ready-drawn signs for a canvas: one small picture for each look and size. Many categories look the same. */
export class SignSheet {
  constructor(book, colour, ratio) {
    Object.assign(this, { book, colour, ratio });
    this.pictures = new Map();
    this.looks = new Map();
    this.prepared = NaN;
  }

  /** Draw, whenever the browser has nothing else to do, all signs of a size that a step in time may ask for. */
  prepare(radius) {
    if (radius === this.prepared || !window.requestIdleCallback) return;
    this.prepared = radius;
    if (this.looks.size > MOST_LOOKS) this.forget();
    const codes = this.book.codes().values();
    const work = (deadline) => {
      while (this.prepared === radius && deadline.timeRemaining() > 1) {
        const { value: code, done } = codes.next();
        if (done) return;
        for (const state of [CERTAIN, POSSIBLE, ENDED]) this.picture(code, state, radius);
      }
      if (this.prepared === radius) requestIdleCallback(work);
    };
    requestIdleCallback(work);
  }

  stop() {
    this.prepared = NaN;
  }

  forget() {
    this.pictures.clear();
    this.looks.clear();
  }

  picture(category, state, radius) {
    const name = (category * 4 + state) * 64 + Math.round(radius * 4);
    let drawn = this.pictures.get(name);
    if (!drawn) {
      drawn = this.look(this.book.of(category), state, radius);
      this.pictures.set(name, drawn);
    }
    return drawn;
  }

  look(sign, state, radius) {
    const name = JSON.stringify(partsOf(sign, state, radius));
    let drawn = this.looks.get(name);
    if (!drawn) {
      drawn = makeStamp(signHalf(radius), this.ratio, (context) => drawSign(context, sign, state, radius, this.colour));
      this.looks.set(name, drawn);
    }
    return drawn;
  }
}

/** The same sign as a small SVG picture, for the legend and the list. */
export function signPicture(book, category, state = CERTAIN) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "-1.4 -1.4 2.8 2.8");
  picture.setAttribute("class", "sign");
  picture.setAttribute("aria-hidden", "true");
  for (const part of partsOf(book.of(category), state)) {
    const element = document.createElementNS(SVG, "path");
    element.setAttribute("d", part.outline ?? part.path);
    element.style.fill = part.fill ? `var(--${part.fill})` : "none";
    if (part.stroke) {
      element.style.stroke = `var(--${part.stroke})`;
      element.setAttribute("stroke-width", part.clip ? part.width / 2 : part.width);
      if (part.dash) element.setAttribute("stroke-dasharray", part.dash.join(" "));
    }
    picture.append(element);
  }
  return picture;
}
