import type { ReactNode } from "react";
import { Shelf, Specimen } from "#components/design/specimen";
import { Glyph, type GlyphName, glyphNames } from "#components/ui/glyph";

/** The names stand whole, since Tailwind finds classes by reading. */
const grounds = [
  ["canvas", "bg-canvas"],
  ["raised", "bg-raised"],
  ["sunken", "bg-sunken"],
  ["active", "bg-active"],
  ["line", "bg-line"],
  ["line-strong", "bg-line-strong"],
  ["control", "bg-control"],
  ["accent", "bg-accent"],
  ["accent-soft", "bg-accent-soft"],
  ["success-soft", "bg-success-soft"],
  ["warning-soft", "bg-warning-soft"],
  ["danger-soft", "bg-danger-soft"],
] as const;

const voices = [
  ["ink", "text-ink"],
  ["muted", "text-muted"],
  ["faint", "text-faint"],
  ["accent", "text-accent"],
  ["success", "text-success"],
  ["warning", "text-warning"],
  ["danger", "text-danger"],
] as const;

const sizes = [
  ["display", "font-serif text-display font-semibold tracking-[-0.022em]"],
  ["heading", "font-serif text-heading font-semibold"],
  ["title", "font-serif text-title font-semibold"],
  ["lg", "text-lg"],
  ["base", "text-base"],
  ["sm", "text-sm"],
  ["xs", "text-xs"],
] as const;

/** What everything else is made of: colors, type, icons. */
export function Foundations() {
  return (
    <Shelf title="Foundations">
      <Specimen
        title="Grounds and lines"
        use="Two ramps of grey, warm on paper and neutral at night, and one accent."
      >
        <ul className="grid grid-cols-2 gap-3 text-sm sm:grid-cols-3">
          {grounds.map(([name, className]) => (
            <li key={name} className="flex items-center gap-2">
              <span
                aria-hidden="true"
                className={`size-8 shrink-0 rounded-control border border-line-strong ${className}`}
              />
              <span className="font-mono text-xs">{name}</span>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen
        title="Voices"
        use="Ink says it, muted explains, faint notes; a color only where it means something."
      >
        <Lines of={voices} className="grid gap-1">
          {(name) => (
            <>
              <span className="font-mono text-xs">{name}</span> One blog, two doors
            </>
          )}
        </Lines>
      </Specimen>
      <Specimen
        title="Sizes"
        use="The serif speaks in titles and texts, the sans everywhere else; headings grow with the window."
      >
        <Lines of={sizes} className="grid gap-3">
          {(name) => (
            <>
              Two doors <span className="font-mono text-xs font-normal text-faint">{name}</span>
            </>
          )}
        </Lines>
      </Specimen>
      <Specimen title="Glyphs" use="Beside a word that says the same, never alone.">
        <ul className="flex flex-wrap gap-4">
          {glyphNames.map((name: GlyphName) => (
            <li key={name} title={name} className="text-muted">
              <Glyph name={name} size={20} />
              <span className="sr-only">{name}</span>
            </li>
          ))}
        </ul>
      </Specimen>
    </Shelf>
  );
}

interface LinesProps {
  /** Names and the classes that show what they name. */
  of: readonly (readonly [name: string, className: string])[];
  className: string;
  children: (name: string) => ReactNode;
}

/** A line of words in each of these. */
function Lines({ of, className: list, children }: LinesProps) {
  return (
    <ul className={list}>
      {of.map(([name, className]) => (
        <li key={name} className={className}>
          {children(name)}
        </li>
      ))}
    </ul>
  );
}
