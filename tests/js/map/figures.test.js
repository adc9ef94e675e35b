import assert from "node:assert/strict";
import { test } from "node:test";

import { Figures } from "../../../static/js/map/figures.js";

const WIDTH = 6;

/** Figures of which every one is six dots wide, on a sheet that remembers where which piece stands. */
function someFigures() {
  const places = new Map();
  const make = (half, ratio, draw) => {
    assert.equal(ratio, 1);
    draw({
      measureText: (text) => ({ width: text.length * WIDTH - 0.5 }),
      fillText: (text, x, y) => places.set(`${x + half} ${y + half}`, text),
    });
    return { image: places, half };
  };
  const figures = new Figures(12, make);
  figures.use("sans-serif", 1);
  return figures;
}

/** What was put on a canvas: [text, left, top] of each piece. */
function aContext(figures) {
  const written = [];
  return {
    written,
    measureText: (text) => ({ width: text.length * WIDTH }),
    fillText: (text, x, y) => written.push([text, x, y - figures.high / 2]),
    drawImage(places, x, y, width, height, left, top, wide, high) {
      assert.deepEqual([width, height], [wide, high]);
      const text = places.get(`${x} ${y + height / 2}`);
      assert.equal(width, text.length * WIDTH);
      written.push([text, left, top]);
    },
  };
}

test("a number is written around its middle, whatever its pieces", () => {
  const figures = someFigures();
  for (const [number, text] of [[0, "0"], [7, "7"], [42, "42"], [100, "100"], [907, "907"], [1_005, "1005"], [9_999, "9999"], [12_345, "12k"]]) {
    const context = aContext(figures);
    figures.write(context, number, 100, 50);
    assert.equal(context.written.map(([piece]) => piece).join(""), text);
    let right = 100 - (text.length * WIDTH) / 2;
    for (const [piece, left, top] of context.written) {
      assert.deepEqual([left, top], [right, 41], `${piece} of ${number}`);
      right += piece.length * WIDTH;
    }
  }
});

test("pieces stand on whole dots of the screen", () => {
  const figures = someFigures();
  const context = aContext(figures);
  figures.write(context, 1_234, 100.4, 50.3);
  for (const [piece, left, top] of context.written) assert.deepEqual([left % 1, top % 1], [0, 0], piece);
});

test("the sheet is drawn again for other letters or another screen only", () => {
  let drawn = 0;
  const figures = new Figures(12, (half, _ratio, draw) => {
    drawn += 1;
    draw({ measureText: () => ({ width: WIDTH }), fillText() {} });
    return { image: null, half };
  });
  for (const [family, ratio] of [["serif", 1], ["serif", 1], ["serif", 2], ["sans-serif", 2], ["sans-serif", 2]]) figures.use(family, ratio);
  assert.equal(drawn, 3);
});
