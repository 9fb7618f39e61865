"""The language of a text."""

import pytest

from headwater.text.language import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pilots at the port refused to board ships after dark on Friday.", "en"),
        ("Die Lotsen im Hafen weigerten sich am Freitag, nach Einbruch der Dunkelheit an Bord zu gehen.", "de"),
        ("Os pilotos do porto recusaram-se a embarcar nos navios depois do anoitecer de sexta-feira.", "pt"),
        ("Рабочие порта отказались подниматься на борт судов после наступления темноты.", "ru"),
        ("14 – 15", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told(text: str, code: str) -> None:
    assert language(text) == code
