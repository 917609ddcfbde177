"""Whose an element of a page is: the article's, or that of a comment, a sidebar, a list of other articles."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_OTHER_PARTS = re.compile(
    r"comment|disqus|related|side-?bar|(?:^|\s)widget(?:$|[\s_-])|recent|latest|most-?(?:read|view|popular)|popular|trending"
    r"|recommend|ticker|breaking|next-?post|\bprev|carousel|slider|(?:^|\s)(?:site-|page-|main-)?footer(?:$|\s)|menu|navbar"
    r"|تعليق|ذات-صلة", re.I
)  # fmt: skip
MOST_STEPS = 400  # up from an element; parsers stop at 256
LONGEST_CLASS = 500  # characters of class and id that are looked at


class Surroundings:
    """Knows the headline of one page and tells what belongs to it. Each element is judged once."""

    def __init__(self, tree: HtmlElement, headline: HtmlElement | None = None) -> None:
        self.headline = _headline(tree) if headline is None else headline
        self.around = {*self.headline.iterancestors()} if self.headline is not None else set[HtmlElement]()
        self.judged: dict[HtmlElement, bool] = {}

    def of_another(self, element: HtmlElement) -> bool:
        """Tell whether an element belongs to something else than the article.

        What holds the headline is the article's, whatever its classes say (`has-sidebar` is that of a whole page).
        """
        path: list[HtmlElement] = []
        node: HtmlElement | None = element
        verdict = False
        while node is not None and len(path) < MOST_STEPS:
            if node in self.judged:
                verdict = self.judged[node]
                break
            if node.tag in ("body", "html", "head") or node in self.around:
                break
            path.append(node)
            if self._is_other(node):
                verdict = True
                break
            node = node.getparent()
        self.judged |= dict.fromkeys(path, verdict)
        return verdict

    def _is_other(self, node: HtmlElement) -> bool:
        if node.tag in ("aside", "nav"):
            return True
        if node.tag == "footer":
            return next(node.iterancestors("article"), None) is None
        names = f"{node.get('class') or ''} {node.get('id') or ''}"[:LONGEST_CLASS]
        if node is not self.headline and _OTHER_PARTS.search(names):
            return True
        return node.tag in ("li", "article") and _is_teaser(node)


def _headline(tree: HtmlElement) -> HtmlElement | None:
    """Return the longest h1: a site's name may be one too."""
    headlines = [(len("".join(h.itertext()).strip()), -n, h) for n, h in enumerate(tree.iter("h1"))]
    return max(headlines, key=lambda row: row[:2])[2] if headlines else None


def _is_teaser(node: HtmlElement) -> bool:
    """Tell a list item or article that links to another page: a linked headline of a lower rank."""
    links = node.find(".//a[@href]") is not None
    return links and any(node.find(f".//{tag}") is not None for tag in ("h2", "h3", "h4"))
