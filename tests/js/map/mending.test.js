import assert from "node:assert/strict";
import { test } from "node:test";

import { spotsToMend } from "../../../static/js/map/mending.js";
import { chanceOf } from "../field/random_field.mjs";

const meet = ({ x, y }, one, other, reach, otherReach) =>
  Math.abs(x[one] - x[other]) < reach + otherReach && Math.abs(y[one] - y[other]) < reach + otherReach;

test("whatever stands in a wiped square is drawn again, and nothing that stands clear of all of them", () => {
  let left = 0;
  for (let seed = 0; seed < 400; seed += 1) {
    const chance = chanceOf(seed);
    const count = 4 + chance(60);
    const middles = { x: new Float64Array(count), y: new Float64Array(count) };
    const [before, now] = [new Float32Array(count), new Float32Array(count)];
    const changed = [];
    for (let spot = 0; spot < count; spot += 1) {
      middles.x[spot] = chance(900);
      middles.y[spot] = chance(900);
      before[spot] = now[spot] = chance(4) && 4 + chance(26);
      if (chance(12) > 0) continue;
      now[spot] = chance(4) && 4 + chance(26);
      changed.push(spot);
    }
    const mended = spotsToMend(changed, middles, before, now);
    if (!mended) continue;
    const { spots, reach } = mended;
    assert.deepEqual(spots, [...spots].sort((one, other) => one - other));
    for (const spot of changed) assert.equal(reach[spot], Math.max(before[spot], now[spot]));
    for (let spot = 0; spot < count; spot += 1) {
      if (spots.includes(spot) || now[spot] === 0) continue;
      left += 1;
      for (const wiped of spots) assert.ok(!meet(middles, wiped, spot, reach[wiped], now[spot]), `seed ${seed}`);
    }
    for (const spot of spots) {
      if (changed.includes(spot)) continue;
      const others = spots.filter((other) => other !== spot);
      assert.ok(others.some((other) => meet(middles, other, spot, reach[other], now[spot])), `seed ${seed}`);
    }
  }
  assert.ok(left > 1000, `only ${left} spots were left alone`);
});

test("where somebody left, the square of before is wiped", () => {
  const middles = { x: [0, 500, 900], y: [0, 0, 0] };
  const { spots, reach } = spotsToMend([0], middles, [20, 9, 9], [0, 9, 9]);
  assert.deepEqual([spots, reach[0]], [[0], 20]);
});

test("when nearly everything changed, all is drawn", () => {
  const middles = { x: [0, 500, 900], y: [0, 0, 0] };
  assert.equal(spotsToMend([0, 1, 2], middles, [9, 9, 9], [9, 9, 9]), null);
});
