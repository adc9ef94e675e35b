import assert from "node:assert/strict";
import { test } from "node:test";

import { Figures } from "../../../static/js/map/figures.js";

/** A canvas of which every letter is as wide as the size of the font says. */
function aContext() {
  const written = [];
  return {
    written,
    font: "",
    measureText: (text) => ({ width: text.length * 6 }),
    fillText: (text, x, y) => written.push([text, x, y]),
  };
}

test("a number is written around its middle, whatever its pieces", () => {
  for (const [number, text] of [[0, "0"], [7, "7"], [42, "42"], [100, "100"], [907, "907"], [1_005, "1005"], [9_999, "9999"], [12_345, "12k"]]) {
    const context = aContext();
    const figures = new Figures(12);
    figures.use(context, "sans-serif");
    figures.write(context, number, 100, 50);
    assert.equal(context.font, "600 12px sans-serif");
    assert.equal(context.written.map(([piece]) => piece).join(""), text);
    let right = 100 - text.length * 3;
    for (const [piece, x, y] of context.written) {
      assert.deepEqual([x, y], [right, 50], `${piece} of ${number}`);
      right += piece.length * 6;
    }
  }
});
