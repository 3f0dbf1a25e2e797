import clsx from "clsx";
import type { ReactNode } from "react";

export interface TableColumn {
  key: string;
  label: ReactNode;
  align?: "start" | "end";
  /** Keeps the heading for assistive technology only (a column of actions). */
  hideLabel?: boolean;
}

export interface TableRow {
  key: string;
  cells: readonly ReactNode[];
}

export interface TableProps {
  /** Names the table for assistive technology. */
  caption: string;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
}

/** Rows and columns that scroll sideways in their own box; the first cell names its row. */
export function Table({ caption, columns, rows }: TableProps) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-line bg-raised"
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            {columns.map(({ key, label, align = "start", hideLabel }) => (
              <th
                key={key}
                scope="col"
                className={clsx(
                  "h-10 whitespace-nowrap px-4 text-xs font-medium text-faint",
                  align === "end" ? "text-end" : "text-start",
                )}
              >
                {hideLabel ? <span className="sr-only">{label}</span> : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ key, cells }) => (
            <tr key={key} className="hover:bg-sunken/50">
              {cells.map((cell, index) => {
                const column = columns[index];
                const align = column?.align === "end" && "text-end tabular-nums";
                return index === 0 ? (
                  <th
                    key={column?.key}
                    scope="row"
                    className="px-4 py-3 text-start align-middle font-normal"
                  >
                    {cell}
                  </th>
                ) : (
                  <td key={column?.key} className={clsx("px-4 py-3 align-middle", align)}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
