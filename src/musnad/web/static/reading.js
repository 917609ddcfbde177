// The reading page: the panel of a statement beside the text, and places in the text in code points.
import { ask, put } from "./musnad.js";

const text = document.getElementById("text");
const panel = document.getElementById("panel");

// A browser counts UTF-16 units, the archive code points: the two differ behind every emoji.
const codePoints = (string) => [...string].length;

// Return the code points before a place in the text; a place outside of all pieces counts as the nearest one's edge.
const offsetOf = (node, offset, atEnd) => {
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  let best = null;
  for (const piece of text.querySelectorAll("[data-start]")) {
    if (!range.intersectsNode(piece)) continue;
    const own = document.createRange();
    own.selectNodeContents(piece);
    if (own.comparePoint(node, offset) === 0) {
      own.setEnd(node, offset);
      const at = Number(piece.dataset.start) + codePoints(own.toString());
      if (atEnd || best === null || own.toString() !== "" || piece.contains(node)) best = at;
      if (piece.contains(node)) return at;
    } else {
      best = Number(piece.dataset.start) + codePoints(piece.textContent);
    }
  }
  return best;
};

// Return the selection within the text as [start, end, words], without blanks at its ends; null where there is none.
export const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  let start = offsetOf(range.startContainer, range.startOffset, false);
  let end = offsetOf(range.endContainer, range.endOffset, true);
  if (start === null || end === null || start >= end) return null;
  const all = [...[...text.querySelectorAll("[data-start]")].map((piece) => piece.textContent).join("")];
  while (start < end && /\s/u.test(all[start])) start += 1;
  while (end > start && /\s/u.test(all[end - 1])) end -= 1;
  return start < end ? [start, end, all.slice(start, end).join("")] : null;
};

const choose = (id) => {
  for (const one of text.querySelectorAll(".chosen")) one.classList.remove("chosen");
  for (const one of text.querySelectorAll("a.note[aria-current]")) one.removeAttribute("aria-current");
  for (const one of text.querySelectorAll("[data-statement]")) if (one.dataset.statement === id) one.classList.add("chosen");
  document.getElementById(`note-${id}`)?.setAttribute("aria-current", "true");
};

const openId = () => panel.querySelector(".statement")?.dataset.id;

const open = async (id, address) => {
  choose(id);
  if (id === openId()) return; // a click that begins a selection must not throw away what the form holds
  try {
    put(panel, await ask(address, "panel"));
    if (getSelection().isCollapsed) panel.focus({ preventScroll: true });
    take(); // somebody may have selected words meanwhile
    history.replaceState(null, "", address);
  } catch {
    location.assign(address);
  }
};

const close = () => {
  const id = openId();
  panel.replaceChildren();
  choose("");
  document.getElementById(`note-${id}`)?.focus();
};

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const note = event.target.closest("a[data-panel]");
  const piece = event.target.closest("[data-statement]");
  if (event.target.closest("a[data-close]")) {
    event.preventDefault();
    close();
  } else if (note) {
    event.preventDefault();
    open(note.dataset.panel, note.getAttribute("href"));
  } else if (piece && text.contains(piece) && getSelection().isCollapsed) {
    const beside = document.querySelector(".with-page") ? "?beside=page" : "";
    open(piece.dataset.statement, `/statements/${encodeURIComponent(piece.dataset.statement)}${beside}`);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.querySelector(".statement") && !document.querySelector("details.menu[open]")) close();
});

// What is near the pointer or has the focus is shown in both places.
const near = (event) => {
  const id = event.target.closest?.("a[data-panel]")?.dataset.panel ?? event.target.closest?.("[data-statement]")?.dataset.statement;
  for (const one of document.querySelectorAll(".near")) one.classList.remove("near");
  if (!id) return;
  for (const one of text.querySelectorAll("[data-statement]")) if (one.dataset.statement === id) one.classList.add("near");
  document.getElementById(`note-${id}`)?.classList.add("near");
};
text.addEventListener("pointerover", near);
text.addEventListener("focusin", near);

// Bounds: what is selected in the text goes into the form that is open in the panel.
const take = () => {
  const form = panel.querySelector("form[data-bounds]");
  const found = form && selected();
  if (!found) return;
  form.querySelector("[name=start]").value = found[0];
  form.querySelector("[name=end]").value = found[1];
  form.querySelector("[data-picked]").textContent = found[2];
};
document.addEventListener("selectionchange", take);

const chosen = openId();
if (chosen) {
  choose(chosen);
  text.querySelector(".chosen")?.scrollIntoView({ block: "center" });
}
