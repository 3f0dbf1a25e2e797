/** The classes of every control. 16 px on phones: below that iOS zooms into the field. */
export const controlClass =
  "w-full min-w-0 rounded-control border border-control bg-raised text-base text-ink transition-colors md:text-sm" +
  " hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0" +
  " aria-invalid:border-danger aria-invalid:bg-danger-soft disabled:bg-sunken disabled:text-faint";
