import assert from "node:assert/strict";
import { test } from "node:test";

import { spotsToMend } from "../../../static/js/map/mending.js";
import { chanceOf } from "../field/random_field.mjs";

const meet = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
const boxOf = (boxes, spot) => [...boxes.subarray(4 * spot, 4 * spot + 4)];
const covers = (outer, box) => box[0] === box[2] || (outer[0] <= box[0] && outer[1] <= box[1] && outer[2] >= box[2] && outer[3] >= box[3]);

test("whatever stands in a wiped box is drawn again, and nothing that stands clear of all of them", () => {
  let left = 0;
  for (let seed = 0; seed < 400; seed += 1) {
    const chance = chanceOf(seed);
    const count = 4 + chance(60);
    const [before, now] = [new Float64Array(4 * count), new Float64Array(4 * count)];
    const put = (boxes, spot) => {
      const [x, y] = [chance(900), chance(900)];
      if (chance(4) > 0) boxes.set([x, y, x + 8 + chance(50), y + 8 + chance(50)], 4 * spot);
      else boxes.fill(0, 4 * spot, 4 * spot + 4);
    };
    const changed = [];
    for (let spot = 0; spot < count; spot += 1) {
      put(before, spot);
      now.set(boxOf(before, spot), 4 * spot);
      if (chance(12) > 0) continue;
      put(now, spot);
      changed.push(spot);
    }
    const mended = spotsToMend(changed, before, now);
    if (!mended) continue;
    const { spots, wiped } = mended;
    assert.deepEqual(spots, [...spots].sort((one, other) => one - other));
    for (const spot of spots)
      assert.ok(wiped.some((box) => covers(box, boxOf(before, spot)) && covers(box, boxOf(now, spot))), `seed ${seed}`);
    for (let spot = 0; spot < count; spot += 1) {
      const box = boxOf(now, spot);
      const isMet = wiped.some((other) => box[0] < box[2] && meet(box, other));
      if (spots.includes(spot)) assert.ok(isMet || changed.includes(spot), `seed ${seed}`);
      else assert.ok(!isMet, `seed ${seed}`);
      left += spots.includes(spot) ? 0 : 1;
    }
  }
  assert.ok(left > 1000, `only ${left} spots were left alone`);
});

test("where somebody left, the box of before is wiped", () => {
  const before = Float64Array.of(0, 0, 20, 20, 500, 0, 509, 9, 900, 0, 909, 9);
  const now = before.slice().fill(0, 0, 4);
  assert.deepEqual(spotsToMend([0], before, now), { spots: [0], wiped: [[0, 0, 20, 20]] });
});

test("when nearly everything changed, all is drawn", () => {
  const boxes = Float64Array.of(0, 0, 20, 20, 500, 0, 509, 9, 900, 0, 909, 9);
  assert.equal(spotsToMend([0, 1, 2], boxes, boxes), null);
});
