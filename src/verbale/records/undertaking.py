"""Undertakings: what was promised, planned or set going, its parts, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.clauses import clause_span
from verbale.matcher.syntax import Word
from verbale.matcher.tree import Node
from verbale.model import ActorReference, Date, Link, Span, Undertaking
from verbale.records.context import Context, political

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACHED = frozenset({"begun", "done", "delayed", "abandoned"})
"""Statuses that hold only where the predicate took place."""

_REPORTED = frozenset({"would", "'d", "’d"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall"})


def find_undertakings(context: Context) -> list[Undertaking]:
    """Undertakings by the lexicon's frames, by plain future, and the parts of an umbrella."""
    found: list[Undertaking] = []
    for match in context.of_kind("undertaking"):
        found.extend(_by_frame(context, match))
    found.extend(_by_future(context, found))
    found.extend(_parts(context, found))
    return _once(found)


def _by_frame(context: Context, match: Match) -> list[Undertaking]:
    parties = context.role(match, "party")
    head = context.matcher.first(match, "action")
    if head is None or not any(map(political, parties)):
        return []
    head = _main_verb(head)
    status = _status(context, match)
    if status in _REACHED and set(context.status(match.token.i).auxiliary) - {"historical"}:
        return []
    return _make(
        context,
        heads=_coordinated(head),
        parties=parties,
        counterparties=context.role(match, "counterparty"),
        status=status,
        trigger=match.token,
        rule=match.frame.id,
        note=context.note(match),
        without=frozenset(match.words),
    )


def _status(context: Context, match: Match) -> str:
    """The entry's status; a negated promise is rejected, a question leaves it proposed."""
    status = match.frame.label("status")
    if syntax.is_negated(match.token) and status in ("announced", "agreed", "proposed"):
        return "rejected"
    return status


def _main_verb(head: Token) -> Token:
    """ "Are going to take steps", "is set to begin": the verb that says what is done."""
    for _ in range(4):
        below = syntax.child(head, "xcomp")
        passed = head.lemma_ in (
            "go",
            "set",
            "due",
            "seek",
            "try",
            "start",
            "begin",
            "continue",
            "be",
            "schedule",
        )
        if below is None or not passed or not syntax.is_infinitive(below):
            return head
        head = below
    return head


def _coordinated(head: Token) -> list[Token]:
    """The actions of a coordination, each with a verb of its own; nouns stay together."""
    if head.pos_ not in syntax.VERBAL:
        return [head]
    return [
        t for t in syntax.conjuncts(head) if t.pos_ in syntax.VERBAL and not _own_subject(t, head)
    ]


def _own_subject(token: Token, head: Token) -> bool:
    return token.i != head.i and syntax.child(token, *syntax.SUBJECTS) is not None


def _make(
    context: Context,
    heads: list[Token],
    parties: tuple[ActorReference, ...],
    counterparties: tuple[ActorReference, ...],
    status: str,
    trigger: Token,
    rule: str,
    note: str,
    without: frozenset[int] = frozenset(),
    links: tuple[Link, ...] = (),
) -> list[Undertaking]:
    made = []
    for head in heads:
        action = _action(context, head, without | _others(head, heads))
        if action is None:
            continue
        shared = context.shared(trigger.i, rule, note)
        shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a != "future")
        shared["links"] = links
        target = syntax.child(head, "dobj") if head.pos_ in syntax.VERBAL else None
        word = context.analysis.span(trigger.i, trigger.i + 1)
        made.append(
            Undertaking(
                **shared,
                evidence=(word, action) if word != action else (action,),
                confidence=0.7 if counterparties or status in ("announced", "agreed") else 0.6,
                parties=parties,
                counterparties=tuple(
                    c for c in counterparties if c.actor not in {p.actor for p in parties}
                ),
                action=action,
                status=status,
                head=head.lemma_.lower(),
                object=context.content(target) if target is not None else None,
                due=_due(context, head),
                condition=_condition(context, head, trigger),
            )
        )
    return made


def _others(head: Token, heads: list[Token]) -> frozenset[int]:
    """The words of the other conjuncts, left out of this one's action."""
    inside = {t.i for t in head.subtree}
    return frozenset(t.i for o in heads if o.i != head.i and o.i in inside for t in o.subtree)


def _action(context: Context, head: Token, without: frozenset[int]) -> Span | None:
    """The words of the action: verb with its complements, without subject and auxiliaries."""
    if head.pos_ not in syntax.VERBAL:
        return context.content(head)
    left = {
        c.i
        for c in head.children
        if c.dep_ in ("aux", "mark", "neg") or (c.dep_ == "advmod" and c.i < head.i)
    }
    if not syntax.is_passive(head):
        left |= {t.i for c in head.children if c.dep_ in syntax.SUBJECTS for t in c.subtree}
    for c in head.children:
        if c.dep_ == "advcl" and syntax.marker(c) in (
            "if",
            "unless",
            "because",
            "as",
            "after",
            "while",
        ):
            left |= {t.i for t in c.subtree}
    spans = clause_span(context.analysis.document, head, without | frozenset(left))
    holding = [s for s in spans if s.start <= head.idx < s.end]
    return context.clipped(holding[0]) if holding else None


def _due(context: Context, head: Token) -> Date | None:
    """By when: the time of the action itself, where it is still to come."""
    coming = syntax.is_infinitive(head) or "future" in context.status(head.i).auxiliary
    if head.pos_ not in syntax.VERBAL or not coming:
        return None
    return context.date(context.status(head.i).time)


def _condition(context: Context, head: Token, trigger: Token) -> Span | None:
    for token in (head, trigger):
        for c in syntax.children(token, "advcl"):
            if syntax.marker(c) in ("if", "unless", "once", "provided", "until"):
                first, last = syntax.edges(c)
                return context.analysis.span(first, last)
    return None


def _by_future(context: Context, found: list[Undertaking]) -> list[Undertaking]:
    """ "Japan will send a delegation", said by Japan or told by the report itself."""
    taken = [u.action for u in found]
    made: list[Undertaking] = []
    for sentence in context.analysis.sentences:
        for node in context.nodes[sentence.first : sentence.last]:
            if not _plain_future(node):
                continue
            token = context.parse[node.i]
            if any(a.start <= token.idx < a.end for a in taken):
                continue
            head = _main_verb(token)
            subject = context.matcher.arguments.subject(token)
            if (
                subject is None
                or head.lemma_.lower() in context.words("stative-verb") | context.says
            ):
                continue
            parties = context.refs(syntax.conjuncts(subject))
            if not any(map(political, parties)) or not _own_word(context, parties, token):
                continue
            if not _meant(context, token):
                continue
            status = "rejected" if syntax.is_negated(token) else "announced"
            made += _make(
                context, _coordinated(head), parties, (), status, head, "future.plain",
                f"“{' '.join(t.text for t in _future_words(token))}”",
            )  # fmt: skip
    return made


_NOT_PLAIN = frozenset({"whether", "if", "unless", "how", "what", "when"})


def _plain_future(token: Node) -> bool:
    """A verb in the future that is neither passive nor a condition or question."""
    if token.pos_ != "VERB" or syntax.is_passive(token) or syntax.marker(token) in _NOT_PLAIN:
        return False
    return bool(_future_words(token))


def _future_words(token: Word) -> list[Word]:
    """What makes a clause a future: will, "is going to", "would" of what was said."""
    words = [c for c in token.children if c.dep_ == "aux" and c.lower_ in _FUTURE]
    if not words and token.dep_ == "ccomp" and token.head.tag_ in ("VBD", "VBN"):
        words = [c for c in token.children if c.dep_ == "aux" and c.lower_ in _REPORTED]
    if not words and token.lemma_ == "go" and token.tag_ == "VBG":
        below = syntax.child(token, "xcomp")
        return [token] if below is not None and syntax.is_infinitive(below) else []
    return words


def _meant(context: Context, token: Token) -> bool:
    """False for a future that is expected, feared or denied, or only supposed by "would"."""
    status = context.status(token.i)
    reported = _future_words(token)[0].lower_ in _REPORTED
    if reported and not status.sources:
        return False
    if "negation" in status.auxiliary and not syntax.is_negated(token):
        return False
    return token.dep_ != "ccomp" or not _of_kind(context, token.head, "expectation")


def _of_kind(context: Context, token: Token, kind: str) -> bool:
    """Whether a word may trigger a record of a kind: what is expected is not undertaken.

    An entry without roles is about its own clause ("would *make* trade harder"), not one below it.
    """
    lemma = token.lemma_.lower()
    entries = context.matcher.lexicon.index.get(lemma, ())
    return lemma not in context.says and any(
        frame.kind == kind and frame.roles for frame, _, _ in entries
    )


def _own_word(context: Context, parties: tuple[ActorReference, ...], token: Token) -> bool:
    """A future told by the report or by one of the parties; what others say of them is a guess."""
    sources = context.status(token.i).sources
    if not sources:
        return True
    ours = {p.actor for p in parties} | {p.country for p in parties if p.country}
    return any(s.actor in ours or (s.country is not None and s.country in ours) for s in sources)


def _parts(context: Context, found: list[Undertaking]) -> list[Undertaking]:
    """ "Those steps include establishing X and an increasing Y": parts of the umbrella before."""
    made: list[Undertaking] = []
    listing = context.words("list-verb")
    for sentence in context.analysis.sentences:
        for node in context.nodes[sentence.first : sentence.last]:
            if node.pos_ != "VERB" or node.lemma_.lower() not in listing:
                continue
            token = context.parse[node.i]
            if syntax.is_negated(token):
                continue
            subject = context.matcher.arguments.subject(token)
            if subject is None or subject.lemma_.lower() not in context.words("umbrella-noun"):
                continue
            umbrella = _umbrella(subject, found)
            if umbrella is None:
                continue
            made += _make(
                context,
                heads=_listed(context, token),
                parties=umbrella.parties,
                counterparties=umbrella.counterparties,
                status=umbrella.status,
                trigger=token,
                rule="umbrella.parts",
                note=f"“{subject.text} {token.text}”",
                links=(Link("part-of", umbrella.id),),
            )
    return made


def _umbrella(subject: Token, found: list[Undertaking]) -> Undertaking | None:
    """The nearest earlier undertaking whose action names the subject's noun."""
    lemma = subject.lemma_.lower()
    best = None
    for undertaking in found:
        if undertaking.action.end <= subject.idx and lemma[:5] in undertaking.action.text.lower():
            best = undertaking
    return best


def _listed(context: Context, verb: Token) -> list[Token]:
    """What is listed: objects and gerunds of the verb with their conjuncts.

    A noun of action that the parser coordinated with a person inside the first item
    ("a headquarters that would answer to the commander and an increasing production")
    belongs to the list.
    """
    heads: list[Token] = []
    for c in syntax.children(verb, "dobj", "xcomp", "ccomp", "pcomp", "attr"):
        heads += syntax.conjuncts(c)
    for head in list(heads):
        for token in head.subtree:
            strayed = token.dep_ == "conj" and token.pos_ == "NOUN" and context.is_actor(token.head)
            gerund = token.dep_ == "conj" and token.tag_ == "VBG" == head.tag_ != token.head.tag_
            if gerund or (strayed and not context.is_actor(token)):
                heads.append(token)
    return sorted(heads, key=lambda t: t.i)


def _once(found: list[Undertaking]) -> list[Undertaking]:
    """Of undertakings with the same action the first; nested ones with the same status go."""
    kept: list[Undertaking] = []
    for undertaking in sorted(found, key=lambda u: (u.action.start, -u.action.end)):
        same = [k for k in kept if k.action == undertaking.action]
        inside = [
            k
            for k in kept
            if k.action.holds(undertaking.action)
            and k.action.end == undertaking.action.end
            and not undertaking.links
        ]
        if not same and not inside:
            kept.append(undertaking)
    return kept
