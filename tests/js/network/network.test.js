import assert from "node:assert/strict";
import { test } from "node:test";

import { Network, NOT_CONNECTED } from "../../../static/js/network/network.js";
import { layoutFor, linesFor, namesFor, signAt, signsFor } from "../../../static/js/network/picture.js";
import { aField, ALWAYS, from, owned } from "../map/field.js";

/**
 * Municipality 0 (into 1 on day 100) – a – b – c, where b – c holds until day 150; d was tied to c until day 50; e has no
 * tie. Parties: 0 to 3 = a to d, 4 and 5 = the municipalities, 6 = an unnamed municipality tied to d from day 200.
 */
function chain() {
  const spells = [[...from(0), 0, -1]];
  const field = aField(Array.from({ length: 5 }, () => ({ spells })));
  field.organisations.born = Int32Array.from([0, 0, 0, 1, 0]);
  field.terms.tie_kind = ["procurement", "subsidy", "network"];
  field.ties = {
    kind: Int32Array.from([1, 2, 2, 2, 1]),
    fictional: Int32Array.from([0, 0, 1, 0, 0]),
    key: ["ta", "tb", "tc", "td", "te"],
  };
  field.participations = {
    ...owned([[from(0)], [], [], [], [from(200)]]),
    organisation: Int32Array.from([0, -1]),
    municipality: Int32Array.from([-1, -1]),
    ring: Int32Array.from([-1, -1]),
  };
  const drawing = {
    parties: [0, 1, 2, 3, 5, 6, 8],
    heights: [100, 200, 300, 400, 100, 120, 500],
    municipality_heights: [100, 120],
    unnamed: { party: [6], sort: ["municipality"] },
    links: {
      one: [0, 0, 0, 1, 2, 3],
      other: [1, 4, 5, 2, 3, 6],
      tie: [1, 0, 0, 2, 3, 4],
      start: [0, 0, 100, 0, 0, 200],
      end: [ALWAYS, 100, ALWAYS, 150, 50, ALWAYS],
    },
    free: null,
  };
  return new Network(drawing, field);
}

const on = (day, more = {}) => ({ asked: {}, first: day, last: day, division: day, ...more });
const everybody = [1, 1, 1, 1, 1];

test("columns are the steps to a municipality of that day", () => {
  const network = chain();
  assert.deepEqual([...network.on(on(20)).columns.subarray(0, 4)], [1, 2, 3, 3]);
  assert.deepEqual([...network.on(on(120)).columns.subarray(0, 4)], [1, 2, 3, NOT_CONNECTED]);
  assert.deepEqual([...network.on(on(180)).columns.subarray(0, 4)], [1, 2, NOT_CONNECTED, NOT_CONNECTED]);
  assert.equal(network.on(on(220)).columns[3], 1);
});

test("a merged municipality is its successor from that day", () => {
  const network = chain();
  assert.deepEqual([...network.on(on(20)).neighboursOf(0)].sort(), [1, 4]);
  assert.deepEqual([...network.on(on(120)).neighboursOf(0)].sort(), [1, 5]);
  const range = network.on({ ...on(120), first: 10 });
  assert.deepEqual([...range.neighboursOf(0)].sort(), [1, 5]);
  assert.equal(network.place("GM0001", 120), 5);
});

test("a question for a kind of tie, or for what the report says, leaves out the others", () => {
  const network = chain();
  assert.equal(network.on(on(20, { asked: { tie: [1] } })).pairs.length, 1);
  assert.deepEqual([...network.on(on(20, { only: "report" })).neighboursOf(1)], [0]);
});

test("a line tells the ring of that day, not the outermost that ever was", () => {
  const field = aField([{ spells: [[...from(0), 0, -1]] }]);
  field.terms.tie_kind = ["procurement"];
  field.ties = { kind: Int32Array.from([0]), fictional: Int32Array.from([0]), key: ["ta"] };
  field.participations = {
    ...owned([[from(0), [0, 0, 100, 120], [100, 120, ALWAYS, ALWAYS]]]),
    organisation: Int32Array.from([-1, 0, 0]),
    municipality: Int32Array.from([1, -1, -1]),
    ring: Int32Array.from([0, 3, 1]),
  };
  const drawing = (certainty) => ({
    certainty,
    parties: [0, 2],
    heights: [100, 100],
    municipality_heights: [100, 100],
    unnamed: { party: [], sort: [] },
    links: { one: [0], other: [1], tie: [0], start: [0], end: [ALWAYS] },
    free: null,
  });
  const network = new Network(drawing("certain"), field);
  const ringsOn = (first, last = first) => network.on({ ...on(last), first }).lines.map(({ style }) => style);
  assert.deepEqual([ringsOn(20), ringsOn(130), ringsOn(20, 130)], [[3], [1], [3]]);
  network.takeLinks(drawing("possible"));
  assert.deepEqual([ringsOn(110), ringsOn(130)], [[3], [1]]);
});

test("shown are those that match, whoever they are linked with, and the municipalities of these", () => {
  const network = chain();
  const shown = network.on(on(20)).shown([0, 1, 0, 0, 1]);
  assert.deepEqual([...shown], [1, 1, 1, 0, 1, 0, 0, 1]);
});

test("steps around a party end at a municipality", () => {
  const moment = chain().on(on(20));
  assert.deepEqual([...moment.around(1, 1)], [1, 1, 1, 0, 0, 0, 0, 0]);
  assert.deepEqual([...moment.around(1, 2)], [1, 1, 1, 1, 1, 0, 0, 0]);
});

test("nobody jumps: a party in the same column stands at the same place on every day", () => {
  const network = chain();
  const layout = layoutFor(network, network.ever(on(0)), everybody, { layout: "layers", isHigh: false });
  const book = { code: () => 0 };
  const places = new Map();
  for (const day of [0, 20, 60, 120, 160, 220]) {
    const moment = network.on(on(day));
    const signs = signsFor(network, moment, moment.shown(everybody), { layout, book, mask: everybody });
    for (const { place, column, x, y } of signs) {
      const name = `${place} in ${column}`;
      assert.deepEqual(places.get(name) ?? { x, y }, { x, y }, `${name} on day ${day}`);
      places.set(name, { x, y });
    }
  }
  assert.ok(places.size > 8);
});

test("lines run between signs that are shown, each style of a pair on its own track", () => {
  const network = chain();
  const moment = network.on(on(20));
  const layout = layoutFor(network, network.ever(on(0)), everybody, { layout: "layers", isHigh: false });
  const signs = signsFor(network, moment, moment.shown([1, 0, 0, 0, 0]), { layout, book: { code: () => 0 }, mask: everybody });
  const lines = linesFor(moment, signs, true);
  assert.deepEqual(lines.map(({ one, other }) => [one, other]), [[0, 1], [0, 4]]);
  const [first] = signs;
  assert.equal(signAt(signs, { x: first.x + 1, y: first.y }, 5), first);
  assert.equal(signAt(signs, { x: -500, y: 0 }, 5), null);
});

test("no name covers another name or another sign", () => {
  const signs = Array.from({ length: 60 }, (_unused, place) => ({ place, x: (place % 6) * 40, y: Math.floor(place / 6) * 9 }));
  const names = namesFor(signs, {
    toFrame: (sign) => ({ x: sign.x + 10, y: sign.y + 10 }),
    frame: { width: 400, height: 300 },
    radius: 4,
    measure: () => 60,
    text: ({ place }) => `Name ${place}`,
    first: () => 0,
    before: () => false,
  });
  assert.ok(names.length > 0);
  for (const one of names)
    for (const other of names)
      assert.ok(one === other || Math.abs(one.y - other.y) >= 11 || Math.abs(one.x - other.x) >= 60);
});

test("names under each other do not touch", () => {
  for (let step = 0; step < 400; step += 1) {
    const [apart, top] = [8 + (step % 20) / 2, 20 + Math.floor(step / 20) / 5];
    const names = namesFor([0, 1, 2, 3].map((place) => ({ place })), {
      toFrame: ({ place }) => ({ x: 100, y: top + place * apart }),
      frame: { width: 400, height: 300 },
      radius: 4,
      measure: () => 60,
      text: ({ place }) => `Name ${place}`,
      first: () => 0,
      before: () => true,
    });
    for (let index = 1; index < names.length; index += 1) assert.ok(names[index].y - names[index - 1].y > 12.5, `${apart}`);
  }
});

test("the chosen party has its name, however close others stand", () => {
  const signs = Array.from({ length: 60 }, (_unused, place) => ({ place, x: (place % 6) * 12, y: Math.floor(place / 6) * 6 }));
  const names = namesFor(signs, {
    toFrame: (sign) => ({ x: sign.x + 10, y: sign.y + 10 }),
    frame: { width: 400, height: 300 },
    radius: 4,
    measure: (_text, isChosen) => (isChosen ? 70 : 60),
    text: ({ place }) => `Name ${place}`,
    first: ({ place }) => (place === 20 ? -1 : 0),
    before: () => false,
    chosen: 20,
  });
  const [name] = names.filter(({ sign }) => sign.place === 20);
  assert.ok(name.x >= signs[20].x + 10 + 4 + 7);
});

test("an unnamed party of an invented tie is invented", () => {
  const network = chain();
  assert.equal(network.isFictional(6), false);
  assert.equal(network.tieOf(1), 4);
});
