/** Begins to help who reads this page. */
export function help(): void {
  for (const figure of document.querySelectorAll("figure.code:not(:has(> .copy))")) {
    figure.append(copyButton(figure));
  }
  markSections();
}

/** Copies the code of a figure. */
function copyButton(figure: Element): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.onclick = async () => {
    const done = await navigator.clipboard
      .writeText(figure.querySelector("pre")?.textContent ?? "")
      .then(
        () => "Copied",
        () => "Failed",
      );
    button.textContent = done;
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  };
  return button;
}

/** Marks the contents entry of the section being read (aria-current). */
function markSections(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-outline] a")];
  const headings = links.flatMap((link) => document.getElementById(link.hash.slice(1)) ?? []);
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
    const id = passed.at(-1)?.id;
    for (const link of links) {
      if (id && link.hash === `#${id}`) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  // All that lies below the line counts as inside, so that crossing it, even in one jump, is an event.
  const observer = new IntersectionObserver(mark, { rootMargin: "-119px 0px 1000000px 0px" });
  for (const heading of headings) observer.observe(heading);
}
