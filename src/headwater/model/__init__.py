"""The nouns of Headwater as frozen values (docs/concepts.md explains each word)."""

from headwater.model.attribution import Attribution, Credit, CreditKind, Name, NameKind, Speech
from headwater.model.capture import Capture
from headwater.model.claim import Claim, Modality, Polarity, Reading
from headwater.model.estimate import Estimate, Figure, Input, InputSource, Rule
from headwater.model.finding import Drift, DriftKind, Finding, Findings, Standing
from headwater.model.framework import Code, Framework
from headwater.model.ids import digest, make_id
from headwater.model.indicator import Indicator
from headwater.model.judgement import Coding, Grouping, Judgement, Subject, Verdict
from headwater.model.limits import Limits
from headwater.model.lineage import (
    Aligned,
    Basis,
    BasisKind,
    Degree,
    Derivation,
    Direction,
    Lineage,
    Origin,
    OriginKind,
    Possible,
    Root,
)
from headwater.model.parse import Parse
from headwater.model.passage import Passage, Span
from headwater.model.quantity import Bound, Change, Quantity
from headwater.model.report import Acquisition, Format, Given, Report, Unread
from headwater.model.text import Page, Removed, Segment, Text, Why
from headwater.model.time import Time, TimeType
from headwater.model.unseen import visible
from headwater.model.words import Word, stem, words

__all__ = [
    "Acquisition", "Aligned", "Attribution", "Basis", "BasisKind", "Bound", "Capture", "Change", "Claim", "Code",
    "Coding", "Credit", "CreditKind", "Degree", "Derivation", "Direction", "Drift", "DriftKind", "Estimate", "Figure",
    "Finding", "Findings", "Format", "Framework", "Given", "Grouping", "Indicator", "Input", "InputSource", "Judgement",
    "Limits", "Lineage", "Modality", "Name", "NameKind", "Origin", "OriginKind", "Page", "Parse", "Passage", "Polarity",
    "Possible", "Quantity", "Reading", "Removed", "Report", "Root", "Rule", "Segment", "Span", "Speech", "Standing",
    "Subject", "Text", "Time", "TimeType", "Unread", "Verdict", "Why", "Word", "digest", "make_id", "stem", "visible",
    "words",
]  # fmt: skip
