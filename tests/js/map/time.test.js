import assert from "node:assert/strict";
import { test } from "node:test";

import { addMonths, DISTANT_FUTURE, DISTANT_PAST, steps, toDay, toIso } from "../../../static/js/time/days.js";
import { layLabels, markNear, marksOf } from "../../../static/js/time/events.js";
import { countStep } from "../../../static/js/time/histogram.js";
import { beginnings, dayAt, dayForKey, shareOf, spanOf, yearMarks } from "../../../static/js/time/scale.js";

const TODAY = toDay("2026-03-14");

test("a month later is the same day, or the last of a shorter month", () => {
  assert.equal(toIso(addMonths(toDay("2019-01-31"), 1)), "2019-02-28");
  assert.equal(toIso(addMonths(toDay("2020-03-31"), -1)), "2020-02-29");
  assert.equal(toIso(addMonths(toDay("2019-11-15"), 3)), "2020-02-15");
});

test("steps are quarters, and years when there would be too many", () => {
  const quarters = steps(toDay("2014-01-01"), TODAY);
  assert.deepEqual([quarters.months, quarters.days.length], [3, 49]);
  assert.equal(steps(toDay("1980-01-01"), TODAY).months, 12);
});

test("the axis begins with the field and not with what has no beginning", () => {
  const begins = [
    DISTANT_PAST,
    toDay("2013-05-01"),
    ...Array.from({ length: 99 }, () => toDay("2015-09-01")),
    DISTANT_FUTURE,
  ];
  assert.equal(toIso(spanOf(begins, TODAY).from), "2014-01-01");
  assert.equal(
    toIso(
      spanOf(
        begins.map((day) => (day > 0 && day < DISTANT_FUTURE ? toDay("2010-03-01") : day)),
        TODAY,
      ).from,
    ),
    "2010-01-01",
  );
  assert.equal(toIso(spanOf([], TODAY).from), "2014-01-01");
});

test("a day and its place on the axis are each other's inverse", () => {
  const span = spanOf([], TODAY);
  for (const iso of ["2014-01-01", "2015-09-02", "2022-02-24", "2026-03-14"])
    assert.equal(toIso(dayAt(shareOf(toDay(iso), span), span)), iso);
  assert.equal(dayAt(7, span), TODAY);
});

test("keys move a month, with shift a year, and to the ends", () => {
  const span = spanOf([], TODAY);
  const at = toDay("2018-06-15");
  const key = (name, shiftKey = false) => dayForKey({ key: name, shiftKey }, at, span);
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "PageUp", "Home", "End"].map((name) => toIso(key(name))),
    ["2018-07-15", "2018-05-15", "2019-06-15", "2014-01-01", "2026-03-14"],
  );
  assert.equal(toIso(key("ArrowLeft", true)), "2017-06-15");
  assert.equal(key("a"), null);
});

test("few years are named where there is little room", () => {
  const span = spanOf([], TODAY);
  assert.equal(yearMarks(span, 16).length, 13);
  assert.ok(yearMarks(span, 5).length <= 5);
});

test("labels of events do not touch, and one without room is silent", () => {
  const items = [0.1, 0.5, 0.51, 0.53, 0.54, 0.98].map((share) => ({ share, width: 0.1 }));
  const places = layLabels(items, 3);
  assert.deepEqual(
    places.map(({ line }) => line),
    [0, 0, 1, 2, -1, 0],
  );
  assert.deepEqual(
    places.map(({ flip }) => flip),
    [false, false, false, false, false, true],
  );
});

test("a finger beside a mark means that mark, and the nearest of two", () => {
  const events = [
    { day: "2022-02-24", label: { nl: "oorlog" } },
    { day: "2022-01-01", label: { nl: "wet" } },
    { day: "2022-06-01", label: { nl: "opvangcrisis" } },
    { day: "1999", label: { nl: "te vroeg" } },
  ];
  const words = { language: "en", day: (date) => date.toISOString().slice(0, 10) };
  const span = { from: toDay("2014-01-01"), until: TODAY };
  const marks = marksOf(events, span, { words, moments: { opvangcrisis: "zomer 2022" } });
  const whens = marks.map(({ when }) => when);
  assert.deepEqual(whens, ["2022-01-01", "2022-02-24", "zomer 2022"]);
  assert.equal(markNear(marks, toDay("2022-02-01"), 60).text, "oorlog");
  assert.equal(markNear(marks, toDay("2022-01-15"), 60).text, "wet");
  assert.equal(markNear(marks, toDay("2019-01-01"), 60), undefined);
});

test("the parts of a bar add up to its total, whoever does several things", () => {
  const mask = Uint8Array.from([1, 1, 0, 1]);
  const colours = [["a"], ["a", "b"], ["c"], ["b", "c", "a"]];
  const { total, parts } = countStep(mask, (owner) => colours[owner], 0);
  assert.equal(total, 3);
  assert.ok(Math.abs([...parts.values()].reduce((sum, part) => sum + part, 0) - 3) < 1e-9);
});

test("only initiatives say where the axis begins", () => {
  const spells = { offsets: [0, 1, 3, 3], start_lo: [toDay("1905-01-01"), toDay("2015-01-01"), toDay("2022-01-01")] };
  const organisations = { key: ["a", "b", "c"], born: [1, 0, 0] };
  assert.deepEqual(beginnings({ spells, organisations }), [toDay("2015-01-01")]);
});
