/* Many texts folded. Started by tests/mapping/test_question_parity.py. */

import { readFileSync } from "node:fs";

import { folded } from "../../../static/js/field/fold.js";

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(process.argv[2], "utf-8")).map(folded)));
