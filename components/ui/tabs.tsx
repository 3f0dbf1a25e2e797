import clsx from "clsx";
import { Link } from "#components/ui/link";

export interface Tab {
  href: string;
  label: string;
  count?: number;
  current?: boolean;
}

export interface TabsProps {
  /** What the tabs choose between, for assistive technology. */
  label: string;
  tabs: readonly Tab[];
}

/** Views of one list, each with its own address. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line">
      <ul className="flex w-max gap-6">
        {tabs.map(({ href, label: name, count, current = false }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={current ? "page" : undefined}
              className={clsx(
                "-mb-px flex min-h-11 items-center gap-2 border-b-2 text-sm font-medium -outline-offset-2 transition-colors",
                current
                  ? "border-ink text-ink"
                  : "border-transparent text-faint hover:border-line-strong hover:text-ink",
              )}
            >
              {name}
              {count !== undefined && (
                <span
                  className={clsx(
                    "rounded-full px-1.5 text-xs tabular-nums",
                    current ? "bg-accent-soft text-accent" : "bg-sunken text-faint",
                  )}
                >
                  {count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
