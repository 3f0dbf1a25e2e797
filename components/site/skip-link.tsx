/** The first stop of the keyboard on every page; the page's <main> carries id="main". */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed inset-s-4 top-4 z-50 -translate-y-24 rounded-control bg-ink px-4 py-2.5 text-sm font-medium text-canvas focus:translate-y-0"
    >
      Skip to content
    </a>
  );
}
