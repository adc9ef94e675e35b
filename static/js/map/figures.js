/* Numbers on a canvas, written in pieces of at most two figures: the browser remembers how a piece of text is set, and
   there are few such pieces, while numbers are new most of the time. */

/** Pieces 0 to 99 begin a number, pieces 100 to 199 are the last two figures of a longer one. */
const PIECES = Array.from({ length: 200 }, (_unused, piece) => (piece < 100 ? String(piece) : String(piece).slice(1)));

/** Numbers of one size, in pixels. */
export class Figures {
  constructor(size) {
    this.size = size;
    this.family = "";
  }

  /** Take this size of a family of letters for what is written next. */
  use(context, family) {
    context.font = `600 ${this.size}px ${family}`;
    if (this.family === family) return;
    this.family = family;
    this.widths = Float64Array.from(PIECES, (text) => context.measureText(text).width);
  }

  /** Write a whole number with its middle at x; ten thousand and more in thousands. The context aligns texts left. */
  write(context, number, x, y) {
    if (number > 9999) {
      const text = `${Math.round(number / 1000)}k`;
      context.fillText(text, x - context.measureText(text).width / 2, y);
      return;
    }
    const { widths } = this;
    if (number < 100) {
      context.fillText(PIECES[number], x - widths[number] / 2, y);
      return;
    }
    const [head, tail] = [Math.floor(number / 100), 100 + (number % 100)];
    const left = x - (widths[head] + widths[tail]) / 2;
    context.fillText(PIECES[head], left, y);
    context.fillText(PIECES[tail], left + widths[head], y);
  }
}
