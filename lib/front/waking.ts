/**
 * By which one sees that somebody is there. `click` alone is what assistive technology and scripts may send; a page
 * that comes back to where it was read says `scroll`.
 */
const signs = [
  "pointermove",
  "pointerdown",
  "touchstart",
  "wheel",
  "scroll",
  "keydown",
  "focusin",
  "click",
];

/** Where the page's data for React begins, a script in the page. */
export const DATA_BEGINS = "(self.__next_f=self.__next_f||[]).push([0])";

/**
 * Runs the scripts that wait, once somebody is there; or at once, where the address names a part of the page, which a
 * script may have to find. Each takes the place of what stood for it, so that React finds the document it wrote.
 */
export const wakingScript = `(()=>{const d=document,signs=${JSON.stringify(signs)},wake=()=>{for(const s of d.querySelectorAll("script[data-later]")){const n=d.createElement("script");const u=s.dataset.later;n.async=true;if(s.id)n.id=s.id;if(u)n.src=u;else n.text=s.text;s.replaceWith(n)}},seen=()=>{for(const s of signs)removeEventListener(s,seen,true);d.readyState=="loading"?addEventListener("DOMContentLoaded",wake):wake()};if(location.hash)seen();else for(const s of signs)addEventListener(s,seen,{capture:true,passive:true})})()`;

/** A script that may run at any time after it has come, as the files of React, the router and the islands do. */
const whenever = /<script src="(\/_next\/static\/[^"]+)"((?: id="[^"]*")?) async=""><\/script>/g;

/** The same data that React needs to take the page over: half of a page, and read by nobody before that. */
const dataForReact = `<script>${DATA_BEGINS}`;

/** Would fetch such a script all the same. */
const ahead = /<link rel="preload" as="script"[^>]*>/g;

/**
 * A page whose scripts wait for a reader's first sign of life. What is there to read, to follow and to send works without
 * them, and `async` promises no moment: that they come late is what a slow line does as well
 * (https://html.spec.whatwg.org/multipage/scripting.html#attr-script-async). The data of the page, joined into one script
 * (`joinScripts`), waits with them. A page without such scripts, or without a head, stays as it is.
 */
export function withWaiting(html: string): string {
  if (!html.includes("</head>")) return html;
  const waiting = html.replace(whenever, '<script type="text/plain" data-later="$1"$2></script>');
  if (waiting === html) return html;
  return waiting
    .replace(ahead, "")
    .replace(dataForReact, () => `<script type="text/plain" data-later="">${DATA_BEGINS}`)
    .replace("</head>", () => `<script>${wakingScript}</script></head>`);
}
