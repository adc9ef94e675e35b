/* The drawing on a canvas that reaches beyond its frame: while it is moved only the canvas moves; it is drawn anew when it
   comes to rest, or when its margin is used up. */

import { SignSheet } from "../map/signs.js";
import { HALO, namesFor } from "./picture.js";

const MARGIN = 0.35;
const REST = 140;
/** With more signs in sight only municipalities have their name beside them; looking closer brings the others. */
const MOST_NAMES = 110;
/** With more lines than this only some are drawn, and plainly, as long as the drawing moves. */
const MOST_DASHED = 700;
const FONT = 12;

export class NetworkCanvas {
  /** @param options { frame (element), camera, colour(name), line(style) → { colour, dash }, name(sign), onDraw() } */
  constructor(options) {
    Object.assign(this, options);
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.frame.append(this.canvas);
    this.context = this.canvas.getContext("2d");
    this.signs = [];
    this.lines = [];
    this.bands = [];
    this.paths = new Map();
    this.focus = null;
  }

  /** How large signs are, in pixels: the same for all, a little larger when one looks closer. */
  get radius() {
    return Math.min(7.5, Math.max(2.4, 5.6 * Math.sqrt(this.camera.scale)));
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    this.ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.margin = { x: Math.round(width * MARGIN), y: Math.round(height * MARGIN) };
    this.size = { width: width + 2 * this.margin.x, height: height + 2 * this.margin.y };
    this.canvas.width = this.size.width * this.ratio;
    this.canvas.height = this.size.height * this.ratio;
    this.canvas.style.width = `${this.size.width}px`;
    this.canvas.style.height = `${this.size.height}px`;
    return { width, height };
  }

  useSigns(book) {
    this.sheet = new SignSheet(book, this.colour, this.ratio ?? 1);
  }

  /** Another picture: signs, lines, bands (none in the free layout), and a caption in it ({ x, y, text } or null). */
  show({ signs, lines, bands, caption, chosen }) {
    Object.assign(this, { signs, lines, bands, caption, chosen });
    this.paths = pathsOf(lines);
    this.lit = null;
    this.draw();
  }

  /** Bring some parties to the fore, with the lines among them: a set of parties, or null for all alike. */
  bring(focus) {
    this.focus = focus;
    this.focusPaths = focus ? pathsOf(this.lines.filter(({ one, other }) => focus.has(one) && focus.has(other))) : null;
  }

  /** Follow the camera without drawing: the canvas itself moves. Draws when its margin is used up. */
  follow() {
    const { x, y, scale } = this.drawnAt;
    const factor = this.camera.scale / scale;
    const across = (x - this.camera.x) * this.camera.scale;
    const down = (y - this.camera.y) * this.camera.scale;
    const used = Math.abs(across) > this.margin.x || Math.abs(down) > this.margin.y || factor < 0.75 || factor > 1.6;
    clearTimeout(this.resting);
    if (used) {
      this.draw({ quick: true });
      this.resting = setTimeout(() => this.draw(), REST);
      return;
    }
    this.canvas.style.transform = `translate(${across}px, ${down}px) scale(${factor})`;
    this.onDraw?.();
    this.resting = setTimeout(() => this.draw(), REST);
  }

  /** Draw everything; `quick` while it moves: of a large field only some lines, plainly, and no names. */
  draw({ quick = false } = {}) {
    clearTimeout(this.resting);
    const { context, ratio, size, camera } = this;
    if (!size) return;
    this.drawnAt = { x: camera.x, y: camera.y, scale: camera.scale };
    this.canvas.style.transform = "";
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    this.drawBands();
    const isSketch = quick && this.lines.length > MOST_DASHED;
    this.drawLines(isSketch);
    this.drawSigns();
    if (!isSketch) this.drawNames();
    this.onDraw?.();
  }

  /** From the drawing to pixels of the canvas. */
  get shift() {
    const { camera, size } = this;
    return { x: size.width / 2 - camera.x * camera.scale, y: size.height / 2 - camera.y * camera.scale };
  }

  drawBands() {
    const { context, camera, shift } = this;
    this.bands.forEach(({ left, width }, number) => {
      context.fillStyle = this.colour(number % 2 ? "sand-50" : "sand-100");
      context.fillRect(shift.x + left * camera.scale, 0, width * camera.scale, this.size.height);
    });
  }

  drawLines(isSketch) {
    const { context, ratio, camera, shift } = this;
    const busy = Math.min(1, 260 / Math.max(1, this.lines.length));
    const plain = 0.34 + 0.36 * busy;
    const width = Math.min(2, Math.max(0.7, 1.25 * Math.sqrt(camera.scale)));
    context.setTransform(ratio * camera.scale, 0, 0, ratio * camera.scale, ratio * shift.x, ratio * shift.y);
    context.lineCap = "butt";
    if (isSketch) this.sketch();
    else this.stroke(this.paths, this.focus ? 0.1 : plain, width);
    if (this.focusPaths) this.stroke(this.focusPaths, 0.95, width * 1.5);
    context.globalAlpha = 1;
    context.setLineDash([]);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  /** Some of the lines, one hair thick and straight, evenly taken from all: as many as can be drawn in a frame. */
  sketch() {
    const { context, camera, lines } = this;
    const step = Math.ceil(lines.length / MOST_DASHED);
    context.globalAlpha = 0.3;
    context.lineWidth = 0.7 / camera.scale;
    context.strokeStyle = this.colour("unknown");
    context.setLineDash([]);
    context.beginPath();
    for (let index = 0; index < lines.length; index += step) {
      const { curve } = lines[index];
      context.moveTo(curve[0], curve[1]);
      context.lineTo(curve[6], curve[7]);
    }
    context.stroke();
  }

  stroke(paths, alpha, width) {
    const { context, camera } = this;
    context.globalAlpha = alpha;
    context.lineWidth = width / camera.scale;
    for (const [style, path] of paths) {
      const { colour, dash } = this.line(style);
      context.strokeStyle = this.colour(colour);
      context.setLineDash(dash.map((part) => (part * 0.8) / camera.scale));
      context.stroke(path);
    }
  }

  drawSigns() {
    const { context, camera, shift, radius, size, sheet } = this;
    for (const sign of this.signs) {
      const x = sign.x * camera.scale + shift.x;
      const y = sign.y * camera.scale + shift.y;
      if (x < -10 || y < -10 || x > size.width + 10 || y > size.height + 10) continue;
      const picture = sheet.picture(sign.code, sign.state, radius);
      context.globalAlpha = this.focus && !this.focus.has(sign.place) ? 0.28 : 1;
      context.drawImage(picture.image, x - picture.half, y - picture.half, picture.half * 2, picture.half * 2);
      if (sign.place === this.chosen) this.drawHalo(x, y);
    }
    context.globalAlpha = 1;
  }

  drawHalo(x, y) {
    const { context } = this;
    for (const [width, style] of [
      [6, "paper"],
      [3, "coral"],
    ]) {
      context.beginPath();
      context.arc(x, y, this.radius + HALO - 3, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = this.colour(style);
      context.stroke();
    }
  }

  /** The signs whose names may be written. */
  named() {
    const { camera, focus } = this;
    const { width, height } = camera.frame;
    const inSight = this.signs.filter((sign) => {
      const { x, y } = camera.toFrame(sign);
      return (!focus || focus.has(sign.place)) && x > 0 && y > 0 && x < width && y < height;
    });
    return inSight.length <= MOST_NAMES ? inSight : inSight.filter(({ column, place }) => column === 0 || place === this.chosen);
  }

  font(isChosen) {
    return `${isChosen ? "600 " : ""}${FONT}px ${this.colour("font-text")}`;
  }

  widthOf(text, isChosen) {
    const key = `${isChosen} ${text}`;
    if (!this.widths.has(key)) {
      this.context.font = this.font(isChosen);
      this.widths.set(key, this.context.measureText(text).width);
    }
    return this.widths.get(key);
  }

  drawNames() {
    const { context, camera, shift, size } = this;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const toFrame = ({ x, y }) => ({ x: x * camera.scale + shift.x, y: y * camera.scale + shift.y });
    const wanted = this.named();
    this.widths ??= new Map();
    const names = namesFor(wanted, {
      toFrame,
      frame: size,
      radius: this.radius,
      text: (sign) => this.name(sign),
      measure: (text, isChosen) => this.widthOf(text, isChosen),
      chosen: this.chosen,
      first: ({ place, column }) => (place === this.chosen ? -1 : column),
      before: ({ column }) => column === 0 && this.bands.length > 0,
    });
    if (this.caption) {
      const { x, y } = toFrame(this.caption);
      context.font = this.font(false);
      context.fillStyle = this.colour("ink-faint");
      context.fillText(this.caption.text, x, y);
    }
    for (const { sign, x: asked, y, text } of names) {
      // On a phone there is less room before the first column than a long name asks: better over its sign than cut.
      const x = sign.column === 0 ? Math.max(asked, this.margin.x + 3) : asked;
      context.font = this.font(sign.place === this.chosen);
      context.strokeStyle = this.colour("paper");
      context.lineWidth = 3;
      context.strokeText(text, x, y);
      context.fillStyle = this.colour(sign.place === this.chosen ? "coral-deep" : "ink");
      context.fillText(text, x, y);
    }
  }
}

/** Lines gathered by style, so that each style is stroked once. */
function pathsOf(lines) {
  const paths = new Map();
  for (const { style, curve } of lines) {
    let path = paths.get(style);
    if (!path) paths.set(style, (path = new Path2D()));
    path.moveTo(curve[0], curve[1]);
    path.bezierCurveTo(curve[2], curve[3], curve[4], curve[5], curve[6], curve[7]);
  }
  return paths;
}
