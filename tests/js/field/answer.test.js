import assert from "node:assert/strict";
import { test } from "node:test";

import { histogram, mask, optionCounts } from "../../../static/js/field/answer.js";
import { municipalitiesOn, municipalityOn } from "../../../static/js/field/municipality.js";
import { onDay, readQuestion, writeQuestion } from "../../../static/js/field/question.js";
import { smallField } from "./small_field.mjs";

const field = smallField();
const TODAY = "2016-06-01";

function ask(query, near) {
  return readQuestion(new URLSearchParams(query), field, TODAY, near);
}

function found(query, near) {
  return [...mask(field, ask(query, near))].map((one, owner) => (one ? field.organisations.name[owner] : null)).filter(Boolean);
}

test("who is there follows the day", () => {
  assert.deepEqual(found(""), ["De Brug", "Café Zoë"]);
  assert.deepEqual(found("day=2015-12-31"), ["De Brug"]);
  assert.deepEqual(found("day=2018-01-01"), ["De Brug"]);
  assert.deepEqual(found("from=2017-12-31&to=2019-01-01"), ["De Brug", "Café Zoë"]);
});

test("another day of the same question", () => {
  const question = ask("q=zoe&from=2014-01-01");
  assert.deepEqual([...mask(field, onDay(question, 5850))], [0, 1]);
  assert.deepEqual([...mask(field, onDay(question, 7000))], [0, 0]);
});

test("unknown finds those of whom nothing is known", () => {
  assert.deepEqual(found("activity=unknown"), ["Café Zoë"]);
  assert.deepEqual(found("activity=unknown&activity=sports"), ["De Brug", "Café Zoë"]);
});

test("a place is found under what its municipality became and was", () => {
  assert.deepEqual(found("municipality=GM0001&day=2016-06-01"), ["De Brug", "Café Zoë"]);
  assert.deepEqual(found("municipality=GM0002&day=2022-01-01"), ["De Brug"]);
  assert.equal(municipalityOn(field, 0, 7304), 0);
  assert.equal(municipalityOn(field, 0, 7305), 1);
  assert.equal(municipalityOn(field, -1, 7305), -1);
  assert.deepEqual([...municipalitiesOn(field, 7304)], [0, 0]);
});

test("near takes the point that the server found, or the seat of a municipality", () => {
  assert.deepEqual(found("near=Ergens&within=5", { lon: 51_000, lat: 520_000 }), ["Café Zoë"]);
  assert.deepEqual(Object.keys(ask("near=Ergens").errors), ["near"]);
  assert.deepEqual(found("near=nieuw&within=5"), ["De Brug"]);
});

test("ties are asked of one participation", () => {
  assert.deepEqual(found("tie=subsidy&role=lead&ring=1&with=GM0001"), ["De Brug"]);
  assert.deepEqual(found("ring=0"), []);
  assert.deepEqual(optionCounts(field, ask("")).with, { GM0001: 1 });
});

test("small numbers of a sensitive attribute are not told", () => {
  assert.deepEqual(optionCounts(field, ask("")).refugee_led, { no: null, yes: null, unknown: null });
});

test("an option is counted as if it were asked alone in its filter", () => {
  const counts = optionCounts(field, ask("activity=housing&only=report"));
  assert.deepEqual(counts.activity, { housing: 1, sports: 1, unknown: 0 });
  assert.deepEqual(counts.only, { report: 1 });
  assert.deepEqual(counts.source, { document: 1, unknown: 0 });
});

test("bad values answer nothing and are named", () => {
  const question = ask("day=gisteren&activity=flying");
  assert.deepEqual(question.errors, { day: "gisteren", activity: "flying" });
  assert.deepEqual([...mask(field, question)], [0, 0]);
  assert.deepEqual(optionCounts(field, question), {});
});

test("a histogram counts an initiative in each of its activities", () => {
  const { total, activity } = histogram(field, ask("only=report"), [[5000, 5000], [5900, 5900]]);
  assert.deepEqual(total, [0, 1]);
  assert.deepEqual(activity, { housing: [0, 1], sports: [0, 1], unknown: [0, 0] });
});

test("a question is written in one order, without what goes without saying", () => {
  assert.equal(writeQuestion(ask("born=initiative&day=2016-01-01&page=1&activity=sports&activity=housing&sort=name")), "activity=sports&activity=housing&day=2016-01-01");
  assert.equal(writeQuestion(ask("near=Oud&sort=name")), "near=Oud&sort=name");
});
