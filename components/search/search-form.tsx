import { Button } from "#components/ui/button";
import { Glyph } from "#components/ui/glyph";
import { Input } from "#components/ui/input";

export interface SearchFormProps {
  /** What was searched for. */
  value?: string;
}

/** What one searches the blog with; a plain form, so that it needs no JavaScript. */
export function SearchForm({ value }: SearchFormProps) {
  return (
    <search className="w-full max-w-xl">
      <form action="/search" className="flex gap-2">
        <label htmlFor="search-words" className="sr-only">
          Search the blog
        </label>
        <span className="relative flex-1">
          <Glyph
            name="search"
            size={18}
            className="pointer-events-none absolute inset-s-3 inset-y-0 my-auto text-faint"
          />
          <Input
            id="search-words"
            type="search"
            name="q"
            defaultValue={value}
            maxLength={200}
            required
            autoComplete="off"
            enterKeyHint="search"
            placeholder="Titles, words, people"
            className="ps-10"
          />
        </span>
        <Button type="submit" variant="primary">
          Search
        </Button>
      </form>
    </search>
  );
}
