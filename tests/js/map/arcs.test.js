import assert from "node:assert/strict";
import { test } from "node:test";

import { bend, deriveArcs, distanceToCurve } from "../../../static/js/map/arcs.js";
import { categoriesBy } from "../../../static/js/map/categories.js";
import { Picture } from "../../../static/js/map/picture.js";
import { aField, anOrganisation, everyone, from } from "./field.js";

const party = ({ organisation = -1, municipality = -1, ring = -1, period = from(0) }) => [
  ...period,
  organisation,
  municipality,
  0,
  ring,
  -1,
  0,
];

function derived(parties, organisations, day = 10, options = {}) {
  const field = aField(organisations, { ties: [{ kind: 1, period: from(0), parties }] });
  const picture = new Picture(field).show(everyone(field), day, categoriesBy("activity", field));
  return deriveArcs(picture, day, options);
}

const here = anOrganisation({ municipality: 0 });
const there = anOrganisation({ municipality: 1 });

test("lines run from the commissioning municipality to each party elsewhere", () => {
  const { arcs } = derived(
    [party({ organisation: 1, ring: 1 }), party({ municipality: 0, ring: 0 })],
    [here, there],
  );
  assert.equal(arcs.length, 1);
  assert.deepEqual([arcs[0].from.municipality, arcs[0].to.owner], [0, 1]);
});

test("without a municipality the innermost ring is the middle", () => {
  const { arcs } = derived(
    [party({ organisation: 0, ring: 2 }), party({ organisation: 1, ring: 1 })],
    [here, there],
  );
  assert.deepEqual([arcs[0].from.owner, arcs[0].to.owner], [1, 0]);
});

test("parties in one municipality are counted there and not joined by a line", () => {
  const { arcs, inside } = derived([party({ municipality: 0 }), party({ organisation: 0 })], [here, there]);
  assert.deepEqual(arcs, []);
  assert.deepEqual([...inside], [[0, [0]]]);
});

test("two parties become one inside when their municipalities merge", () => {
  const { arcs, inside } = derived(
    [party({ municipality: 0 }), party({ organisation: 1 })],
    [here, there],
    100,
  );
  assert.deepEqual([arcs.length, [...inside.keys()]], [0, [1]]);
});

test("a party that left has no line any more, and who nobody names or has no place has none", () => {
  const left = party({ organisation: 1, period: from(0, 5) });
  assert.equal(
    derived([party({ municipality: 0 }), left, party({ organisation: 0 })], [here, there]).arcs.length,
    0,
  );
  assert.equal(derived([party({ municipality: 0 }), party({})], [here]).arcs.length, 0);
  assert.equal(
    derived([party({ municipality: 1 }), party({ organisation: 0 })], [{ ...here, places: [] }]).arcs.length,
    0,
  );
});

test("who is not wanted is not drawn", () => {
  const parties = [party({ municipality: 0 }), party({ organisation: 1 })];
  assert.equal(derived(parties, [here, there], 10, { wanted: () => false }).arcs.length, 0);
});

test("a point on a curve is near it, the straight line between its ends is not", () => {
  const [from_, to] = [
    { x: 0, y: 0 },
    { x: 200, y: 0 },
  ];
  const middle = bend(from_, to);
  const top = { x: 0.25 * 0 + 0.5 * middle.x + 0.25 * 200, y: 0.5 * middle.y };
  assert.ok(distanceToCurve(top, from_, middle, to) < 1);
  assert.ok(distanceToCurve({ x: 100, y: 0 }, from_, middle, to) > 10);
});
