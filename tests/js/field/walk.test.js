import assert from "node:assert/strict";
import { test } from "node:test";

import { mask } from "../../../static/js/field/answer.js";
import { onDay, readQuestion } from "../../../static/js/field/question.js";
import { sortByDay, Turned } from "../../../static/js/field/turns.js";
import { Walk } from "../../../static/js/field/walk.js";
import { chanceOf, randomField, randomQuery, randomStep } from "./random_field.mjs";
import { smallField } from "./small_field.mjs";

const CASES = 600;
const STEPS = 8;
const HERE = { lon: 50_100, lat: 520_100 };
const ask = (query, field) => readQuestion(new URLSearchParams(query), field, 200, HERE);

/** The question on a day, or in a range that ends on it. */
function spanned(question, day, length) {
  return length === 0 ? onDay(question, day) : { ...onDay(question, day), first: day - length, ranged: true };
}

test("walking through time gives on every day what asking anew gives", () => {
  let met = 0;
  for (let seed = 0; seed < CASES; seed += 1) {
    const chance = chanceOf(seed);
    const field = randomField(chance);
    const walk = new Walk(field);
    let question = ask(randomQuery(chance), field);
    let day = chance(200);
    for (let step = 0; step < STEPS; step += 1) {
      if (chance(6) === 0) question = ask(randomQuery(chance), field);
      const asked = spanned(question, day, chance(4) === 0 ? chance(80) : 0);
      const found = mask(field, asked);
      met += found.reduce((sum, one) => sum + one, 0);
      assert.deepEqual(walk.ask(asked), found, `seed ${seed}, step ${step}, day ${day}: ${JSON.stringify(asked.values)}`);
      day = randomStep(chance, day);
    }
  }
  assert.ok(met > CASES * STEPS, `only ${met} matches in all`);
});

test("only those of whom something turns in between are looked at again", () => {
  const field = smallField();
  const walk = new Walk(field);
  walk.ask(onDay(ask("", field), 5840));
  assert.deepEqual([...walk.ask(onDay(ask("", field), 5850))], [1, 1]);
  assert.deepEqual([...walk.touched.list()], [1]);
});

test("a question with a mistake is answered with nobody, and the next one whole", () => {
  const field = smallField();
  const walk = new Walk(field);
  walk.ask(onDay(ask("", field), 5850));
  assert.deepEqual([...walk.ask(onDay(ask("form=nonsense", field), 5851))], [0, 0]);
  assert.deepEqual([...walk.ask(onDay(ask("", field), 5852))], [1, 1]);
});

test("what is asked of ties is answered too", () => {
  const field = smallField();
  const walk = new Walk(field);
  assert.deepEqual([...walk.ask(onDay(ask("tie=subsidy", field), 5850))], [1, 0]);
  assert.deepEqual([...walk.ask(onDay(ask("tie=subsidy", field), 5400))], [0, 0]);
});

test("a turn counts from its own day on, in both directions, and an open side never turns", () => {
  const turns = sortByDay(Int32Array.of(10, 20, -100_000, 100_000, 20), Int32Array.of(0, 1, 2, 3, 4));
  const between = (one, other) => {
    const found = new Turned();
    found.add(turns, one, other);
    return [...found.list()].sort();
  };
  assert.deepEqual(between(9, 10), [0]);
  assert.deepEqual(between(10, 19), []);
  assert.deepEqual(between(20, 19), [1, 4]);
  assert.deepEqual(between(-99_999, 99_999), [0, 1, 4]);
  assert.deepEqual(between(30, 40), []);
});
