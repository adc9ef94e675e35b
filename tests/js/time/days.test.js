import assert from "node:assert/strict";
import { test } from "node:test";

import { EARLIEST, firstDayOf, LATEST, toDay, toIso } from "../../../static/js/time/days.js";

test("days count from 1 January 2000", () => {
  assert.equal(toDay("2000-01-01"), 0);
  assert.equal(toDay("2016-02-29"), 5903);
  assert.equal(toDay("1999-12-31"), -1);
  assert.equal(toDay("2026-06-01"), 9648);
});

test("every day of four centuries follows the one before", () => {
  let expected = toDay("1800-01-01");
  for (let moment = Date.UTC(1800, 0, 1); moment < Date.UTC(2200, 0, 1); moment += 86_400_000) {
    assert.equal(toDay(new Date(moment).toISOString().slice(0, 10)), expected);
    expected += 1;
  }
});

test("what is no day gives null", () => {
  for (const text of ["2015-02-29", "2015-13-01", "2015-00-10", "2015-01-00", "0000-01-01", "2015-1-1", "15-01-2015", " 2015-01-01", "", undefined, "٢٠١٦-٠١-٠١"]) {
    assert.equal(toDay(text), null, String(text));
  }
});

test("days beyond all reckoning stay within the open sides", () => {
  assert.equal(toDay("0001-01-01"), EARLIEST + 1);
  assert.equal(toDay("9999-12-31"), LATEST);
});

test("a number is written as a day", () => {
  assert.equal(toIso(5903), "2016-02-29");
});

test("a year and a month stand for their first day", () => {
  assert.deepEqual(["2016", "2022-07", "2022-02-24"].map(firstDayOf), [5844, 8217, 8090]);
  for (const wrong of ["", "2023-02-29", "soon", null, undefined, "2023-13"]) assert.equal(firstDayOf(wrong), null);
});
