"""Relations inside noun phrases: "Iran-backed militias", "R-Texas", "Labour MP", "state media"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.tree import Node
from verbale.model import ActorReference, Mention, Relation, Span
from verbale.records.context import Context, known, political
from verbale.records.relation_nouns import bearers, beside, governing, state_of, unsure
from verbale.records.relation_offices import office_name, slug

if TYPE_CHECKING:
    from spacy.tokens import Token

_LETTERS = {"R": ("org:republican-party", "Republican Party"),
            "D": ("org:democratic-party", "Democratic Party")}  # fmt: skip
_PARTISANS = {"republican": "R", "democrat": "D"}
_TAG = re.compile(r"\s?,?\s?\(?([RD])\.?(?:[-–—]\s?[A-Z][\w.]*|,\s[A-Z][\w.]+|(?=\)))")
"""The party and state of a member of congress: ", R-Texas", "(D., Va.)"."""
_TRUE = ("org:", "organisation:")


def beside_nouns(context: Context) -> list[Relation]:
    """All relations that noun phrases tell without a verb."""
    found: list[Relation | None] = []
    for node in context.nodes:
        if context.analysis.sentence_at[node.i] < 0:
            continue
        if node.tag_ in ("VBN", "VBD") and node.dep_ == "amod":
            found.append(_participle(context, node))
        elif _seeks(context, node):
            found += _candidates(context, context.parse[node.i])
        elif node.lower_ in _PARTISANS and node.pos_ in ("NOUN", "PROPN"):
            found += _partisan(context, context.parse[node.i])
    for mention in context.analysis.mentions:
        found += [
            _tagged(context, mention),
            _of_party(context, mention),
            _of_state(context, mention),
        ]
    return [one for one in found if one is not None]


def _seeks(context: Context, node: Node) -> bool:
    """A candidate; "front-runner" is three tokens."""
    word = node.lemma_.lower()
    if word in context.words("candidate-noun"):
        return True
    return word == "runner" and node.i > 1 and context.nodes[node.i - 2].lower_ == "front"


def _relation(
    context: Context,
    rule: str,
    trigger: Span,
    token: Token,
    subject: ActorReference,
    label: str,
    obj: ActorReference,
    confidence: float = 0.75,
) -> Relation | None:
    if subject.actor == obj.actor:
        return None
    return Relation(
        **beside(context, token, rule, f"“{trigger.text}”"),
        evidence=(trigger, subject.span, obj.span),
        confidence=confidence,
        subject=subject,
        relation=label,
        object=obj,
    )


def _participle(context: Context, node: Node) -> Relation | None:
    """ "Iran-backed militias", "the London-based group", "the US-led coalition"."""
    token = context.parse[node.i]
    if node.i < 2 or context.parse[node.i - 1].text not in ("-", "–"):
        return None
    owner, noun = context.parse[node.i - 2], token.head
    if owner.head.i != token.i or noun.i < token.i or unsure(context, token):
        return None
    trigger = context.analysis.span(node.i, node.i + 1)
    subject = _bearer(context, noun, token)
    if subject is None:
        return None
    word = token.lower_
    if word in ("based", "headquartered"):
        place = _place(context, owner)
        made = place and _relation(
            context, "beside.based", trigger, token, subject, "based-in", place
        )
        return made or None
    backer = _backer(context, owner)
    if backer is None or backer.actor == subject.actor:
        return None
    if word in context.words("backing-participle"):
        return _relation(context, "beside.backed", trigger, token, subject, "ally-of", backer)
    if word == "led" and noun.lemma_.lower() in context.words("led-noun"):
        return _relation(context, "beside.led", trigger, token, backer, "commands", subject)
    return None


def _bearer(context: Context, noun: Token, token: Token) -> ActorReference | None:
    """What a participle is said of: a name or nominal; else the noun itself by its words."""
    mention = context.analysis.mention_at.get(noun.i)
    if mention is not None and known(mention.reference):
        return mention.reference
    if noun.lemma_.lower() not in context.words("body-class") | context.words("group-noun"):
        return None
    first = next((c.i for c in noun.lefts if c.i > token.i), noun.i)
    span = context.analysis.span(first, noun.i + 1)
    return ActorReference(f"nominal:{slug(span.text)}", span.text, span, "nominal")


def _backer(context: Context, owner: Token) -> ActorReference | None:
    mention = context.analysis.mention_at.get(owner.i)
    if mention is None or not political(mention.reference):
        return None
    reference = mention.reference
    named = reference.via in ("name", "demonym", "metonym")
    return reference if named and not reference.actor.startswith("people:") else None


def _place(context: Context, token: Token) -> ActorReference | None:
    for place in context.analysis.places:
        if place.first <= token.i < place.last:
            mention = context.analysis.mention_at.get(place.root)
            if mention is not None and mention.reference.actor.startswith("country:"):
                return mention.reference
            where = place.place
            return ActorReference(
                f"place:{slug(where.name)}", where.name, where.span, "name", where.country
            )
    mention = context.analysis.mention_at.get(token.i)
    return mention.reference if mention is not None and mention.reference.country else None


def _tagged(context: Context, mention: Mention) -> Relation | None:
    """ "Lindsey Graham, R-S.C.,", "Jim Clyburn (D-S.C.)"."""
    if not _person(mention):
        return None
    text, end = context.analysis.document.text, mention.reference.span.end
    found = _TAG.match(text, end)
    if found is None or text[end : found.start(1)].strip() not in (",", "("):
        return None
    span = context.analysis.document.span(found.start(1), found.end())
    actor, name = _LETTERS[found.group(1)]
    party = ActorReference(actor, name, span, "name", "USA", ("PTY",))
    token = context.parse[mention.root]
    return _relation(
        context, "beside.party-letter", span, token, mention.reference, "member-of", party, 0.9
    )


def _person(mention: Mention) -> bool:
    return mention.reference.actor.startswith("person:") and mention.reference.via == "name"


def _of_party(context: Context, mention: Mention) -> Relation | None:
    """ "Labour MP Jim Lund", "Republican Sen. Ana Ruiz", "Ana Ruiz, a Texas Republican"."""
    reference = mention.reference
    if reference.sectors[:1] != ("PTY",) or not reference.actor.startswith(_TRUE):
        return None
    token = context.parse[mention.root]
    if mention.last < len(context.parse) and context.parse[mention.last].lower_ in (
        "'s",
        "’s",
        "-",
    ):
        return None
    head = token
    while head.dep_ in ("compound", "nmod", "amod") and head.head.i > head.i:
        head = head.head
    holder = head.head if head.dep_ == "appos" and head is not token else head
    if head is token or not _serves(context, token, head):
        return None
    person = context.analysis.mention_at.get(holder.i)
    if person is None or not _person(person):
        return None
    return _relation(
        context, "beside.party", reference.span, token, person.reference, "member-of", reference
    )


def _partisan(context: Context, noun: Token) -> Iterator[Relation | None]:
    """ "Ana Ruiz, a Texas Republican", "the ranking Democrat on the panel, Ana Ruiz"."""
    span = context.analysis.span(noun.i, noun.i + 1)
    actor, name = _LETTERS[_PARTISANS[noun.lower_]]
    party = ActorReference(actor, name, span, "name", "USA", ("PTY",))
    for head in bearers(context, noun) if governing(noun) is None else []:
        mention = context.analysis.mention_at.get(head.i)
        if mention is not None and _person(mention):
            yield _relation(
                context, "beside.partisan", span, noun, mention.reference, "member-of", party, 0.9
            )


def _serves(context: Context, party: Token, head: Token) -> bool:
    """Whether a title for which members of a party stand is between the party and the name."""
    return any(
        t.lemma_.lower().rstrip(".") in context.words("party-office")
        for t in context.parse[party.i + 1 : head.i + 1]
    )


def _of_state(context: Context, mention: Mention) -> Relation | None:
    """ "The state-run news agency KCNA", "North Korea's official news agency"."""
    reference = mention.reference
    if not reference.country or reference.actor.startswith(("country:", "person:")):
        return None
    head = context.parse[mention.root]
    owned = next((c for c in _described(head) if _by_state(context, c)), None)
    owned = owned or _agency_before(context, mention)
    if owned is None or not _media(context, head):
        return None
    state = state_of(context, reference.country)
    trigger = context.analysis.span(owned.i, owned.i + 1)
    medium = _medium(context, mention)
    if state is None or medium is None:
        return None
    return _relation(context, "beside.state-run", trigger, owned, medium, "part-of", state)


def _medium(context: Context, mention: Mention) -> ActorReference | None:
    """A medium by its name: that of a known one, or the name within the noun phrase."""
    reference = mention.reference
    if reference.actor.startswith(_TRUE):
        return reference
    inside = range(mention.first, mention.last)
    names = [i for i in inside if context.parse[i].text.isupper() and len(context.parse[i]) > 2]
    if not names or context.is_actor(context.parse[names[0]]):
        return None
    span = context.analysis.span(names[0], names[0] + 1)
    return ActorReference(
        f"organisation:{slug(span.text)}",
        span.text,
        span,
        "name",
        reference.country,
        ("GOV", "JRN"),
    )


def _agency_before(context: Context, mention: Mention) -> Token | None:
    """ "China's state news agency Xinhua": the noun before a name that the parse cuts off."""
    if mention.first < 2 or context.parse[mention.first - 1].lemma_ not in context.words(
        "state-medium"
    ):
        return None
    before = context.parse[mention.first - 1]
    return next((c for c in before.children if _by_state(context, c)), None)


def _described(head: Token) -> Iterator[Token]:
    """The words that describe a noun, or the noun before a name: "state *news agency* KCNA"."""
    for child in head.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < head.i:
            yield child
            yield from _described(child)
        elif child.dep_ == "appos" and child.i > head.i:
            yield from _described(child)
    if head.dep_ == "appos":
        yield from (
            c for c in head.head.children if c.dep_ in ("amod", "compound") and c.i < head.head.i
        )


def _by_state(context: Context, word: Token) -> bool:
    if word.lower_ in ("state", "official"):
        plain = word.text.islower() or word.i == word.sent.start
        return plain and word.dep_ in ("amod", "compound", "nmod")
    made = word.lower_ in context.words("run-participle")
    return made and any(c.lower_ in ("state", "government") for c in word.children)


def _media(context: Context, head: Token) -> bool:
    before = [context.parse[head.left_edge.i - 1]] if head.left_edge.i else []
    nouns = [
        head,
        head.head,
        *before,
        *(c for c in head.subtree if c.dep_ in ("compound", "nmod", "appos")),
    ]
    told = [n for n in nouns if n.lemma_.lower() in context.words("state-medium")]
    return any(n.lemma_.lower() != "agency" or _of_news(context, n) for n in told)


def _of_news(context: Context, agency: Token) -> bool:
    """A news agency; other agencies are no media."""
    mention = context.analysis.mention_at.get(agency.i)
    if mention is not None and "JRN" in mention.reference.sectors:
        return True
    return any(c.lower_ in ("news", "press", "information") for c in agency.children)


def _candidates(context: Context, noun: Token) -> Iterator[Relation]:
    """ "Republican presidential candidate Mitt Lund", "the nominee for governor, Ana Ruiz"."""
    post = _post(context, noun)
    if post is None or unsure(context, noun):
        return
    former = any(c.lower_ in context.words("former-word") for c in noun.children)
    verb = governing(noun)
    for head in bearers(context, noun):
        for subject in context.refs([head]):
            if not subject.actor.startswith("person:") or former:
                continue
            made = _candidacy(context, noun, verb, subject, post)
            if made is not None:
                yield made


def _candidacy(
    context: Context,
    noun: Token,
    verb: Token | None,
    subject: ActorReference,
    post: tuple[str, Span],
) -> Relation | None:
    role, span = post
    country = subject.country
    state = state_of(context, country)
    name = office_name(role, state.name if state is not None else None)
    obj = ActorReference(f"office:{slug(name)}", name, span, "title", country, (), role)
    trigger = context.analysis.span(noun.i, noun.i + 1)
    made = _relation(context, "beside.candidate", trigger, noun, subject, "candidate-for", obj)
    if made is None or verb is None:
        return made
    status = context.status(verb.i)
    if "hypothetical" in status.auxiliary:
        return None
    return replace_status(made, status.sources, status.auxiliary)


def replace_status(
    relation: Relation, said_by: tuple[ActorReference, ...], auxiliary: tuple[str, ...]
) -> Relation:
    """A relation with the sources and status of its clause."""
    return replace(relation, said_by=said_by, auxiliary=auxiliary, id="")


def _post(context: Context, noun: Token) -> tuple[str, Span] | None:
    """The post that is sought: "*presidential* candidate", "candidate for *governor*"."""
    before = {c.lower_: c for c in noun.children if c.dep_ in ("amod", "compound", "nmod")}
    for word, child in before.items():
        if word in _POSTS:
            role = _POSTS[word]
            vice = child.i and context.parse[child.i - 1].lower_ in ("vice", "vice-")
            span = context.analysis.span(child.i, child.i + 1)
            return (f"vice {role}" if vice else role), span
    for head in syntax.owners(noun, "for"):
        if head.lemma_.lower() in context.words("sought-post"):
            words = context.analysis.span(head.i, head.i + 1)
            return _POSTS.get(head.lemma_.lower(), head.lemma_.lower()), words
    return None


_POSTS = {
    "presidential": "president",
    "presidency": "president",
    "gubernatorial": "governor",
    "governorship": "governor",
    "mayoral": "mayor",
    "premiership": "prime minister",
    "senatorial": "senator",
    "senate": "senator",
    "congressional": "representative in congress",
    "congress": "representative in congress",
    "chancellorship": "chancellor",
    "leadership": "leader",
}
"""The office that the adjective or noun of a post means."""
