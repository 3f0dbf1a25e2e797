import { type LabPanel, labPanels } from "#domain/lab/schema";

export interface CachedPanelsProps {
  /** Null before the visitor's first post. */
  said: Readonly<Record<LabPanel, string>> | null;
}

/** Three cached readings of the throw-away blog. Each rendering has a mark of its own, by which one sees that it is there. */
export function CachedPanels({ said }: CachedPanelsProps) {
  return (
    <dl data-rendered={crypto.randomUUID()} className="grid min-w-0 gap-2 sm:grid-cols-3">
      {Object.entries(labPanels).map(([name, title]) => (
        <div key={name} className="min-w-0 rounded-card bg-sunken p-3 text-sm">
          <dt className="text-muted">{title}</dt>
          <dd data-panel={name} className="font-medium break-words">
            {said?.[name as LabPanel] ?? "Nothing yet"}
          </dd>
        </div>
      ))}
    </dl>
  );
}
