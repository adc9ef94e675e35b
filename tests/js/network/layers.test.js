import assert from "node:assert/strict";
import { test } from "node:test";

import { FreeLayout, Layers, spreadOut } from "../../../static/js/network/layers.js";

const heights = Float64Array.from({ length: 400 }, (_unused, place) => (place * 7919) % 10_000);
const all = Array.from(heights.keys());
const layers = (options = {}) =>
  new Layers(all, { heights, isFormal: (place) => place % 5 === 0, isLinked: (place) => place % 3 !== 0, ...options });

test("places rise by at least one, and stay where they are wanted when there is room", () => {
  assert.deepEqual(spreadOut([2, 5, 9], 20), [2, 5, 9]);
  assert.deepEqual(spreadOut([5, 5, 5], 20), [4, 5, 6]);
  assert.deepEqual(spreadOut([0, 0, 0], 20), [0, 1, 2]);
  assert.deepEqual(spreadOut([19, 19, 19], 20), [17, 18, 19]);
});

test("no two parties share a slot, and the order of heights stays, for any wishes", () => {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 300; round += 1) {
    const count = 1 + Math.floor(random() * 40);
    const capacity = count + Math.floor(random() * 20);
    const wanted = Array.from({ length: count }, () => random() * (capacity - 1)).sort((a, b) => a - b);
    const places = spreadOut(wanted, capacity);
    assert.ok(places.every((place, index) => index === 0 || place > places[index - 1]));
    assert.ok(places[0] >= 0 && places.at(-1) < capacity);
  }
});

test("in each column every party has one place of its own, the same whenever it is asked", () => {
  const one = layers();
  const other = layers();
  for (let column = 0; column < 5; column += 1) {
    const members = all.filter((place) =>
      column === 0 ? place % 5 === 0 : place % 5 !== 0 && (column === 4 || place % 3 !== 0),
    );
    const places = members.map((place) => one.position(place, column));
    assert.deepEqual(places, members.map((place) => other.position(place, column)));
    assert.equal(new Set(places.map(({ x, y }) => `${x} ${y}`)).size, members.length);
    const { left, width } = one.bands[column];
    assert.ok(places.every(({ x, y }) => x > left && x <= left + width && y > 0 && y < one.height));
  }
});

test("a party keeps its height when it goes over into another column between", () => {
  const one = layers();
  for (const place of all.filter((party) => party % 5 !== 0 && party % 3 !== 0))
    assert.equal(one.position(place, 1).y, one.position(place, 3).y);
});

test("who was not foreseen stands in a free slot and moves nobody", () => {
  const one = new Layers(all.slice(0, 200), { heights, isFormal: () => false, isLinked: () => true });
  const before = all.slice(0, 200).map((place) => one.position(place, 1));
  const guest = one.position(300, 1);
  assert.ok(before.every(({ x, y }) => x !== guest.x || y !== guest.y));
  assert.deepEqual(all.slice(0, 200).map((place) => one.position(place, 1)), before);
});

test("a field of thousands grows alike to all sides", () => {
  const many = Float64Array.from({ length: 5000 }, (_unused, place) => (place * 7919) % 10_000);
  const large = new Layers(Array.from(many.keys()), { heights: many, isFormal: (place) => place < 340, isLinked: () => true });
  const small = layers();
  assert.ok(Math.abs(large.width / large.height / (small.width / small.height) - 1) < 0.4);
});

test("an empty field has columns and no places", () => {
  const none = new Layers([], { heights, isFormal: () => false, isLinked: () => false });
  assert.equal(none.bands.length, 5);
  assert.ok(none.width > 0 && none.height > 0);
});

test("the free layout keeps the places of the server and sets those without links apart", () => {
  const free = { x: [0, 1000, 500], y: [0, 0, 800] };
  const layout = new FreeLayout([0, 1, 2, 3, 4], { free, drawn: 3, heights, isLinked: (place) => place < 3 });
  const [one, other, third] = [0, 1, 2].map((place) => layout.position(place));
  assert.equal(other.x - one.x, 260);
  assert.equal(third.y - one.y, 208);
  assert.ok([3, 4].every((place) => layout.position(place).y > layout.foot.y && layout.foot.y > third.y));
  const empty = new FreeLayout([], { free: { x: [], y: [] }, drawn: 0, heights, isLinked: () => false });
  assert.equal(empty.foot, null);
  assert.ok(Number.isFinite(empty.width + empty.height));
});
