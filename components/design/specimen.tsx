import type { ReactNode } from "react";

export interface ShelfProps {
  /** Names the part in the page's outline and its address. */
  title: string;
  /** One sentence on when to take it. */
  children: ReactNode;
}

/** A part of the page of the design system. */
export function Shelf({ title, children }: ShelfProps) {
  const id = title.toLowerCase().replace(/\W+/g, "-");
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-12 border-t border-line pt-8">
      <h2 id={id} className="font-serif text-heading font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

export interface SpecimenProps {
  title: string;
  /** When to take it, in one sentence. */
  use: string;
  /** The component in its states. */
  children: ReactNode;
}

/** One component in all its states, in the page's theme: the switch at the foot changes all of them. */
export function Specimen({ title, use, children }: SpecimenProps) {
  return (
    <section className="grid grid-cols-1 gap-x-12 gap-y-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="grid content-start gap-1">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-sm text-muted">{use}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** States of one component in a row. */
export function States({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
