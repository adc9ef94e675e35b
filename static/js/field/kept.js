/* What was worked out from a field and may be needed again, as long as the field is in use. */

const store = new WeakMap();

/** The value kept for a field under a name; made when it is asked for first. */
export function kept(columns, name, make) {
  let shelf = store.get(columns);
  if (!shelf) store.set(columns, (shelf = new Map()));
  if (!shelf.has(name)) shelf.set(name, make());
  return shelf.get(name);
}

/** The same for what belongs to the question of the moment: under a name only the value of the last `key` is kept. */
export function keptLast(columns, name, key, make) {
  const last = kept(columns, `last ${name}`, () => ({ key: null, value: null }));
  if (last.key !== key) {
    last.value = make();
    last.key = key;
  }
  return last.value;
}
