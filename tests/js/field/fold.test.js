import assert from "node:assert/strict";
import { test } from "node:test";

import { folded } from "../../../static/js/field/fold.js";

test("case, accents, signs and apostrophes do not matter", () => {
  assert.equal(folded("  Zoë’s Café-NOORD! "), "zoes cafe noord");
  assert.equal(folded("STRAẞE İstanbul ısı"), "strasse istanbul isi");
});

test("Arabic is found with or without vowel signs, and with either form of a letter", () => {
  assert.equal(folded("الْعَرَبِيَّة"), folded("العربيه"));
  assert.equal(folded("أحمد"), folded("احمد"));
});

test("other scripts are kept", () => {
  assert.equal(folded("ትግርኛ 日本"), "ትግርኛ 日本");
  assert.equal(folded("ΆΛΦΑ Йод"), "αλφα иод");
});
