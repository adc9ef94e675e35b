/* Numbers on a canvas, put together from pictures of at most two figures: setting text is the dearest part of a disc, there
   are few such pieces, and numbers are new most of the time. */

import { makeStamp } from "./stamps.js";

/** Pieces 0 to 99 begin a number, pieces 100 to 199 are the last two figures of a longer one. */
const PIECES = Array.from({ length: 200 }, (_unused, piece) => (piece < 100 ? String(piece) : String(piece).slice(1)));
const COLUMNS = 14;

/** White numbers of one size, in pixels. */
export class Figures {
  /** @param make makes a picture of so many pixels (stamps.js) */
  constructor(size, make = makeStamp) {
    Object.assign(this, { size, make, font: "" });
  }

  /** Take this size of a family of letters for what is written next, on a screen with so many dots to a pixel. */
  use(family, ratio) {
    const font = `600 ${this.size * ratio}px ${family}`;
    if (font === this.font) return;
    this.font = font;
    this.wide = Math.ceil(2 * this.size * ratio);
    this.high = Math.ceil(1.5 * this.size * ratio);
    const half = (COLUMNS * this.wide) / 2;
    this.sheet = this.make(half, 1, (context) => this.drawPieces(context, half)).image;
  }

  drawPieces(context, half) {
    this.prepare(context);
    this.widths = Int32Array.from(PIECES, (text) => Math.ceil(context.measureText(text).width));
    PIECES.forEach((text, piece) => {
      const [x, y] = this.cellOf(piece);
      context.fillText(text, x - half, y + this.high / 2 - half);
    });
  }

  prepare(context) {
    context.font = this.font;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillStyle = "#fff";
  }

  cellOf(piece) {
    return [(piece % COLUMNS) * this.wide, Math.floor(piece / COLUMNS) * this.high];
  }

  /** Write a whole number around a point, in dots of the screen; ten thousand and more in thousands. */
  write(context, number, x, y) {
    const { widths } = this;
    if (number > 9999) {
      const text = `${Math.round(number / 1000)}k`;
      this.prepare(context);
      context.fillText(text, x - context.measureText(text).width / 2, y);
      return;
    }
    const top = Math.round(y - this.high / 2);
    if (number < 100) {
      this.put(context, number, Math.round(x - widths[number] / 2), top);
      return;
    }
    const [head, tail] = [Math.floor(number / 100), 100 + (number % 100)];
    const left = Math.round(x - (widths[head] + widths[tail]) / 2);
    this.put(context, head, left, top);
    this.put(context, tail, left + widths[head], top);
  }

  /** On whole dots, so that nothing is smoothed twice. */
  put(context, piece, left, top) {
    const [x, y] = this.cellOf(piece);
    const [width, { high }] = [this.widths[piece], this];
    context.drawImage(this.sheet, x, y, width, high, left, top, width, high);
  }
}
