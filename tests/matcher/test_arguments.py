"""What fills the slots around a trigger, over all the shapes a clause takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from verbale.language.parsing import load_model
from verbale.matcher import Arguments, syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUPPORT = ("launch", "hold", "carry", "impose", "give", "take", "be", "make", "issue")


@pytest.fixture(scope="module")
def parse() -> Callable[[str], Doc]:
    nlp = load_model()
    return lambda text: nlp(text)


@pytest.fixture(scope="module")
def slot(parse: Callable[[str], Doc]) -> Callable[[str, str, str], list[str]]:
    arguments = Arguments(SUPPORT)

    def filled(text: str, trigger: str, path: str) -> list[str]:
        doc = parse(text)
        heads = arguments.fill(_token(doc, trigger), path)
        return [t.text for head in heads for t in syntax.conjuncts(head)]

    return filled


def _token(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


VERBS = [
    # active and passive
    ("Iran attacked Israel on Monday.", "attacked", "subject=Iran object=Israel"),
    ("Israel was attacked by Iran on Monday.", "attacked", "subject=Iran object=Israel"),
    ("Israel was attacked on Monday.", "attacked", "subject= object=Israel"),
    ("Israel has been attacked by Iran.", "attacked", "subject=Iran object=Israel"),
    ("Israel is being attacked by rebels.", "attacked", "subject=rebels object=Israel"),
    ("Did Iran attack Israel?", "attack", "subject=Iran object=Israel"),
    ("The parliament voted on Monday.", "voted", "subject=parliament object= on=Monday"),
    # relative clauses
    ("Iran, which attacked Israel, denied it.", "attacked", "subject=Iran object=Israel"),
    ("The man who killed the mayor fled.", "killed", "subject=man object=mayor"),
    ("The town that Iran attacked burned.", "attacked", "subject=Iran object=town"),
    ("The town Iran attacked burned down.", "attacked", "subject=Iran object=town"),
    ("The minister whom the king dismissed left.", "dismissed", "subject=king object=minister"),
    ("The town, which was attacked by Iran, burned.", "attacked", "subject=Iran object=town"),
    # reduced relative clauses and participles
    ("Rebels backed by Iran took the town.", "backed", "subject=Iran object=Rebels"),
    ("The treaty signed by Japan helped farmers.", "signed", "subject=Japan object=treaty"),
    ("The rebels fighting the army left.", "fighting", "subject=rebels object=army"),
    ("Accused by Israel, Iran denied the attack.", "Accused", "subject=Israel object=Iran"),
    # control
    ("Germany wants to attack France.", "attack", "subject=Germany object=France"),
    ("Germany tried to attack France.", "attack", "subject=Germany object=France"),
    ("Japan urged China to release the sailors.", "release", "subject=China object=sailors"),
    ("Israel accused Iran of arming the rebels.", "arming", "subject=Iran object=rebels"),
    ("Iran was accused of arming the rebels.", "arming", "subject=Iran object=rebels"),
    ("France left Mali after losing the war.", "losing", "subject=France object=war"),
    ("France began bombing the town.", "bombing", "subject=France object=town"),
    ("Rebels entered the town to free the prisoners.", "free", "subject=Rebels object=prisoners"),
    # coordination
    (
        "Iran and Syria attacked Israel and Jordan.",
        "attacked",
        "subject=Iran+Syria object=Israel+Jordan",
    ),
    ("Iran seized a ship and attacked Israel.", "attacked", "subject=Iran object=Israel"),
    ("Iran seized a ship and attacked Israel.", "seized", "subject=Iran object=ship"),
    ("The mayor was arrested and beaten by soldiers.", "beaten", "subject=soldiers object=mayor"),
    ("The army bombed and shelled the town.", "bombed", "subject=army object=town"),
    ("The army bombed and shelled the town.", "shelled", "subject=army object=town"),
    ("Germany wants to attack and occupy France.", "occupy", "subject=Germany object=France"),
    # dative, prepositions
    ("Norway gave Kenya two ships.", "gave", "subject=Norway object=ships to=Kenya"),
    ("Norway gave two ships to Kenya.", "gave", "subject=Norway object=ships to=Kenya"),
    ("Norway sent two ships to Kenya and Uganda.", "sent", "object=ships to=Kenya+Uganda"),
    ("France blamed Iran for the blast.", "blamed", "object=Iran for=blast"),
    ("France met with Iran in Geneva.", "met", "with=Iran in=Geneva object="),
    ("France imposed sanctions on Iran.", "imposed", "object=sanctions on=Iran"),
    ("Japan criticised the alliance as costly.", "criticised", "object=alliance as=costly"),
    ("France condemned the bombing of Aleppo.", "condemned", "object=bombing object.of=Aleppo"),
    (
        "France condemned Syria's bombing campaign.",
        "condemned",
        "object=campaign object.poss=Syria",
    ),
    # complements
    ("The mayor called the deal a mistake.", "called", "subject=mayor complement=mistake"),
    (
        "France said that Iran would leave.",
        "said",
        "subject=France clause=leave clause.subject=Iran",
    ),
    ("France promised to send troops.", "promised", "clause=send clause.object=troops"),
    ("France insisted on sending troops.", "insisted", "clause=sending"),
]

NOUNS = [
    ("Iran's attack on Israel was condemned.", "attack", "subject=Iran poss=Iran on=Israel"),
    ("The attack by Iran on Israel was condemned.", "attack", "subject=Iran by=Iran on=Israel"),
    ("Its invasion of Kuwait began the war.", "invasion", "subject=Its of=Kuwait"),
    ("Russia launched an attack on Ukraine.", "attack", "subject=Russia on=Ukraine"),
    ("An attack was launched by Russia.", "attack", "subject=Russia"),
    ("Turkey held talks with Greece in Geneva.", "talks", "subject=Turkey with=Greece"),
    ("Egypt is in talks with Qatar.", "talks", "subject=Egypt with=Qatar"),
    ("Sanctions were imposed on Iran by Canada.", "Sanctions", "subject=Canada on=Iran"),
    ("Talks between Japan and Korea collapsed.", "Talks", "between=Japan+Korea subject="),
    ("Iranian attacks alarmed Oman.", "attacks", "modifier=Iranian subject="),
    ("The plan to attack Syria failed.", "plan", "clause=attack clause.object=Syria"),
    ("The claim that Iran would leave was false.", "claim", "clause=leave"),
    ("France's promise to send troops was kept.", "promise", "subject=France clause=send"),
    ("France's promise to send troops was kept.", "send", "subject=France object=troops"),
    ("France lifted the sanctions on Iran.", "sanctions", "governor=lifted subject="),
    ("France voted for an end to the war.", "end", "governor=voted"),
    ("Russia launched an attack and a raid.", "raid", "subject=Russia"),
]

OTHERS = [
    ("The king is angry about the deal.", "angry", "subject=king about=deal"),
    ("The angry king left.", "angry", "subject=king"),
    ("France is ready to sign the treaty.", "ready", "subject=France clause=sign"),
    ("France is ready to sign the treaty.", "sign", "subject=France object=treaty"),
    ("According to France, Iran attacked Israel.", "According", "object=France clause=attacked"),
    ("The king probably left.", "probably", "clause=left"),
    ("It is possible that the king will abdicate.", "possible", "clause=abdicate"),
    ("It is unclear whether the king will abdicate.", "unclear", "clause=abdicate"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), VERBS)
def test_slots_of_verbs(
    slot: Callable[[str, str, str], list[str]], text: str, trigger: str, expected: str
) -> None:
    wanted = [part.split("=") for part in expected.split()]
    found = [[path, "+".join(slot(text, trigger, path))] for path, _ in wanted]
    assert found == wanted


@pytest.mark.parametrize(("text", "trigger", "expected"), NOUNS)
def test_slots_of_nouns(
    slot: Callable[[str, str, str], list[str]], text: str, trigger: str, expected: str
) -> None:
    wanted = [part.split("=") for part in expected.split()]
    found = [[path, "+".join(slot(text, trigger, path))] for path, _ in wanted]
    assert found == wanted


@pytest.mark.parametrize(("text", "trigger", "expected"), OTHERS)
def test_slots_of_other_words(
    slot: Callable[[str, str, str], list[str]], text: str, trigger: str, expected: str
) -> None:
    wanted = [part.split("=") for part in expected.split()]
    found = [[path, "+".join(slot(text, trigger, path))] for path, _ in wanted]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Israel was attacked.", "attacked", True),
        ("Troops backed by Iran left.", "backed", True),
        ("Iran attacked.", "attacked", False),
        ("Iran has attacked.", "attacked", False),
        ("The mayor was arrested and beaten.", "beaten", True),
    ],
)
def test_passive(parse: Callable[[str], Doc], text: str, verb: str, passive: bool) -> None:
    assert syntax.is_passive(_token(parse(text), verb)) is passive


@pytest.mark.parametrize(
    ("text", "word", "negated"),
    [
        ("Iran did not attack Israel.", "attack", True),
        ("Iran never attacked Israel.", "attacked", True),
        ("Nobody attacked Israel.", "attacked", True),
        ("No country attacked Israel.", "attacked", True),
        ("Iran hardly attacked Israel.", "attacked", True),
        ("Iran left without attacking Israel.", "attacking", True),
        ("Iran attacked Israel.", "attacked", False),
        ("Iran did not leave but attacked Israel.", "attacked", False),
        ("Neither side attacked.", "attacked", True),
        ("There was no attack.", "attack", True),
    ],
)
def test_negated(parse: Callable[[str], Doc], text: str, word: str, negated: bool) -> None:
    assert syntax.is_negated(_token(parse(text), word)) is negated


@pytest.mark.parametrize(
    ("text", "verb", "marker", "form"),
    [
        ("France said that Iran would leave.", "leave", "that", "finite"),
        ("France promised to leave.", "leave", "to", "infinitive"),
        ("France asked whether Iran would leave.", "leave", "whether", "finite"),
        ("France knows how Iran left.", "left", "how", "finite"),
        ("France stopped selling arms.", "selling", "", "gerund"),
    ],
)
def test_clause_marker_and_form(
    parse: Callable[[str], Doc], text: str, verb: str, marker: str, form: str
) -> None:
    token = _token(parse(text), verb)
    assert (syntax.marker(token), syntax.form(token)) == (marker, form)
