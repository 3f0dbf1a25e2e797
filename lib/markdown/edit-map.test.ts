import fc from "fast-check";
import { EditMap } from "micromark-util-edit-map";
import { expect, test } from "vitest";

type Events = Parameters<EditMap["consume"]>[0];

const original = EditMap.prototype.consume;
await import("./edit-map.ts");
const ours = EditMap.prototype.consume;

test("applies any edits as micromark's own does", () => {
  const edit = fc.record({
    at: fc.nat(12),
    remove: fc.nat(3),
    add: fc.array(fc.nat(), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.nat(12), fc.array(edit, { maxLength: 6 }), (length, edits) => {
      const results = [original, ours].map((consume) => {
        const events = Array.from({ length }, (_, index) => `event ${index}`);
        const map = new EditMap();
        for (const { at, remove, add } of edits) {
          // Numbers and words stand for events, which it only moves.
          const added = add as unknown as Events;
          if (at <= length) map.add(at, Math.min(remove, length - at), added.slice());
        }
        consume.call(map, events as unknown as Events);
        // And it is empty afterwards.
        consume.call(map, events as unknown as Events);
        return events;
      });
      expect(results[1]).toEqual(results[0]);
    }),
    { numRuns: 2_000 },
  );
});
