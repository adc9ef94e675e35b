import assert from "node:assert/strict";
import { test } from "node:test";

import { Address, PageState } from "../../../static/js/map/state.js";
import { fillIn, Words } from "../../../static/js/map/words.js";
import { readAt } from "../../../static/js/map/base_map.js";

const state = (search) => new PageState(search, "2026-03-14");

test("what goes without saying is left out of the address", () => {
  assert.equal(state("?certainty=certain&colour=activity&day=2026-03-14&page=1&q=").toString(), "");
});

test("equal states have equal addresses, whatever the order in which they were written", () => {
  assert.equal(
    state("?open=k1&activity=b&day=2018-01-01&activity=a").toString(),
    state("?activity=a&day=2018-01-01&activity=b&open=k1").toString(),
  );
});

test("a new question starts at the first page, opening something does not", () => {
  const one = state("?page=3");
  one.change({ open: "k1" });
  assert.equal(one.get("page"), "3");
  one.change({ activity: ["a", "b"] });
  assert.equal(one.toString(), "activity=a&activity=b&open=k1");
});

test("a change that changes nothing says so", () => {
  assert.equal(state("?activity=a").change({ activity: ["a"], q: "" }), false);
  assert.equal(state("?activity=a").change({ activity: [] }), true);
});

test("the question leaves out how one looks, and the timeless question also when", () => {
  const one = state(
    "?activity=a&day=2018-01-01&certainty=possible&colour=form&at=8/52/5&open=k1&page=2&ties=1",
  );
  assert.equal(one.question, "day=2018-01-01&certainty=possible&activity=a");
  assert.equal(one.timeless, "certainty=possible&activity=a");
});

test("in a range the last day is the day shown", () => {
  assert.equal(state("?from=2015-01-01&to=2016-01-01&day=2020-01-01").day, "2016-01-01");
  assert.equal(state("?from=2015-01-01").day, "2026-03-14");
  assert.equal(state("").day, "2026-03-14");
});

function recorded() {
  const calls = [];
  const history = {
    pushState: (_data, _title, address) => calls.push(["push", address]),
    replaceState: (_data, _title, address) => calls.push(["replace", address]),
  };
  return { calls, address: new Address(history, "/") };
}

test("a drag is one step back, however many days it passes", () => {
  const { calls, address } = recorded();
  for (const day of ["a", "b", "c"]) address.write(`day=${day}`, { moving: true });
  address.settle();
  address.write("day=d", { moving: true });
  assert.deepEqual(
    calls.map(([kind]) => kind),
    ["push", "replace", "replace", "push"],
  );
});

test("moving the map makes no step back", () => {
  const { calls, address } = recorded();
  address.write("at=8/52/5", { quiet: true });
  address.write("", {});
  assert.deepEqual(calls, [
    ["replace", "/?at=8/52/5"],
    ["push", "/"],
  ]);
});

test("numbers and names are put into texts, unknown names stay", () => {
  assert.equal(fillIn("{count} on {day}, {else}", { count: 3, day: "May" }), "3 on May, {else}");
  const words = new Words({ point_one: "{count} point", point_other: "{count} points" }, "en");
  assert.deepEqual([words.count("point", 1), words.count("point", 1200)], ["1 point", "1,200 points"]);
});

test("a place in the address is read only when it is one", () => {
  assert.deepEqual(readAt("9.5/52.1/5.2"), { zoom: 9.5, lat: 52.1, lon: 5.2 });
  for (const text of ["", "x", "9/52", "99/52/5", "9/152/5", null]) assert.equal(readAt(text), null);
});
