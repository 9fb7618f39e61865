"""Invented reports of one subject, a dredging dispute in a made-up harbour, and how they become readings."""
# ruff: noqa: E501

from collections.abc import Sequence

from headwater.lineage.candidate import candidates
from headwater.lineage.columns import columns
from headwater.lineage.link import Links
from headwater.lineage.press import newsrooms
from headwater.lineage.sketch import sketches
from headwater.model import Credit, CreditKind, Given, Reading, Report
from headwater.text import read

ORIGINAL = """\
Dredgers on Lake Sorrel work nights for vouchers, a six-month inquiry finds.
Between February and July our reporters met 43 deckhands of the Marlow Dredging Company, most of them in kitchens far from the jetty.
Nearly all had been hired through an agent in Pell, who kept their passports in a biscuit tin.
Ruvo, a deckhand from the hill villages, told us that he had not stepped ashore for 71 days.
He said the foreman sold him boots for 185 crowns and took the price out of his vouchers for a year.
The vouchers, printed on yellow card, are good only at the company canteen on the east pier.
A ledger seen by this newspaper lists 612 names, and beside 540 of them a debt that grew between March and June.
Another deckhand, Imke, showed us burns from a winch that had run without its guard since 2019.
She was told to wrap her hands in sacking and go back to the night shift.
Two barges have sunk in the deep channel since the spring, and the harbour office has opened no inquiry into either.
The company did not answer 14 questions sent to its office in Pell on 3 August.
A clerk there said that the director was travelling and that nobody else was allowed to talk."""

REWORDED = """\
Yellow vouchers and hidden passports: life aboard the Sorrel dredgers
People who crew the dredging boats of Lake Sorrel are paid in yellow vouchers that only the canteen of the Marlow Dredging Company accepts.
Their passports lie in a biscuit tin belonging to the agent in Pell who hired them.
One deckhand, Ruvo, spent 71 days without setting foot ashore and paid off boots priced at 185 crowns over a year.
Imke, another deckhand, was burned by a winch whose guard has been missing since 2019, and was sent back to the night shift with sacking round her hands.
Debts grew from March to June beside 540 of the 612 names in a company ledger.
Two barges sank in the deep channel this spring without any inquiry by the harbour office.
Questions sent to Pell on 3 August, 14 of them, were left without an answer."""

SUMMARY_OF_SUMMARY = """\
In brief: the yellow vouchers of Lake Sorrel
Dredging crews get yellow vouchers that only a company canteen accepts, and an agent in Pell keeps their passports in a biscuit tin.
Ruvo spent 71 days aboard and paid 185 crowns for boots over a year.
Debts grew beside 540 of 612 names in a ledger."""

REWORDED_AGAIN = """\
Crews of the Sorrel dredgers live on yellow cards
A canteen of the Marlow Dredging Company is the only place where the people who crew the dredging boats of Lake Sorrel can spend the yellow vouchers they are given.
The agent in Pell has the passports, in a biscuit tin belonging to him.
Ruvo is a deckhand who went 71 days without setting foot ashore, and whose boots, priced at 185 crowns, took a year to pay off.
The winch that burned the deckhand Imke had a guard that has been missing since 2019; with sacking round her hands she was back on the night shift.
In the ledger of the company 540 of the 612 names had debts that grew from March to June.
The two barges that sank in the channel have led to no inquiry by the harbour office."""

INDEPENDENT = """\
Fishermen of Lake Sorrel say the dredging has ruined the perch.
The cooperative at Anstow landed 9 tonnes last season, against 31 before the boats of the Marlow Dredging Company came.
Its chairman, Otto Brandel, keeps jars of grey water on his window sill, one for every month since the work began.
The mud never settles now, he said, and the nets come up slick with oil.
The regional fisheries board measured the depth at 22 places in May and has yet to publish what it found.
A biologist at the institute in Carrow, Lene Aster, believes that spawning grounds along the northern shore are gone for good.
Marlow holds a permit that runs until 2031 and pays the region 4.6 million crowns a year for gravel.
The mayor of Anstow has asked for a pause in the work until the board reports."""

CONFERENCE = """\
Marlow director denies charges as crowd waits outside
PELL — The director of the Marlow Dredging Company, Hanno Vries, faced reporters for an hour on Friday.
"Every man on our boats is free to walk down the gangway at any hour of the day or night, and those who say otherwise have never been aboard," he said.
Outside the hotel some thirty women held up boots tied together by the laces.
"We shall open the canteen books to any auditor whom the labour ministry cares to send us before the end of the month," Vries added.
Police moved the women across the road before the cars left."""

CONFERENCE_TOO = """\
Dredging boss offers his books to the ministry
By our labour editor
Hanno Vries wore a grey suit and looked at no one. The head of Marlow Dredging had called the press to the Lindenhof at noon, and for once he came.
"Every man on our boats is free to walk down the gangway at any hour of the day or night, and those who say otherwise have never been aboard," he said.
He would not be drawn on wages. He had brought no figures, and his lawyer answered twice in his place.
"We shall open the canteen books to any auditor whom the labour ministry cares to send us before the end of the month," Vries said.
The trade union federation called that offer late and thin. It wants inspectors on the water, unannounced, by spring."""

UNRELATED = """\
The brass band of Tollen has a new drum after forty years.
Children at the village school sold honey cakes on three market days to pay for it.
Conductor Avel Morn tried it out at the fountain on Sunday and broke a stick at the second march.
The old drum will hang in the fire station, beside the leather buckets and the hose cart of 1911."""

TEMPLATES = [
    (
        """Heavy rain is expected in the Tolmar valley from Tuesday evening, the weather service says. Up to 60 millimetres may fall within 24 hours, and gusts of 85 km/h are possible on the heights around Brenn. Drivers are asked to avoid roads along the Ister. "The ground is already full of water," said Ilka Daven of the service. The warning is in force until Thursday at noon.""",
        """Heavy rain is expected in the Orlo basin from Friday evening, the weather service says. Up to 35 millimetres may fall within 12 hours, and gusts of 70 km/h are possible on the heights around Castra. Drivers are asked to avoid roads along the Mell. "Rivers are rising already," said Pauli Renn of the service. The warning is in force until Sunday at noon.""",
    ),
    (
        """Vesk United beat Harrow Town 3-1 at the Lindpark on Saturday before 14,200 people. Jon Tarrel scored twice in the first half and Mika Brod once after the break; Sam Oddy made it 2-1 for the visitors in between. "We played with patience," said coach Lars Heim. Vesk stay second with 41 points and travel to Dunmore next week.""",
        """Carrow Rovers beat Elm City 2-0 at the Northfield on Sunday before 8,750 people. Ade Foyle scored in the first half and Tom Virk once after the break; Ben Asher hit the post for the visitors in between. "We played with patience," said coach Rolf Anders. Rovers stay fifth with 33 points and travel to Pell next week.""",
    ),
    (
        """A 34-year-old man was arrested in Anstow on Monday after a robbery at a jeweller's in Mill Street. According to the police he threatened the owner with a knife and fled with rings worth 12,000 crowns on a stolen bicycle. A patrol stopped him near the station 20 minutes later. He is to appear before a judge on Tuesday. Witnesses are asked to call the Anstow police.""",
        """A 22-year-old woman was arrested in Tollen on Thursday after a robbery at a chemist's in Castle Road. According to the police she threatened the owner with a knife and fled with cash worth 900 crowns on a stolen scooter. A patrol stopped her near the harbour 45 minutes later. She is to appear before a judge on Friday. Witnesses are asked to call the Tollen police.""",
    ),
]
"""Two reports each that share their phrases and tell of two events."""

WIRE = """\
(Norwire) - Two tugs collided in fog off Cape Brede on Tuesday and 17 sailors were taken ashore by the lifeboat.
The larger tug, built in 1988, lost her rudder and drifted for five hours before a pilot cutter reached her.
An inquiry opens in Brede on Monday under a retired judge, Palle Strom, who examined a similar wreck in 2007.
The lifeboat crew had been at a wedding when the alarm came and put out in their good shoes.
Salvage is expected to cost 2.35 million crowns, of which the insurers have so far agreed to bear 40 percent."""

WIRE_TRIMMED = """\
(Norwire) - Two tugs have collided in fog off Cape Brede and 17 sailors were brought ashore by the lifeboat on Tuesday.
The larger tug, which dates from 1988, lost her rudder and drifted for five hours until a pilot cutter reached her.
The lifeboat crew had been at a wedding when the alarm came, and put out in their good shoes.
Salvage may cost 2.35 million crowns, of which insurers have agreed to bear 40 percent so far.
The harbour was closed to shipping until dusk."""


def reading(
    text: str,
    name: str = "report",
    outlet: str | None = None,
    published: str | None = None,
    credits: Sequence[tuple[str, str, CreditKind]] = (),
) -> Reading:
    """The reading of a text taken as given; credits are (words, outlet, kind)."""
    given = Given(outlet=outlet, published=published)
    report = Report.from_bytes(text.encode(), name=name, path=f"{name}.jsonl:1", format="row", given=given)
    found = tuple(
        Credit(text.index(words), text.index(words) + len(words), words, credited, kind)
        for words, credited, kind in credits
    )
    return Reading(read(report), credits=found)


def linked(readings: Sequence[Reading]) -> Links:
    """The links of a pile, its places in the order of the names of its reports."""
    pile = columns(readings)
    places = tuple(range(len(pile)))
    found = candidates(pile, sketches(each.text.text for each in pile.readings), places)
    pairs = zip(found.a.tolist(), found.b.tolist(), strict=True)
    links = Links.of(pile, newsrooms())
    return links.linked(places, {pair: links.compare(*pair) for pair in pairs})
