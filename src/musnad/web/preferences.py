"""How a visitor wants to see the pages: language, theme, digits, kept in a cookie that says nothing else."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Language = Literal["ar", "en"]
Theme = Literal["auto", "light", "dark"]
Digits = Literal["latin", "arabic"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
THEMES: tuple[Theme, ...] = get_args(Theme)
DIGITS: tuple[Digits, ...] = get_args(Digits)
COOKIE = "musnad_view"
KEPT_S = 365 * 86_400


class Preferences(msgspec.Struct, frozen=True):
    """What a visitor chose; the first of each is what who chose nothing gets."""

    language: Language = "ar"
    theme: Theme = "auto"
    digits: Digits = "latin"

    @property
    def direction(self) -> str:
        """Where lines begin: rtl or ltr."""
        return "rtl" if self.language == "ar" else "ltr"

    def cookie(self) -> str:
        """Return them as the cookie holds them."""
        return f"{self.language}.{self.theme}.{self.digits}"


def preferences_of(cookie: str | None, accepted: str = "") -> Preferences:
    """Return what a cookie says; without one the language is that which the browser asks for first.

    Args:
        accepted: the header `Accept-Language`.
    """
    parts = (cookie or "").split(".")
    if len(parts) == 3:
        return made(*parts)
    for part in accepted.lower().split(","):
        language = part.split(";")[0].strip().split("-")[0]
        if language in LANGUAGES:
            return made(language, "auto", "latin")
    return Preferences()


def made(language: str, theme: str, digits: str) -> Preferences:
    """Return preferences of words that anybody may have sent; what is none is left at the first."""
    return Preferences(
        next((x for x in LANGUAGES if x == language), LANGUAGES[0]),
        next((x for x in THEMES if x == theme), THEMES[0]),
        next((x for x in DIGITS if x == digits), DIGITS[0]),
    )
