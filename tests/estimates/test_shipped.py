"""The shipped estimate on a case that is read from invented words."""

import json
from pathlib import Path

import pytest

from headwater import estimates, pipeline
from headwater.case import Case

_ROWS = (
    {
        "id": "orvia-post",
        "text": "Orvia sends brickmakers to Tarn\n\nMore than 3,000 workers from Orvia are employed in the brickworks "
        "of Tarn, the Tarn labour office said on Monday. The kiln owners pay 420 dollars a month for each of them. The "
        "workers themselves keep between 60 and 90 dollars a month, said Ola Brandt, who worked there for two years.",
        "published": "2031-03-02",
    },
    {
        "id": "kiln-watch",
        "text": "In the kilns\n\nOur researchers visited nine brickworks in Tarn. We counted 1,800 Orvian workers "
        "there. A manager showed us the contract: the company pays the consulate 450 dollars a month for a worker. Two "
        "workers told us that they were given about 70 dollars a month in hand.",
        "published": "2031-05-10",
    },
    {"id": "note", "text": "Harbour news\n\nTwo workers were hurt when a crane fell. A ticket costs 12 dollars."},
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("orvia")
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, _ROWS)), encoding="utf-8")
    pipeline.build([str(folder / "rows.jsonl")], folder / "orvia.hw")
    return folder / "orvia.hw"


def test_the_revenue_of_a_state_is_worked_out_from_what_its_figures_count(case: Path) -> None:
    with Case.open(case) as opened:
        found = estimates.estimate(
            estimates.load("labour-revenue"), opened.readings(), opened.lineage(), opened.findings()
        )
    ranges = {each.name: (each.low, each.high) for each in found.inputs}
    assert ranges == {"workers": (1800, None), "gross": (420, 450), "received": (60, 90)}
    assert (found.low, found.high) == (1800 * (420 - 90) * 12, None)
    assert any(mark.startswith("the result is open above") for mark in found.marks)
    words = {figure.words for each in found.inputs for figure in each.figures}
    assert "Two" not in words and "12 dollars" not in words
