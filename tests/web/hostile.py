"""A case whose reports try to act on the page that shows them."""

from dataclasses import replace
from pathlib import Path

from headwater.case import Changes, write
from headwater.model import Given, Passage, Removed, Report, Span

SCRIPT = "<script>window.hit=1</script>"
ATTACK = (
    f"</style></title></p>{SCRIPT}<img src=x onerror='window.hit=1'><svg onload=\"window.hit=1\"><a xlink:href="
    "'javascript:window.hit=1'>x</a></svg><style>*{display:none}</style>&lt;b&gt;{{7*7}}{% raw %}\u202eevil\u2066"
)
LINK = "javascript:window.hit=1"


def hostile(pile: Changes, path: Path) -> Path:
    """The invented pile with an attack in everything that a report or its sender can say."""
    first, *others = pile.readings
    reading, made = first
    text = reading.text
    claim = replace(
        reading.claims[0],
        quote=reading.claims[0].quote,
        attribution=replace(reading.claims[0].attribution, speaker=ATTACK) if reading.claims[0].attribution else None,
        subject=ATTACK,
        predicate=ATTACK,
        place=ATTACK,
    )
    words = f"{text.text} {ATTACK}"
    text = replace(
        text,
        text=words,
        title=ATTACK,
        outlet=ATTACK,
        published=ATTACK[:40],
        url=LINK,
        language=ATTACK[:20],
        name=ATTACK,
        paragraphs=(Span(0, len(words)),),
        removed=(Removed(ATTACK, 0, 4, "furniture"),),
    )
    credits = tuple(replace(each, outlet=ATTACK) for each in reading.credits)
    reading = replace(reading, text=text, claims=(claim,), credits=credits)
    reports = tuple(
        Report(each.id, f"{ATTACK}{n}", each.sha256, each.format, each.raw, Given(title=ATTACK), each.acquisitions)
        for n, each in enumerate(pile.reports)
    )
    assert pile.lineage and pile.findings
    lineage = replace(
        pile.lineage,
        origins=tuple(replace(each, name=ATTACK, names=(ATTACK, "b")) for each in pile.lineage.origins),
        derivations=tuple(
            replace(
                each,
                basis=tuple(
                    replace(one, words=ATTACK, where=(*one.where, Passage(text.report, 0, len(words), words)))
                    for one in each.basis
                ),
            )
            for each in pile.lineage.derivations
        ),
        aligned=tuple(
            replace(each, a=replace(each.a, quote=ATTACK), b=replace(each.b, quote=ATTACK[::-1]))
            for each in pile.lineage.aligned
        ),
    )
    findings = replace(
        pile.findings,
        findings=tuple(
            replace(each, statement=ATTACK, reasons=(ATTACK,), informants=(ATTACK,), unit=ATTACK, disputed=True)
            for each in pile.findings.findings
        ),
    )
    changes = replace(pile, reports=reports, readings=((reading, made), *others), lineage=lineage, findings=findings)
    write(path, changes, when="2031-05-06T00:00:00+00:00")
    return path
