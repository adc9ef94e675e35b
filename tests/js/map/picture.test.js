import assert from "node:assert/strict";
import { test } from "node:test";

import { categoriesBy, SEVERAL, UNKNOWN } from "../../../static/js/map/categories.js";
import { ABSENT, CERTAIN, ENDED, Picture, POSSIBLE } from "../../../static/js/map/picture.js";
import { lastDay } from "../../../static/js/map/stretches.js";
import { aField, ALWAYS, anOrganisation, everyone, from } from "./field.js";

const shown = (field, day, mask = everyone(field), colour = "activity") =>
  new Picture(field).show(mask, day, categoriesBy(colour, field));

test("who does not match is absent, and who matches is counted", () => {
  const picture = shown(aField([anOrganisation(), anOrganisation()]), 10, Uint8Array.from([1, 0]));
  assert.deepEqual([0, 1].map((owner) => picture.stateOf(owner)), [CERTAIN, ABSENT]);
  assert.equal(picture.shown, 1);
});

test("an uncertain beginning is possible until its last day and certain from it", () => {
  const field = aField([anOrganisation({ period: [10, 20, ALWAYS, ALWAYS] })]);
  assert.equal(shown(field, 10).stateOf(0), POSSIBLE);
  assert.equal(shown(field, 19).stateOf(0), POSSIBLE);
  assert.equal(shown(field, 20).stateOf(0), CERTAIN);
});

test("who matched a range but has ended by its last day is shown as ended, where it last was", () => {
  const picture = shown(aField([anOrganisation({ period: from(0, 50) })]), 60);
  assert.equal(picture.stateOf(0), ENDED);
  assert.equal(picture.rowOf(0), 0);
});

test("a place known only by its municipality moves to the municipality that took it over", () => {
  const picture = new Picture(aField([anOrganisation({ municipality: 0 })]));
  const colour = categoriesBy("activity", picture.field);
  picture.show(everyone(picture.field), 99, colour);
  assert.equal(picture.site[picture.rowOf(0)], 0);
  picture.show(everyone(picture.field), 100, colour);
  assert.equal(picture.site[picture.rowOf(0)], 1);
});

test("a visiting address stays where it is when municipalities merge", () => {
  const picture = new Picture(aField([anOrganisation({ level: 2, lon: 50_100, lat: 520_100 })]));
  const colour = categoriesBy("activity", picture.field);
  const before = picture.show(everyone(picture.field), 99, colour).site[0];
  assert.equal(picture.show(everyone(picture.field), 100, colour).site[0], before);
  assert.equal(before, 2);
});

test("without a known place an organisation is counted and not drawn", () => {
  const picture = shown(aField([{ ...anOrganisation(), places: [] }]), 10);
  assert.equal(picture.rowOf(0), -1);
  assert.deepEqual([picture.shown, picture.placeless], [1, 1]);
});

test("the last organisation has no place of somebody else", () => {
  const picture = shown(
    aField([anOrganisation(), { ...anOrganisation({ period: from(0, 5) }), places: [] }]),
    10,
  );
  assert.deepEqual([0, 1].map((owner) => picture.rowOf(owner)), [0, -1]);
});

test("several activities become one combination, and none spoken of is unknown", () => {
  const field = aField([
    anOrganisation({ bits: 0b101 }),
    anOrganisation({ bits: 0b010 }),
    anOrganisation({ bits: 0 }),
  ]);
  const categories = categoriesBy("activity", field);
  const found = [0, 1, 2].map((owner) => categories.of(owner, 10));
  assert.deepEqual(found, [SEVERAL, 1, UNKNOWN]);
  assert.deepEqual(categories.mixes, [[0, 2]]);
});

test("a phase that does not speak of an attribute leaves it to the phase that does", () => {
  const one = anOrganisation();
  one.phases = [
    [...from(0), 0, -1, 0, -1, 1],
    [...from(0), 0, 1, 0, -1, 0],
  ];
  const field = aField([one]);
  assert.equal(categoriesBy("form", field).of(0, 10), 1);
  assert.equal(categoriesBy("activity", field).of(0, 10), 0);
});

test("age is known only when every possible beginning gives the same age", () => {
  const field = aField([
    anOrganisation({ period: from(0) }),
    anOrganisation({ period: [0, 300, ALWAYS, ALWAYS] }),
  ]);
  const { of, terms } = categoriesBy("age", field);
  assert.equal(terms[of(0, 400)], "1_to_3");
  assert.equal(of(1, 400), UNKNOWN);
  assert.equal(terms[of(1, 800)], "1_to_3");
});

test("refugee-led is yes, no, or unknown when nothing is public", () => {
  const field = aField([
    { ...anOrganisation(), led: [[...from(0), 1]] },
    { ...anOrganisation(), led: [[...from(0), 0]] },
    anOrganisation(),
  ]);
  const { of } = categoriesBy("refugee_led", field);
  assert.deepEqual(
    [0, 1, 2].map((owner) => of(owner, 10)),
    [0, 1, UNKNOWN],
  );
});

test("who has ended is shown as it was on its last day, even between two lives", () => {
  const twice = anOrganisation({ period: from(0, 50) });
  twice.spells.push([...from(200), 0, -1]);
  twice.phases = [
    [...from(0, 40), 0, 0, 0, -1, 1],
    [...from(40, 50), 0, 0, 0, -1, 2],
  ];
  const field = aField([twice]);
  assert.equal(shown(field, 120).categoryOf(0), 1);
  assert.equal(lastDay(field.spells, 0, 120), 49);
});

test("what is met is remembered until another attribute is chosen, for the legend", () => {
  const field = aField([anOrganisation({ bits: 1 }), anOrganisation({ bits: 2 })]);
  const picture = shown(field, 10, Uint8Array.from([1, 0]));
  picture.show(Uint8Array.from([0, 1]), 10, categoriesBy("activity", field));
  assert.deepEqual([...picture.met.subarray(0, 3)], [1, 1, 0]);
  assert.deepEqual([picture.standings[CERTAIN], picture.standings[ENDED]], [1, 0]);
});
