import assert from "node:assert/strict";
import { test } from "node:test";

import { SEVERAL, UNKNOWN } from "../../../static/js/map/categories.js";
import { claim } from "../../../static/js/map/names.js";
import { CERTAIN, ENDED, POSSIBLE } from "../../../static/js/map/picture.js";
import { partsOf, SignBook } from "../../../static/js/map/signs.js";

const palette = {
  shapes: ["round", "square", "star"],
  dashes: [[]],
  looks: {
    activity: [
      ["cat-0", 0],
      ["cat-0", 1],
      ["cat-5", 2],
    ],
  },
};
const book = new SignBook(palette, { attribute: "activity", mixes: [[0, 2]] });

test("kindred terms share a colour and differ in shape", () => {
  assert.deepEqual(
    [0, 1].map((term) => [book.of(term).colours, book.of(term).outline]),
    [
      [["cat-0"], "round"],
      [["cat-0"], "square"],
    ],
  );
});

test("certain, possible and ended differ in what is drawn and not only in colour", () => {
  const drawn = [CERTAIN, POSSIBLE, ENDED].map((state) =>
    JSON.stringify(
      partsOf(book.of(1), state).map(({ fill, dash, outline, path }) => [
        Boolean(fill),
        Boolean(dash),
        outline ?? path,
      ]),
    ),
  );
  assert.equal(new Set(drawn).size, 3);
});

test("unknown is hollow, and so is a term without a look", () => {
  assert.equal(book.of(UNKNOWN).hollow, true);
  assert.deepEqual(book.of(77).colours, ["unknown"]);
});

test("a combination shows each of its colours, and counts for each in a disc", () => {
  assert.equal(partsOf(book.of(SEVERAL), CERTAIN).length, 3);
  assert.deepEqual(book.names, ["cat-0", "cat-5", "unknown"]);
  assert.deepEqual(
    [SEVERAL, 0, UNKNOWN].map((code) => [...book.sixths.subarray(3 * code, 3 * code + 3)]),
    [
      [3, 3, 0],
      [6, 0, 0],
      [0, 0, 6],
    ],
  );
});

test("a name that would touch another is left out", () => {
  const taken = [];
  assert.equal(claim(taken, { left: 0, right: 10, top: 0, bottom: 5 }), true);
  assert.equal(claim(taken, { left: 9, right: 19, top: 4, bottom: 9 }), false);
  assert.equal(claim(taken, { left: 10, right: 20, top: 0, bottom: 5 }), true);
});
