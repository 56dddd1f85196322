"""Document → Analysis: sentences, actors, coreference, quotations, times, places, status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.language import afterwards, coreference, nominals, offices, persons
from verbale.language.aliases import find_aliases
from verbale.language.attribution import Attribution
from verbale.language.background import Background
from verbale.language.claims import with_claims
from verbale.language.drafts import Scene
from verbale.language.happenings import Happenings
from verbale.language.layer import layer
from verbale.language.modality import Modality, relays
from verbale.language.names import find_names
from verbale.language.parsing import load_model, parse_texts, sentences_of
from verbale.language.places import Atlas, ClausePlaces, find_places, locate
from verbale.language.said import Said, quotations, speakers_by_token
from verbale.language.sources import Sources
from verbale.language.thoughts import Thoughts
from verbale.language.time_clause import clause_time
from verbale.language.times import find_times
from verbale.matcher import Lexicon, Matcher, default_lexicon
from verbale.matcher.registry import Registry
from verbale.model import Analysis, Document, Place, Predicate, Sentence, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Analyser:
    """Analyses documents. Loads the language model, the lexicon and the registry once."""

    def __init__(
        self,
        model: str | None = None,
        lexicon: Lexicon | None = None,
        actors: Path | None = None,
    ) -> None:
        self.nlp = load_model(model)
        self.lexicon = lexicon or default_lexicon()
        self.matcher = Matcher(self.lexicon)
        self.happenings = Happenings(self.lexicon)
        self.registry = Registry.load(actors)
        self.atlas = Atlas.load()
        self.plain = Modality((), self.matcher.arguments.support)

    def analyse_many(self, documents: Iterable[Document]) -> list[Analysis]:
        """The analyses of a batch of documents, parsed together."""
        batch = list(documents)
        return [
            self._analyse(d, p) for d, p in zip(batch, parse_texts(self.nlp, batch), strict=True)
        ]

    def analyse(self, document: Document) -> Analysis:
        """All layers of one document."""
        return self.analyse_many([document])[0]

    def parse(self, document: Document) -> Doc:
        """The parse of one document."""
        return parse_texts(self.nlp, [document])[0]

    def parses(self, documents: Iterable[Document]) -> list[Doc]:
        """The parses of a batch of documents, nothing above them."""
        return parse_texts(self.nlp, documents)

    def status(self, token: Token) -> Predicate:
        """How real a predicate of a bare parse is, by the words around it alone."""
        return self.plain.by_words(token)

    def locate(
        self, document: Document, spans: Sequence[tuple[int, int]], *, nearby: bool = False
    ) -> list[Place]:
        """Where the names of places at ``spans`` are (see `verbale.language.places.locate`)."""
        analysis = Analysis(document=document, parse=self.parse(document))
        return locate(self.scene(analysis), spans, self.atlas, nearby=nearby)

    def scene(self, analysis: Analysis) -> Scene:
        """Sentences and the registry's names, for the finders to work on."""
        document, parse = analysis.document, analysis.parse
        analysis.sentences = sentences_of(document, parse)
        analysis.sentence_at = [-1] * len(parse)
        for number, sentence in enumerate(analysis.sentences):
            for token in range(sentence.first, sentence.last):
                analysis.sentence_at[token] = number
        scene = Scene(
            document,
            parse,
            self.registry,
            self.lexicon,
            (document.published or "")[:10] or None,
            analysis.sentence_at,
        )
        scene.cues = self.matcher.speaking
        scene.hits = self.registry.names(document.text, scene.day)
        return scene

    def _analyse(self, document: Document, parse: Doc) -> Analysis:
        analysis = Analysis(document=document, parse=parse)
        scene = self.scene(analysis)
        said, sources = self._mentions(scene, analysis)
        analysis.times = find_times(parse, document.published, analysis.sentences)
        analysis.places = find_places(scene, self.atlas)
        afterwards.drop_places(scene, analysis.places)
        afterwards.place_nominals(scene, analysis.places)
        spoken = quotations(scene, said)
        thoughts = Thoughts(scene, self.matcher, sources).find(analysis.sentences, spoken)
        analysis.quotations = with_claims(parse, (*spoken, *thoughts))
        analysis.mentions, analysis.mention_at, analysis.compounds = layer(scene)
        analysis.offices = offices.offices(scene)
        analysis.states = self._states(analysis)
        self._predicates(analysis)
        return analysis

    def _states(self, analysis: Analysis) -> dict[str, str]:
        codes = {m.reference.country for m in analysis.mentions if m.reference.country}
        states = {code: self.registry.country(code) for code in sorted(codes)}
        return {code: state.name for code, state in states.items() if state is not None}

    def _mentions(self, scene: Scene, analysis: Analysis) -> tuple[list[Said], Sources]:
        self.link(scene)
        attribution = Attribution(scene, self.matcher, analysis.sentences)
        said = attribution.find()
        coreference.bind_speakers(scene, speakers_by_token(scene, said))
        return said, attribution.sources

    def link(self, scene: Scene) -> None:
        """Say whom names, titles, nominals and pronouns stand for."""
        documents = self.lexicon.words("statement-noun") | self.lexicon.words("saying-noun")
        find_names(scene)
        persons.find_persons(scene)
        find_aliases(scene)
        offices.settle(scene)
        nominals.find_nominals(scene, documents)
        coreference.resolve(scene)
        afterwards.follow_owners(scene)
        nominals.link_counterparts(scene)

    def _predicates(self, analysis: Analysis) -> None:
        support = self.matcher.arguments.support
        modality = Modality(analysis.quotations, support, relays(analysis))
        background = Background(analysis.times, analysis.document.published)
        places = ClausePlaces(analysis.parse, analysis.places)
        nodes = self.matcher.tree(analysis.parse).nodes
        asked = [
            (analysis.parse[node.i], times)
            for sentence in analysis.sentences
            for times in (_times_of(analysis, sentence),)
            for node in nodes[sentence.first : sentence.last]
            if self.happenings.holds(node)
        ]
        found = modality.predicates([token for token, _ in asked])
        for predicate, (token, times) in zip(found, asked, strict=True):
            time = clause_time(analysis.parse, token.i, times).time if times else None
            placed = replace(predicate, time=time, place=places.of(token))
            analysis.predicates[token.i] = background.mark(placed, token)


def _times_of(analysis: Analysis, sentence: Sentence) -> list[TimeExpression]:
    """The times of the sentence, white space at its edges counted in."""
    whole = analysis.parse[sentence.first].sent
    return [time for time in analysis.times if whole.start <= time.first < whole.end]
