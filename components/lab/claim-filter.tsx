import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Link } from "#components/ui/link";

export interface ClaimFilterProps {
  /** What is asked for now: a topic, or words. */
  about: string;
  topics: Readonly<Record<string, string>>;
}

/** By topic or by words; links and a plain form, so that it needs no JavaScript. */
export function ClaimFilter({ about, topics }: ClaimFilterProps) {
  const isTopic = Object.hasOwn(topics, about);
  const links = [["", "All"], ...Object.entries(topics)] as const;
  return (
    <search className="grid gap-4">
      <form action="/lab/claims" className="flex max-w-xl gap-2">
        <label htmlFor="about" className="sr-only">
          Words that a claim has
        </label>
        <Input
          id="about"
          type="search"
          name="about"
          defaultValue={isTopic ? "" : about}
          maxLength={100}
          autoComplete="off"
          enterKeyHint="search"
          placeholder="redirect, cookie, 500 …"
        />
        <Button type="submit">Filter</Button>
      </form>
      <nav aria-label="Topics">
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {links.map(([topic, label]) => (
            <li key={topic}>
              <Link
                href={topic === "" ? "/lab/claims" : `/lab/claims?about=${topic}`}
                aria-current={topic === about ? "page" : undefined}
                className="flex min-h-8 items-center text-muted hover:text-ink hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </search>
  );
}
