/* A field file as the browser reads it, written as plain JSON. Started by tests/mapping/test_question_parity.py. */

import { readFileSync } from "node:fs";

import { readField } from "../../../static/js/field/read.js";

const { field } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const columns = readField(JSON.parse(readFileSync(field, "utf-8")));
const plain = (_name, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
process.stdout.write(JSON.stringify(columns, plain));
