"""Reports in other languages than English: figures, dates and credits by their own forms, all invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import claims
from headwater.claims.numeral import number
from headwater.claims.tongue import parted
from headwater.model import Given, Reading, Report
from headwater.text import parse, read

#: A sentence without figures, so that what a short example is written in can be told.
_REST = {
    "de": "Das ist der Bericht, den wir nach der Sitzung von den Leuten aus der Stadt haben, und er ist nicht neu.",
    "fr": "C’est le rapport que les gens de la ville ont remis au conseil dans la nuit, et il est dans les archives.",
    "es": "Este es el informe que los vecinos de la ciudad entregaron al consejo por la noche, y no es el primero.",
    "it": "Questo è il rapporto che la gente della città ha dato al consiglio nella notte, e non è il primo.",
    "pt": "Este é o relatório que os vizinhos da cidade entregaram ao conselho na noite, e não é o primeiro deles.",
    "nl": "Dit is het verslag dat de mensen van de stad in de nacht aan de raad hebben gegeven, en het is niet nieuw.",
    "ru": "Это отчёт, который они передали в совет после того, как все были на месте, и он не был первым для них.",
    "uk": "Це звіт, який вони передали до ради після того, як усі були на місці, і він не був першим для них, як і є.",
    "pl": "To jest raport, który ludzie z miasta oddali do rady po tym, jak się nie udało, i nie był on dla nich nowy.",
    "sv": "Det är en rapport som de har lämnat till rådet i staden efter mötet, och den är inte den första av dem.",
    "da": "Det er en rapport, som de har givet til rådet i byen efter mødet, og den er ikke den første af dem der.",
    "no": "Det er en rapport som de har gitt til rådet i byen etter møtet, og den er ikke den første av dem for oss.",
    "tr": "Bu, kasabadaki insanların toplantıdan sonra meclise verdiği bir rapor ve bu ilk değil, daha çok var gibi.",
    "ar": "هذا هو التقرير الذي قدمه سكان المدينة إلى المجلس بعد الاجتماع في الليل، وهو ليس الأول من نوعه على أي حال.",
    "zh": "这是居民们会后交给市议会的报告，这已经不是第一份报告了，议会表示将在今后的会议上讨论，"
    "居民们正在等待答复，但是目前还没有任何消息，大家都希望能够尽快得到一个明确的说法和解决办法。",
}


def reading(words: str, published: str | None = "2031-05-20") -> Reading:
    """What is read from a row of these words."""
    row = Report.from_bytes(words.encode(), name="x", path="-", format="row", given=Given(published=published))
    text = read(row)
    return claims.read(text, parse(text))


def of(code: str, words: str, published: str | None = "2031-05-20") -> Reading:
    """What is read from these words in a report in this language."""
    found = reading(f"{words} {_REST[code]}", published)
    assert found.text.language in (code, {"no": "nb"}.get(code)), found.text.language
    return found


@pytest.mark.parametrize(
    ("digits", "tongue", "value"),
    [
        ("12.500", "de", 12_500), ("12,500", "de", 12.5), ("12,5", "de", 12.5), ("12.50", "de", 12.5),
        ("1.234.567,89", "de", 1_234_567.89), ("1’200", "de", 1_200), ("12 500", "fr", 12_500),
        ("1\u202f250\u202f000,5", "fr", 1_250_000.5), ("12,500.50", "es", 12_500.5), ("12,500", "es", 12_500),
        ("0.500", "de", 0.5), ("0,500", "ru", 0.5), ("1234,567", "it", 1234.567), ("1.2.3", "de", None),
        ("12.500", "und", None), ("12,500", "und", None), ("12.5", "und", 12.5), ("12,345,678", "und", 12_345_678),
        ("１２", "und", 12), ("١٢٬٥٠٠٫٥", "ar", 12_500.5),
    ],
)  # fmt: skip
def test_a_mark_is_of_thousands_or_of_decimals_as_the_language_has_it(
    digits: str, tongue: str, value: float | None
) -> None:
    assert number(digits, tongue) == value


@pytest.mark.parametrize(
    ("code", "words", "low", "high", "bound", "unit", "per"),
    [
        ("de", "Die Mühle kostete 12.500 Euro.", 12_500, 12_500, "exactly", "euro", None),
        ("de", "Sie verdienen rund 1,2 Mio. Euro im Jahr.", 1.2e6, 1.2e6, "about", "euro", "year"),
        ("de", "Es fehlen fast 3000 Tonnen.", None, 3000, "about", "tonne", None),
        ("de", "Es kamen zwischen 40 und 50 Leute.", 40, 50, "between", None, None),
        ("de", "Ein 57-Jähriger wurde verletzt.", 57, 57, "exactly", "year of age", None),
        ("de", "Es waren -7 °C.", -7, -7, "exactly", "celsius", None),
        ("fr", "Le moulin a coûté plus de 12 500 €.", 12_500, None, "more_than", "euro", None),
        ("fr", "Ils ont perdu 3,5 % par an.", 3.5, 3.5, "exactly", "percentage", "year"),
        ("fr", "Il y avait 1,2 million d’euros de dégâts.", 1.2e6, 1.2e6, "exactly", "euro", None),
        ("fr", "Elle produit 1,75 milliard de tonnes.", 1.75e9, 1.75e9, "exactly", "tonne", None),
        ("es", "Es más del 40 % de todo.", 40, None, "more_than", "percentage", None),
        ("es", "Cobran 1.200 dólares al mes.", 1200, 1200, "exactly", "dollar", "month"),
        ("es", "Pagaron US$ 12,500 por el molino.", 12_500, 12_500, "exactly", "dollar", None),
        ("es", "Perdieron 40 mil millones de pesos.", 4e10, 4e10, "exactly", "peso", None),
        ("it", "Sono almeno 20mila euro.", 20_000, None, "at_least", "euro", None),
        ("pt", "Recebem R$ 1.200,50 por mês.", 1200.5, 1200.5, "exactly", "real", "month"),
        ("nl", "Het kost hoogstens € 900 per maand.", None, 900, "at_most", "euro", "month"),
        ("ru", "Они получили 5-6 млн рублей.", 5e6, 6e6, "between", "rouble", None),
        ("ru", "Не менее 12,5 тыс. руб. в месяц.", 12_500, None, "at_least", "rouble", "month"),
        ("uk", "Збитки становлять понад 1,2 млн грн.", 1.2e6, None, "more_than", "hryvnia", None),
        ("pl", "Straty to 12 500 zł miesięcznie.", 12_500, 12_500, "exactly", "zloty", "month"),
        ("sv", "Det kostar 1,2 miljoner kronor.", 1.2e6, 1.2e6, "exactly", "swedish krona", None),
        ("da", "Det er mere end 3,5 procent.", 3.5, None, "more_than", "percentage", None),
        ("no", "Det kostet 12 500 kroner.", 12_500, 12_500, "exactly", "norwegian krone", None),
        ("tr", "Zarar yüzde 3,5 oldu.", 3.5, 3.5, "exactly", "percentage", None),
        ("tr", "Orada 300'den fazla kişi var.", 300, None, "more_than", None, None),
        ("ar", "بلغت الخسائر 900 دولار.", 900, 900, "exactly", "dollar", None),
        ("zh", "损失1万2500元。", 12_500, 12_500, "exactly", None, None),
        ("zh", "共有３００人被疏散。", 300, 300, "exactly", None, None),
    ],
)
def test_figures_are_read_by_the_forms_of_their_language(
    code: str, words: str, low: float | None, high: float | None, bound: str, unit: str | None, per: str | None
) -> None:
    (quantity,) = of(code, words).quantities
    assert (quantity.low, quantity.high, quantity.bound) == (low, high, bound)
    assert (quantity.unit, quantity.per, quantity.counted) == (unit, per, None)
    assert quantity.quote in words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "Die 3. Auflage nennt Artikel 14, Seite 7."),
        ("de", "Um 14.30 Uhr stand es 3:1, um 19 Uhr stand es 4:1."),
        ("de", "Tel. 0301234567 oder +49 30 1234567."),
        ("de", "Das war 1995 nicht anders, Version 1.2.3 blieb."),
        ("fr", "À 14h30, puis à 19 heures, au 2e étage."),
        ("it", "Alle 19.30 al 3° piano."),
        ("ru", "Статья 105, № 12."),
        ("pl", "Art. 5 ust. 2, o godz. 19.30."),
        ("fr", "C’est un reportage de France 24."),
        ("zh", "他在这里住了5。"),
        ("ar", "بلغت الخسائر 12.500 دولار."),
    ],
)
def test_ordinals_labels_times_of_day_and_what_may_be_either_are_no_figures(code: str, words: str) -> None:
    assert of(code, words).quantities == ()


@pytest.mark.parametrize(
    ("code", "words", "quote", "value", "since", "until"),
    [
        ("de", "Sie kam am 12. Mai 2031.", "12. Mai 2031", "2031-05-12", "2031-05-12", "2031-05-12"),
        ("de", "Sie kam am 3.4.2030.", "3.4.2030", "2030-04-03", "2030-04-03", "2030-04-03"),
        ("de", "Sie kam am 12.5. nicht.", "12.5.", "2031-05-12", "2031-05-12", "2031-05-12"),
        ("de", "Sie kam im März 2030.", "März 2030", "2030-03", "2030-03-01", "2030-03-31"),
        ("de", "Seit 2029 ist es so.", "2029", "2029", "2029-01-01", "2029-12-31"),
        ("fr", "Elle est venue le 1er juin 2030.", "1er juin 2030", "2030-06-01", "2030-06-01", "2030-06-01"),
        ("fr", "Elle est venue le 12 février.", "12 février", "2031-02-12", "2031-02-12", "2031-02-12"),
        ("es", "Vino el 3 de mayo de 2030.", "3 de mayo de 2030", "2030-05-03", "2030-05-03", "2030-05-03"),
        ("es", "Vino en junio.", "junio", "2031-06", "2031-06-01", "2031-06-30"),
        ("it", "È venuta il 03/06/2030.", "03/06/2030", "2030-06-03", "2030-06-03", "2030-06-03"),
        ("pt", "Chegou em maio de 2030.", "maio de 2030", "2030-05", "2030-05-01", "2030-05-31"),
        ("nl", "Ze kwam op 12 mei 2030.", "12 mei 2030", "2030-05-12", "2030-05-12", "2030-05-12"),
        ("ru", "Она приехала 12 мая 2030 года.", "12 мая 2030", "2030-05-12", "2030-05-12", "2030-05-12"),
        ("uk", "Вона приїхала 12 травня 2030 року.", "12 травня 2030", "2030-05-12", "2030-05-12", "2030-05-12"),
        ("pl", "Przyjechała 12 maja 2030 r.", "12 maja 2030", "2030-05-12", "2030-05-12", "2030-05-12"),
        ("sv", "Hon kom den 12 maj 2030.", "12 maj 2030", "2030-05-12", "2030-05-12", "2030-05-12"),
        ("tr", "12 Mayıs 2030 tarihinde geldi.", "12 Mayıs 2030", "2030-05-12", "2030-05-12", "2030-05-12"),
        ("ar", "وصلت يوم 12 مايو 2030.", "12 مايو 2030", "2030-05-12", "2030-05-12", "2030-05-12"),
        ("zh", "她于2030年5月12日抵达。", "2030年5月12日", "2030-05-12", "2030-05-12", "2030-05-12"),
    ],
)
def test_dates_are_resolved_and_no_part_of_one_is_a_figure(
    code: str, words: str, quote: str, value: str, since: str, until: str
) -> None:
    found = of(code, words)
    (when,) = found.times
    assert (when.quote, when.type, when.value, when.since, when.until) == (quote, "DATE", value, since, until)
    assert found.quantities == ()


def test_a_full_stop_within_a_date_or_a_figure_ends_no_claim() -> None:
    found = of("de", "Am 12. Mai 2031 zahlte der Müller 1,2 Mio. Euro an die Leute in der Stadt.")
    assert found.claims[0].quote == "Am 12. Mai 2031 zahlte der Müller 1,2 Mio. Euro an die Leute in der Stadt."
    assert (len(found.claims[0].times), len(found.claims[0].quantities)) == (1, 1)


def test_both_days_of_a_range_and_none_that_the_calendar_lacks() -> None:
    assert [each.value for each in of("ru", "Это было 19-20 июня 2030 года.").times] == ["2030-06-19", "2030-06-20"]
    assert [each.value for each in of("fr", "C’était entre 2028 et 2030.").times] == ["2028", "2030"]
    assert [each.value for each in of("ru", "Это было в 2027-2029 годах.").times] == ["2027", "2029"]
    assert [each.value for each in of("de", "Er hat 2027 gewarnt, 1950 Leute starben.").times] == ["2027"]
    assert [each.value for each in of("de", "Am 31. Februar 2030 war es.").times] == [None]
    assert of("de", "Am 12. Mai kam sie.", published=None).times[0].value is None


@pytest.mark.parametrize(
    ("code", "words", "kind", "outlet"),
    [
        ("de", "BERLIN (dpa/lno) - Die Mühle brannte.", "wire", "Deutsche Presse-Agentur"),
        ("de", "Die Mühle brannte, wie die BBC berichtete.", "credit", "BBC"),
        ("de", "Sie sagte der Deutschen Presse-Agentur nichts.", "credit", "Deutsche Presse-Agentur"),
        ("fr", "Le moulin a brûlé, a déclaré un ouvrier à l’AFP.", "credit", "Agence France-Presse"),
        ("fr", "Selon « Le Monde », le moulin a brûlé.", "credit", "Le Monde"),
        ("es", "Madrid, 12 may (EFE).- El molino ardió.", "wire", "EFE"),
        ("fr", "Interrogé par RFI, le maire a parlé.", "credit", "Radio France Internationale"),
        ("it", "Come ha rivelato il Corriere della Sera, è bruciato.", "credit", "Corriere della Sera"),
        ("es", "El molino ardió, según informó Reuters.", "credit", "Reuters"),
        ("it", "ROMA, 12 MAG - (ANSA) - Il mulino è bruciato.", "wire", "ANSA"),
        ("it", "Ha detto all’AFP che il mulino è bruciato.", "credit", "Agence France-Presse"),
        ("pt", "O moinho ardeu, informou a Lusa.", "credit", "Lusa"),
        ("nl", "De molen is afgebrand, meldt persbureau Reuters.", "credit", "Reuters"),
        ("ru", "МОСКВА, 12 мая. /ТАСС/. Мельница сгорела.", "wire", "TASS"),
        ("ru", "Мельница сгорела, сообщает Би-би-си.", "credit", "BBC"),
        ("uk", "Млин згорів, як повідомляє Укрінформ.", "credit", "Ukrinform"),
        ("pl", "WARSZAWA (PAP) - Młyn spłonął.", "wire", "Polish Press Agency"),
        ("pl", "Młyn spłonął, podała agencja Reuters.", "credit", "Reuters"),
        ("sv", "Kvarnen brann, rapporterar Reuters.", "credit", "Reuters"),
        ("tr", "Reuters'ın haberine göre değirmen yandı.", "credit", "Reuters"),
    ],
)
def test_listed_outlets_are_credited_beside_words_of_reporting(code: str, words: str, kind: str, outlet: str) -> None:
    found = of(code, words)
    assert [(each.kind, each.outlet) for each in found.credits] == [(kind, outlet)]
    assert found.credits[0].quote in words


@pytest.mark.parametrize(
    ("code", "closing", "outlet"),
    [
        ("de", "Quelle: dpa", "Deutsche Presse-Agentur"), ("fr", "Source : AFP", "Agence France-Presse"),
        ("nl", "Bron: ANP", "Algemeen Nederlands Persbureau"), ("sv", "(TT)", "Tidningarnas Telegrambyrå"),
        ("es", "EFE", "EFE"),
    ],
)  # fmt: skip
def test_the_last_line_marks_the_copy_of_an_agency(code: str, closing: str, outlet: str) -> None:
    found = reading(f"{_REST[code]} {_REST[code]}\n\n{closing}")
    assert [(each.kind, each.outlet) for each in found.credits] == [("wire", outlet)]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "Die Zeit drängt. Ein Fahrer der BBC wurde verletzt."),
        ("fr", "Une journaliste de l’AFP a été blessée."),
        ("es", "Vox ganó, según Vox. Un equipo de la BBC llegó."),
        ("ru", "Журналист Reuters был ранен."),
    ],
)
def test_an_outlet_that_is_only_named_is_no_credit(code: str, words: str) -> None:
    assert of(code, words).credits == ()


_ENGLISH = (
    "The mill above the weir was closed on 3 May 2031 after 40 sacks were found wet, the miller told the BBC, and it "
    "will stay closed until the roof has been mended by the carpenters of the town."
)


def test_english_paragraphs_are_read_as_ever_and_the_others_by_their_own_forms() -> None:
    alone, both = reading(_ENGLISH), reading(f"{_ENGLISH}\n\nEs kostete 12.500 Euro. {_REST['de']} {_REST['de']}")
    assert both.text.languages == ("en", "de")
    assert both.quantities[:-1] == alone.quantities and both.quantities[-1].low == 12_500
    assert (both.times, both.credits) == (alone.times, alone.credits)
    assert alone.text.notes == ()


def test_a_german_figure_that_ends_a_sentence_is_one() -> None:
    found = of("de", "Am Ende waren es 12. Der Wärter kam am 3. Mai in den 2. Stock.")
    assert [(each.quote, each.low) for each in found.quantities] == [("12", 12)]


def test_a_paragraph_in_another_language_is_not_read_as_english() -> None:
    found = reading(f"{_ENGLISH}\n\n{_REST['de']} Karl Brandt schloss die Mühle. {_REST['de']}")
    assert found.text.language == "en" and found.text.languages == ("en", "de")
    start = found.text.paragraphs[1].start
    german = [claim for claim in found.claims if claim.start >= start]
    assert len(german) == 3 and {(claim.subject, claim.predicate) for claim in german} == {(None, None)}
    assert any(claim.subject == "The mill above the weir" for claim in found.claims)


def test_sentences_beside_an_english_paragraph_are_claims_too() -> None:
    found = reading(f"{' '.join([_REST['de']] * 6)}\n\n{_ENGLISH}")
    assert any(claim.quote == _REST["de"] and claim.subject is None for claim in found.claims)
    assert any(claim.subject == "The mill above the weir" for claim in found.claims)
    assert "paragraphs in English, 1, are read whole" in found.text.notes


def test_english_words_mean_nothing_in_another_language() -> None:
    found = of("de", "Die Not ist groß, und er will vor dem Winter not denied gehen.")
    assert {(claim.modality, claim.polarity) for claim in found.claims} == {("stated", "positive")}
    assert of("pl", "Był tam ten raport.").quantities == ()


def test_a_list_of_names_in_an_english_report_stays_english() -> None:
    names = "Iva Brandt, Josef Kallweit, Bruno Sanchez, Otto Haaland, Pia Lund, Karel Novotny, Ines Duarte, 12.5 tonnes"
    row = Report.from_bytes(f"{_ENGLISH}\n\n{names}".encode(), name="x", path="-", format="row")
    assert parted(read(row))[1] == ()


def test_what_was_not_read_is_said() -> None:
    german, chinese = of("de", "Die Mühle steht.").text.notes[0], of("zh", "磨坊还在。").text.notes[0]
    assert german.startswith("written in de: figures in digits") and "who said what" in german
    assert chinese.startswith("written in zh: figures and dates in digits") and "no bounds" in chinese
    mixed = reading(f"{_ENGLISH}\n\n{_REST['fr']}").text.notes
    assert [note.split(":")[0] for note in mixed] == ["paragraphs in other languages, fr (1)"]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="0123456789 .,'’-–:()/мaе€%ti\n12", max_size=80), st.sampled_from(sorted(_REST)))
def test_every_quote_is_its_slice_whatever_comes(words: str, code: str) -> None:
    found = reading(f"{_REST[code]} {_REST[code]}\n\n{words}")
    spans = [(q.start, q.end, q.quote) for q in found.quantities]
    spans += [(t.start, t.end, t.quote) for t in found.times]
    spans += [(c.start, c.end, c.quote) for c in found.credits]
    assert all(found.text.text[start:end] == quote for start, end, quote in spans)


def test_time_is_linear() -> None:
    def seconds(size: int) -> float:
        words = (
            f"{_REST['de']} Am 12. Mai 2031 zahlte sie der BBC zwischen 1.200 und 1.300 Euro im Monat, so dpa. " * size
        )
        text = read(Report.from_bytes(words.encode(), name="x", path="-", format="row"))
        from headwater.claims.credit import credits
        from headwater.claims.quantity import quantities
        from headwater.claims.time import times
        from headwater.model import Parse

        began = time.perf_counter()
        quantities(text, Parse()), times(text, Parse()), credits(text, Parse(), ())
        return time.perf_counter() - began

    seconds(20)
    assert seconds(1600) < 12 * seconds(400) + 0.5
