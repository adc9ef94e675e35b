/* Folded text: how names are compared, character by character by the same table as on the server. */

import { FOLDS } from "./fold_table.js";

const plain = new Map();
for (const [folded, characters] of Object.entries(FOLDS)) for (const character of characters) plain.set(character, folded);

/** "Café  Zoë’s" → "cafe zoes": without case, accents and signs, its words separated by one space. */
export function folded(text) {
  let result = "";
  for (const character of text) result += plain.get(character) ?? character;
  return result.split(" ").filter(Boolean).join(" ");
}
