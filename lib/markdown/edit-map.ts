import { EditMap } from "micromark-util-edit-map";

type Event = Parameters<EditMap["consume"]>[0][number];
type Change = [at: number, remove: number, add: Event[]];
type Internals = { map: Change[]; index: Map<number, Change> };

/**
 * Micromark copies its whole list of events at the end of every list item and quote, so that a list
 * of thousands takes seconds (100 KB of a nested one: nine). Its edits are near the end of the list;
 * this applies them by touching nothing before the first, with the same result. Effective for the
 * whole process once this module is loaded.
 */
EditMap.prototype.consume = function consume(this: EditMap, events: Event[]): undefined {
  const { map, index } = this as unknown as Internals;
  map.sort((a, b) => a[0] - b[0]);
  const [first] = map;
  if (!first) return;
  const start = first[0];
  const tail = events.slice(start);
  events.length = start;
  let copied = 0;
  for (const [at, remove, add] of map) {
    for (const event of tail.slice(copied, at - start)) events.push(event);
    for (const event of add) events.push(event);
    copied = at - start + remove;
  }
  for (const event of tail.slice(copied)) events.push(event);
  map.length = 0;
  index.clear();
};
