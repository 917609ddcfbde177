// What every page gets on top of links and forms, which do all of it by themselves: parts of pages are loaded without
// leaving the page. Nothing here knows what the parts are.
const ask = async (address, part) => {
  const answer = await fetch(address, { headers: { "x-part": part }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
};

// An answer is ours, made from templates that escape all of the archive; scripts in it would not run anyway.
export const put = (place, html) => {
  const made = new DOMParser().parseFromString(html, "text/html");
  place.replaceChildren(...made.body.childNodes);
};

for (const place of document.querySelectorAll("[data-load]")) {
  ask(place.dataset.load, place.dataset.part).then((html) => put(place, html), () => place.replaceChildren());
}

document.addEventListener("click", async (event) => {
  const more = event.target.closest("a[data-more]");
  if (!more || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const row = more.closest("li");
  more.setAttribute("aria-disabled", "true");
  try {
    const made = new DOMParser().parseFromString(await ask(more.href, "hits"), "text/html");
    const first = made.body.querySelector("a");
    row.replaceWith(...made.body.childNodes);
    first?.focus({ preventScroll: true });
  } catch {
    location.assign(more.href);
  }
});

// A menu closes where somebody clicks elsewhere or presses Escape.
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

export { ask };
