// The X-ray: names the door of each control of the page that changes something, and links to what this blog says
// of it. Sent only to whoever has it on (docs/decisions/0031-xray.md). What it says is read from the forms
// themselves, from what the page sends, and from the build's list of actions (GET /lab/xray).
const facts = await (await fetch("/lab/xray")).json();

const panel = document.createElement("aside");
panel.id = "xray-panel";
panel.setAttribute("aria-label", "X-ray");
document.body.append(panel);

/** The id of the action that takes a form: React's hidden fields say it. */
function actionOf(form) {
  for (const { name, value } of form.elements) {
    if (name.startsWith("$ACTION_ID_")) return name.slice("$ACTION_ID_".length);
    if (/^\$ACTION_\d+:0$/.test(name)) return JSON.parse(value).id;
  }
  return null;
}

/** Every form that changes something, and the buttons of the lab, which call both doors by script. */
function controls() {
  const found = [];
  for (const form of document.querySelectorAll("form")) {
    if (panel.contains(form)) continue;
    const id = actionOf(form);
    const isReact = form.getAttribute("action")?.startsWith("javascript:");
    if (id || isReact) {
      found.push({ element: form, door: "Server Action", ...(facts.actions[id] ?? {}) });
    } else if (/^post$/i.test(form.getAttribute("method"))) {
      const { pathname } = new URL(form.getAttribute("action") ?? "", location.href);
      found.push({ element: form, door: "Route handler", name: pathname });
    }
  }
  for (const element of document.querySelectorAll('[data-doors="both"]')) {
    found.push({ element, door: "Either door", name: element.textContent });
  }
  return found;
}

/** What went over the wire since the page was opened, the newest last. */
const sent = [];

const original = window.fetch;
window.fetch = (input, init) => {
  const request = new Request(
    input instanceof Request ? input.clone() : new URL(input, location.href),
    init,
  );
  const id = request.headers.get("next-action");
  const { pathname } = new URL(request.url);
  if (id) sent.push({ door: "Server Action", ...(facts.actions[id] ?? { name: id }) });
  else if (request.method !== "GET" && pathname.startsWith("/api/")) {
    const asked = `${request.method} ${pathname}`;
    const known = Object.entries(facts.handlers).find(([address]) => isAt(address, asked));
    const operations = known ? [known[1]] : [];
    sent.push({ door: "Route handler", name: asked, operations });
  }
  if (sent.length > 20) sent.shift();
  schedule();
  return original(input, init);
};

function isAt(address, asked) {
  const parts = address.split("{}").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]+")}$`).test(asked);
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function line({ element: target, door, name, file, operations = [] }) {
  const links = operations.flatMap((operation) => [
    " ",
    element("a", { href: `/lab/ledger#${operation}` }, operation),
  ]);
  const item = element("li", {}, `${door}${name ? `: ${name}` : ""}${file ? ` (${file})` : ""}`, ...links);
  if (target) {
    const show = element("button", { type: "button" }, "Show");
    show.addEventListener("click", () => {
      for (const each of document.querySelectorAll(".xray-target")) {
        each.classList.remove("xray-target");
      }
      target.classList.add("xray-target");
      target.scrollIntoView({ block: "start" });
    });
    item.append(" ", show);
  }
  return item;
}

let drawn = [];

function draw() {
  const found = controls();
  // Of what is drawn the elements themselves: React may have put others in their places.
  const state = [...found.flatMap(({ element, name }) => [element, name]), ...sent, panel];
  if (state.length === drawn.length && state.every((each, at) => each === drawn[at])) return;
  drawn = state;
  const wasOpen = panel.querySelector("details")?.open ?? false;
  const count = `X-ray: ${found.length} ${found.length === 1 ? "control changes" : "controls change"} something here`;
  panel.replaceChildren(
    element(
      "details",
      { open: wasOpen },
      element("summary", {}, count),
      element("p", {}, element("a", { href: "/lab/claims" }, "The claims"), " · ", element("a", { href: "/lab/ledger" }, "The ledger")),
      element("ul", {}, ...found.map(line)),
      element("p", {}, sent.length > 0 ? "Sent from this page:" : "Nothing was sent from this page yet."),
      element("ul", {}, ...sent.map(line)),
      element(
        "form",
        { method: "post", action: "/lab/xray" },
        element("button", { name: "xray", value: "off" }, "Turn the X-ray off"),
      ),
    ),
  );
}

let scheduled = false;
function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    draw();
  });
}

new MutationObserver((changes) => {
  if (changes.some(({ target }) => !panel.contains(target))) schedule();
}).observe(document.body, { childList: true, subtree: true });
draw();
