"""An invented pile on an invented subject (a salt works), as plain values: five reports from two origins."""

import re
from collections.abc import Sequence

from headwater.dossier.contents import Contents
from headwater.model import (
    Attribution,
    Basis,
    Claim,
    Credit,
    Derivation,
    Drift,
    DriftKind,
    Finding,
    Findings,
    Framework,
    Indicator,
    Lineage,
    Origin,
    Possible,
    Quantity,
    Reading,
    Removed,
    Report,
    Root,
    Segment,
    Span,
    Text,
    Unread,
    make_id,
)

Said = tuple[str, str | None, str | None]
"""A claim: its words, the words of its figure, who is said to have said it."""


def reading(
    name: str,
    text: str,
    *claims: Said,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    credits: Sequence[str] = (),
    removed: Sequence[str] = (),
) -> Reading:
    """A report as it might be read: its first line the title, each line a paragraph."""
    report = make_id("report", name)
    lines = [Span(found.start(), found.end()) for found in re.finditer(r"\S.*", text)]
    sentences = [Span(found.start(), found.end()) for found in re.finditer(r"[^.\n]+\.?[”\"]?", text)]
    return Reading(
        text=Text(
            report=report,
            name=name,
            text=text,
            segments=(Segment(0, len(text), 0, len(text)),),
            removed=tuple(Removed(words, 0, len(words), "furniture") for words in removed),
            language="en",
            title=text[lines[0].start : lines[0].end] if lines else None,
            title_span=lines[0] if lines else None,
            outlet=outlet,
            published=published,
            url=url,
            paragraphs=tuple(lines),
            sentences=tuple(sentences),
            quoted=(),
        ),
        credits=tuple(Credit(0, 1, text[:1], each, "credit") for each in credits),
        claims=tuple(_claim(report, text, *each) for each in claims),
    )


def _claim(report: str, text: str, words: str, figure: str | None, speaker: str | None) -> Claim:
    start = text.index(words)
    end = start + len(words)
    at = text.index(figure, start) if figure else 0
    return Claim(
        id=make_id("claim", report, start),
        report=report,
        start=start,
        end=end,
        quote=words,
        quantities=(Quantity(at, at + len(figure), figure, 1.0, 1.0),) if figure else (),
        times=(),
        attribution=Attribution((), (), (Span(start, end),), "indirect", speaker) if speaker else None,
        subject=None,
        predicate=None,
        place=None,
    )


def contents(
    readings: Sequence[Reading],
    lineage: Lineage | None = None,
    findings: Sequence[Finding] = (),
    indicators: Sequence[Indicator] = (),
    frameworks: Sequence[Framework] = (),
) -> Contents:
    """A case of these readings; each report its own origin unless a lineage says otherwise."""
    alone = Lineage(
        origins=tuple(Origin(r.report, r.text.name, (), "report", True, (r.report,)) for r in readings),
        roots=tuple(Root(r.report, 0, len(r.text.text), r.report) for r in readings),
    )
    return Contents(
        reports=tuple(_report(each) for each in readings),
        readings=tuple(readings),
        unread=(Unread("in/photo.txt", "the bytes are not text in any encoding"),),
        lineage=lineage or alone,
        findings=Findings(tuple(findings)),
        frameworks=tuple(frameworks),
        indicators=tuple(indicators),
        steps=(("claims", "7"), ("text", "3")),
    )


def _report(each: Reading) -> Report:
    made = Report.from_bytes(
        each.text.text.encode("utf-8", "replace"), name=each.text.name, path=f"in/{each.text.name}"
    )
    return Report(each.report, made.name, made.sha256, made.format, b"", made.given, made.acquisitions)


def finding(claims: Sequence[Claim], origins: Sequence[str], fewest: int, most: int, **more: object) -> Finding:
    """A finding of these claims, in the words of the first."""
    standing = "one origin" if most == 1 else "independent origins" if fewest > 1 else "not established"
    reports = tuple(sorted({claim.report for claim in claims}))
    values: dict[str, object] = {
        "id": make_id("finding", *(claim.id for claim in claims)),
        "statement": claims[0].quote,
        "claims": tuple(claim.id for claim in claims),
        "reports": reports,
        "origins": tuple(origins),
        "origins_low": fewest,
        "origins_high": most,
        "informants": (),
        "heard_by": 1,
        "standing": standing,
        "disputed": False,
        "reasons": (),
    }
    return Finding(**(values | more))  # type: ignore[arg-type]


POST = reading(
    "a-post",
    """Salt hands “paid in tokens” at the Orrin works
Workers who left the Orrin salt works told Radio Tessaly that they were paid in tokens.
The crews stood in brine for 14 hours a day, a raker named Milo said.
Up to 3,000 people could be moved to the pans, Radio Tessaly reported.
""",
    ("they were paid in tokens", None, "workers who left"),
    ("The crews stood in brine for 14 hours a day", "14 hours", "Milo"),
    ("Up to 3,000 people could be moved to the pans", "Up to 3,000", "Radio Tessaly"),
    outlet="Tessaly Post",
    published="2031-05-02",
    url="https://post.example/orrin",
    credits=["Radio Tessaly"],
    removed=["Subscribe now", "Log in"],
)
COURIER = reading(
    "b-courier",
    """Life on the Orrin pans
They stand in brine for more than 14 hours a day, according to Milo, a raker.
More than 3,000 people will be moved to the pans.
“We ate when the whistle let us,” one of them said.
""",
    ("They stand in brine for more than 14 hours a day", "more than 14 hours", "Milo"),
    ("More than 3,000 people will be moved to the pans", "More than 3,000", None),
    ("We ate when the whistle let us", None, "one of them"),
    outlet="North Courier",
    published="2031-05-03",
)
DIGEST = reading(
    "c-digest",
    """Orrin: what we know
One raker described 14-hour days in brine.
As many as 3,000 people could be moved to the pans this year.
A foreman kept the papers of every newcomer.
""",
    ("One raker described 14-hour days in brine", "14-hour", "one raker"),
    ("As many as 3,000 people could be moved to the pans", "As many as 3,000", None),
    ("A foreman kept the papers of every newcomer", None, None),
    outlet="QuickDigest",
    published="2031-05-04",
)
MIRROR = reading(
    "d-mirror",
    """Tokens for wages
The works pays in tokens, said Milo, who raked there for two winters.
Some 3,000 people are expected on the pans.
""",
    ("The works pays in tokens", None, "Milo"),
    ("Some 3,000 people are expected on the pans", "Some 3,000", None),
    outlet="Salt Mirror",
    published="2031-05",
)
WATCH = reading(
    "e-watch",
    """Field notes from Orrin
Coastwatch members counted 800 people on the pans in May.
Nobody on the pans is paid in tokens, the harbour office said.
Two barges leave each Friday.
""",
    ("Coastwatch members counted 800 people on the pans in May", "800", None),
    ("Nobody on the pans is paid in tokens", None, "the harbour office"),
    ("Two barges leave each Friday", "Two", None),
    outlet="Coastwatch",
)
RADIO = make_id("origin", "Radio Tessaly")


def lineage() -> Lineage:
    """Four reports go back to a broadcaster that is not in the case; only one of them says so."""
    post, courier, digest, mirror, watch = (r.report for r in (POST, COURIER, DIGEST, MIRROR, WATCH))
    milo = POST.claims[1].passage
    credit = Basis("credit", "credits Radio Tessaly 2 times", (POST.claims[0].passage,), 1.0)
    instead = Basis("credit", "credits nobody; a copy of the same material credits Radio Tessaly", (milo,))
    reuse = Basis("reuse", "one sentence has its like", (COURIER.claims[0].passage, milo), 0.5)
    moved = Basis("figures", "both give 3,000", (MIRROR.claims[1].passage, POST.claims[2].passage), 0.5)
    return Lineage(
        derivations=(
            Derivation(post, RADIO, "wholly", "known", (credit,), 1.0),
            Derivation(courier, RADIO, "wholly", "known", (reuse, instead), 0.9),
            Derivation(digest, courier, "partly", "known", (reuse,), 0.7),
            Derivation(mirror, post, "partly", "undetermined", (moved,), 0.6),
        ),
        possible=(Possible(min(watch, mirror), max(watch, mirror), 0.4, (Basis("figures", "both give 2", ()),)),),
        origins=(
            Origin(
                RADIO, "Radio Tessaly", ("Radio Tessaly", "the radio"), "unseen", False, (courier, digest, mirror, post)
            ),
            Origin(watch, "Coastwatch", ("Coastwatch",), "report", True, (watch,)),
        ),
        roots=tuple(
            Root(r.report, 0, len(r.text.text), RADIO if r is not WATCH else watch)
            for r in (POST, COURIER, DIGEST, MIRROR, WATCH)
        ),
    )


def _drift(kind: DriftKind, before: Claim, after: Claim, directed: bool, note: str) -> Drift:
    return Drift(kind, before.id, after.id, directed, note)


def five() -> Contents:
    """The whole pile: one finding disputed, one drifted with a known direction, one without, and four said once."""
    moved = (POST.claims[2], COURIER.claims[1], DIGEST.claims[1], MIRROR.claims[1])
    hours = (COURIER.claims[0], POST.claims[1], DIGEST.claims[0])
    tokens = (MIRROR.claims[0], POST.claims[0], WATCH.claims[1])
    watch = WATCH.report
    findings = [
        *(finding([c], [RADIO], 1, 1) for c in (COURIER.claims[2], DIGEST.claims[2])),
        *(finding([c], [watch], 1, 1) for c in (WATCH.claims[0], WATCH.claims[2])),
        finding(
            moved,
            [RADIO],
            1,
            1,
            low=3000.0,
            high=3000.0,
            unit="person",
            reasons=("a-post, b-courier go back to Radio Tessaly: one origin",),
            drift=(_drift("bound", moved[0], moved[1], True, "“up to” became “more than”"),),
        ),
        finding(
            hours,
            [RADIO],
            1,
            1,
            low=14.0,
            unit="hour",
            informants=("Milo",),
            drift=(_drift("bound", hours[2], hours[0], False, "“14” beside “more than 14”"),),
        ),
        finding(tokens, [RADIO, watch], 2, 2, disputed=True, informants=("Milo", "the harbour office")),
    ]
    tokens_ids = tuple(claim.id for claim in tokens)
    indicator = Indicator(
        "Example list", "2030", "E1", "Pay in kind", tokens_ids, tuple(c.report for c in tokens), 1, 2
    )
    return contents([POST, COURIER, DIGEST, MIRROR, WATCH], lineage(), findings, [indicator])


_WORDS = ("salt", "brine", "rake", "pan", "token", "barge", "harbour", "crew", "whistle", "winter", "store", "letter")


def many(number: int) -> Contents:
    """A pile of this many reports, a few hundred words each: most retell one unseen report or a copy of it."""
    readings: list[Reading] = []
    for n in range(number):
        said = [
            " ".join(_WORDS[(n * 7 + line * 5 + k * 3) % len(_WORDS)] for k in range(16)).capitalize() + f" {line}"
            for line in range(20)
        ]
        text = f"Report number {n} of the salt works\n" + "\n".join(". ".join(said[i : i + 4]) for i in range(0, 20, 4))
        readings.append(
            reading(f"r-{n:04}", text, *((each, each.split()[-1], None) for each in said), outlet="Orrin Gazette")
        )
    copies = [each.report for each in readings[: number * 4 // 5]]
    reuse = Basis("reuse", "shared", (readings[0].claims[0].passage, readings[1].claims[1].passage))
    derivations = [
        Derivation(id, RADIO if n < 10 or n % 3 else copies[0], "wholly" if n % 2 else "partly", "known", (reuse,), 0.5)
        for n, id in enumerate(copies)
    ]
    alone = [each.report for each in readings[number * 4 // 5 :]]
    traced = Lineage(
        derivations=tuple(derivations),
        origins=(
            Origin(RADIO, "Radio Tessaly", ("Radio Tessaly",), "unseen", False, tuple(copies)),
            *(Origin(id, "Orrin Gazette", (), "report", True, (id,)) for id in alone),
        ),
        roots=tuple(Root(r.report, 0, len(r.text.text), r.report if r.report in alone else RADIO) for r in readings),
    )
    found = [
        finding([r.claims[line] for r in readings[start : start + 5]], [RADIO], 1, 1)
        for start in range(0, number, 5)
        for line in range(0, 20, 2)
    ]
    once = [finding([r.claims[line]], [RADIO], 1, 1) for r in readings for line in range(1, 20, 2)]
    return contents(readings, traced, [*found, *once])
