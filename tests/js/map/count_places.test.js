import assert from "node:assert/strict";
import { test } from "node:test";

import { placeCounts } from "../../../static/js/map/count_places.js";

const HALF = 9;

function covers(at, width, disc) {
  return Math.abs(at.x - disc.x) < width / 2 + 8 && Math.abs(at.y - disc.y) < HALF + 6;
}

test("a count stands right above its spot when that is free", () => {
  const [at] = placeCounts([{ x: 100, y: 100, lift: 20, width: 31 }], [{ x: 100, y: 100, radius: 20 }]);
  assert.deepEqual(at, { x: 100, y: 68 });
});

test("a count makes room for the disc above it", () => {
  const discs = [
    { x: 100, y: 100, radius: 20 },
    { x: 100, y: 54, radius: 20 },
  ];
  const [at] = placeCounts([{ x: 100, y: 100, lift: 20, width: 31 }], discs);
  assert.equal(at.y, 100);
  assert.ok(at.x > 120);
  for (const disc of discs) assert.equal(covers(at, 31, disc), false);
});

test("two counts never stand on each other", () => {
  const counts = [
    { x: 100, y: 100, lift: 10, width: 31 },
    { x: 110, y: 100, lift: 10, width: 31 },
  ];
  const [one, other] = placeCounts(counts, []);
  assert.ok(Math.abs(one.x - other.x) >= 31 || Math.abs(one.y - other.y) >= 2 * HALF);
});

test("signs nearby are left free where that costs nothing", () => {
  const [at] = placeCounts([{ x: 100, y: 100, lift: 10, width: 31 }], [], [80, 70, 120, 88]);
  assert.equal(at.y, 100);
});

test("however close discs stand, no count covers a number", () => {
  const discs = [];
  for (let row = 0; row < 6; row += 1)
    for (let column = 0; column < 6; column += 1)
      discs.push({ x: 62 * column, y: 62 * row, radius: 18 + ((row * 7 + column * 5) % 12) });
  const counts = discs.map(({ x, y, radius }) => ({ x, y, lift: radius, width: 38 }));
  const places = placeCounts(counts, discs);
  const covered = places.filter((at) => discs.some((disc) => covers(at, 38, disc)));
  assert.equal(covered.length, 0);
});
