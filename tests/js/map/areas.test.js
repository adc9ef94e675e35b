import assert from "node:assert/strict";
import { test } from "node:test";

import {
  measureAreas,
  NONE_FOUND,
  NOT_RESEARCHED,
  searched,
  stepOf,
  stepsFor,
} from "../../../static/js/map/area_fill.js";
import { categoriesBy } from "../../../static/js/map/categories.js";
import { Picture } from "../../../static/js/map/picture.js";
import { aField, anOrganisation, everyone, from } from "./field.js";

const pictureOf = (field, day) =>
  new Picture(field).show(everyone(field), day, categoriesBy("activity", field));
const looked = (municipality, subject, fields = {}) => ({
  municipality,
  subject,
  kind: -1,
  completeness: 2,
  period: from(0),
  ...fields,
});

test("organisations count for the municipality that holds their place on the day", () => {
  const field = aField([anOrganisation({ municipality: 0 }), anOrganisation({ municipality: 1 })]);
  assert.deepEqual([...measureAreas("initiatives", pictureOf(field, 99), 99).counts], [1, 1]);
  assert.deepEqual([...measureAreas("initiatives", pictureOf(field, 100), 100).counts], [0, 2]);
});

test("an activity counts only those that do it on the day", () => {
  const field = aField([anOrganisation({ bits: 0b01 }), anOrganisation({ bits: 0b11 })]);
  assert.deepEqual([...measureAreas("activity:housing", pictureOf(field, 10), 10).counts], [1, 0]);
});

test("an activity that no codebook knows counts nobody", () => {
  const field = aField([anOrganisation({ bits: 1 })]);
  assert.deepEqual([...measureAreas("activity:nonsense", pictureOf(field, 10), 10).counts], [0, 0]);
});

test("fewer than five refugee-led groups are not counted, five are", () => {
  const led = (count) =>
    aField(Array.from({ length: count }, () => ({ ...anOrganisation(), led: [[...from(0), 1]] })));
  assert.equal(measureAreas("refugee_led", pictureOf(led(4), 10), 10).counts[0], 0);
  assert.equal(measureAreas("refugee_led", pictureOf(led(5), 10), 10).counts[0], 5);
});

test("a tie counts once for each municipality that takes part itself or through who is there", () => {
  const party = (organisation, municipality) => [...from(0), organisation, municipality, 0, 0, -1, 0];
  const field = aField([anOrganisation({ municipality: 1 }), anOrganisation({ municipality: 1 })], {
    ties: [
      { kind: 1, period: from(0), parties: [party(-1, 0), party(0, -1), party(1, -1)] },
      { kind: 0, period: from(0, 5), parties: [party(-1, 0)] },
    ],
  });
  assert.deepEqual([...measureAreas("ties", pictureOf(field, 10), 10).counts], [1, 1]);
  assert.deepEqual([...measureAreas("ties:network", pictureOf(field, 10), 10).counts], [0, 0]);
});

test("research into initiatives says nothing about ties, nor into one kind of tie about all", () => {
  const field = aField([], { research: [looked(0, 0), looked(1, 1, { kind: 0 })] });
  const holder = Int32Array.from([0, 1]);
  assert.deepEqual([...searched(field, holder, 10, 0)], [2, 0]);
  assert.deepEqual([...searched(field, holder, 10, 1)], [0, 0]);
  assert.deepEqual([...searched(field, holder, 10, 1, 0)], [0, 2]);
});

test("research counts for the municipality that took the searched one over, and only in its period", () => {
  const field = aField([], { research: [looked(0, 0, { period: from(50) })] });
  assert.deepEqual([...searched(field, Int32Array.from([1, 1]), 120, 0)], [0, 2]);
  assert.deepEqual([...searched(field, Int32Array.from([0, 1]), 40, 0)], [0, 0]);
});

test("a value, none found and not researched are three looks", () => {
  const bounds = stepsFor("initiatives", 10);
  assert.equal(stepOf(0, 0, bounds), NOT_RESEARCHED);
  assert.equal(stepOf(0, 1, bounds), NONE_FOUND);
  assert.deepEqual(
    [1, 2, 4, 7, 90].map((count) => stepOf(count, 0, bounds)),
    [1, 2, 3, 4, 5],
  );
});
