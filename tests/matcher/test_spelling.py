"""Names in other spellings than the tables': found where they are one person's, else not."""

from __future__ import annotations

import pytest

from verbale.matcher.persons import name_key
from verbale.matcher.registry import Registry
from verbale.matcher.spelling import alike, consonants, spelt

REGISTRY = Registry.load()


@pytest.mark.parametrize(
    ("spelling", "person"),
    [
        ("Mo'ammar Ghaddafi", "person:muammar-gaddafi"),
        ("Muhamad Mursy", "person:mohamed-morsi"),
        ("Hasan Rohani", "person:hassan-rouhani"),
        ("Sergey Shoygu", "person:sergei-shoigu"),
        ("Zabiullah Mujahed", "person:zabihullah-mujahid"),
        ("Hossein Dehqan", "person:hossein-dehghan"),
        ("Abd al-Fattah as-Sisi", None),
        ("Mahmud Abas", "person:mahmoud-abbas"),
        ("Walid al-Mualem", "person:walid-al-moallem"),
        ("Pavlo Klymkin", "person:pavlo-klimkin"),
        ("Aleksey Kudrin", "person:alexei-kudrin"),
        ("Fouad Massum", "person:fuad-masum"),
        ("Mohammed Abbas", None),
        ("Hussein Nasrallah", None),
        ("Saeed Hariri", None),
        ("Sergei Ivanova", None),
        ("Mark Esher", None),
        ("Sheikh Said", None),
        ("Abdullah al-Zaydi", None),
    ],
)
def test_another_spelling(spelling: str, person: str | None) -> None:
    found = [match.actor.id for match in REGISTRY.person(spelling) if match.by == "name"]
    assert found == ([] if person is None else [person])


def test_a_name_of_little_weight_is_not_compared() -> None:
    assert consonants(spelt(name_key("Ali"))) is None
    assert consonants(spelt(name_key("Ali Ali"))) is None


def test_a_form_of_address_is_no_first_name() -> None:
    assert consonants(spelt(name_key("Ayatollah Khamenei"))) is None


def test_the_vowels_tell_names_apart() -> None:
    assert alike(spelt("hasan rohani"), spelt("hassan rouhani"))
    assert not alike(spelt("hassan nasrallah"), spelt("hussein nasrallah"))
    assert not alike(spelt("mahmoud abbas"), spelt("mohammed abbas"))
