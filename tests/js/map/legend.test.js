import assert from "node:assert/strict";
import { test } from "node:test";

import { standsBeside } from "../../../static/js/map/legend_box.js";

test("the legend opens by itself only where it covers nothing of the country", () => {
  assert.equal(standsBeside(1022, 579), true, "a screen of 1440 by 900");
  assert.equal(standsBeside(909, 399), true, "a small laptop");
  assert.equal(standsBeside(672, 358), false, "a tablet on its side");
  assert.equal(standsBeside(820, 590), false, "a tablet upright");
  assert.equal(standsBeside(390, 422), false, "a phone");
});
