"""Codes of published lists, with the claims that speak of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indicator:
    """The evidence for one code of one framework. Evidence, never a verdict."""

    framework: str
    edition: str
    code: str
    name: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    origins_low: int
    origins_high: int
    because: tuple[tuple[str, ...], ...] = ()  # the words by which each of the claims was found; none: a person said so
