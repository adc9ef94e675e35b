/* What was worked out from a field and may be needed again, as long as the field is in use. */

const store = new WeakMap();

/** The value kept for a field under a name; made when it is asked for first. */
export function kept(columns, name, make) {
  let shelf = store.get(columns);
  if (!shelf) store.set(columns, (shelf = new Map()));
  if (!shelf.has(name)) shelf.set(name, make());
  return shelf.get(name);
}
