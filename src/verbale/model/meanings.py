"""What every field of a document and of a record means, in one place.

`verbale.model.schema` prints these lines as descriptions and ``docs/records.md`` carries
them in its tables; a test holds the three and the classes together. A field that many
classes share is told under ``Record``.
"""

from __future__ import annotations

MEANINGS: dict[str, dict[str, str]] = {
    "Document": {
        "id": "the input's own id, else the first 16 hex digits of SHA-256 over text and address",
        "text": "the text, exactly as spans count into it (Unicode code points)",
        "title": "headline, as the source gives it",
        "url": "address the text came from",
        "outlet": "who published it",
        "author": "byline, as the source gives it",
        "published": "ISO 8601 date or date-time",
        "published_basis": "where `published` comes from",
        "retrieved": "when the text was fetched, ISO 8601",
        "path": "file it was read from",
        "language": "ISO 639-1 code; only English is read for records",
        "repeats": "passages that stand earlier in the same document; they make no records",
        "skipped": "stretches that are kept in the text but not read as prose",
        "copy_of": "id of the document in the same desk whose exact or near copy this is",
        "notes": "what was repaired or left out on the way in, in words",
    },
    "Repeat": {
        "start": "where the later copy begins",
        "end": "where it ends",
        "of_start": "where the first copy begins",
        "of_end": "where the first copy ends",
    },
    "Span": {
        "start": "first code point, counted from 0",
        "end": "code point behind the last",
        "text": "the words, equal to `text[start:end]` of the document",
    },
    "ActorReference": {
        "actor": "id of the actor: of the registry, or of this document (`nominal:…`)",
        "name": "the name the actor is known by, pronouns and titles resolved",
        "span": "the words that stand for the actor here",
        "via": "how those words refer to the actor",
        "country": "ISO 3166-1 alpha-3 code of the state the actor is of or acts for",
        "sectors": "PLOVER sector codes",
        "role": "what the actor was on the document's date, from the text first",
        "members": "those a collective stands for, where the text says so",
    },
    "Date": {
        "value": "the date in EDTF",
        "span": "the words that give it; null where it follows from the publication date",
        "basis": "whether the text says it or the publication date does",
    },
    "Place": {
        "name": "name of the place in the gazetteer",
        "span": "the words that name it",
        "country": "ISO 3166-1 alpha-3 code",
        "admin1": "first-level division",
        "lat": "latitude, WGS84 degrees",
        "lon": "longitude, WGS84 degrees",
        "geonames": "GeoNames id",
    },
    "Magnitude": {
        "what": "what is counted: dead, injured, participants, troops, money …",
        "value": "the number the words name, of a range the lower end; null where they name none",
        "span": "the words that give it",
        "unit": "`person`, or the currency (ISO 4217); null for one that several states share",
    },
    "Likelihood": {
        "rank": "how likely the words make it",
        "span": "the words of likelihood",
    },
    "Reason": {
        "rule": "the lexicon entry, pattern or model that decided",
        "note": "why, in words a person can check",
    },
    "Link": {
        "type": "how the two records hang together",
        "record": "id of the other record",
    },
    "Record": {
        "kind": "which of the six kinds of record it is",
        "id": "stable: the same text read by the same version gives the same id",
        "document": "id of the document it was read from",
        "sentence": "the sentence it was read from",
        "evidence": "the words it rests on, the trigger first; never empty",
        "said_by": "who the document says it from, outermost last; empty: its own voice",
        "auxiliary": "what keeps it from being a plain, present fact",
        "date": "when; null where the text leaves it open",
        "place": "where; null where the text leaves it open",
        "confidence": "how sure the reading is, from 0 to 1: of an event how often such readings "
        "have its type and trigger right, of other kinds a rough estimate from what is filled",
        "because": "why the record stands, one reason for each decision",
        "links": "ties to other records",
    },
    "Event": {
        "event_type": "PLOVER 2.0 event type, or one of a user's own vocabulary",
        "trigger": "the verb or noun that tells the event",
        "mode": "modes of the type",
        "context": "PLOVER contexts",
        "actors": "who did it; all parties, where the event is mutual",
        "recipients": "to whom it was done",
        "score": "conflict–cooperation score, from -10 to 10",
        "quad": "verbal or material, cooperation or conflict",
        "cameo": "best CAMEO code, for users of older data",
        "magnitude": "numbers the text gives for it",
        "occasion": "the named occasion it took place at",
        "also": "other triggers that tell the same event",
    },
    "Statement": {
        "speakers": "who speaks; a joint document counts as a speaker",
        "cue": "the verb or noun of saying; null for a quotation without one that is signed, "
        'labelled with a name ("Lund: “…”") or stands behind a sentence on its speaker',
        "manner": "in the speaker's own words, in the reporter's, or both (values below)",
        "content": "what is said; several spans where the cue or a sentence end breaks it; both "
        'halves of "not only …, but also …", and all nouns joined to the first; none where only '
        "a topic is told",
        "addressees": "to whom it is said",
        "occasion": "the occasion it is said at",
        "about": "what it deals with or mentions: actors, or spans",
    },
    "Undertaking": {
        "parties": "who binds itself",
        "action": "the clause or noun phrase that says what is to be done",
        "status": "how far it is, as this document tells it",
        "head": "lemma of the word that heads the action",
        "counterparties": "towards whom",
        "object": "what the action is done to or brings about",
        "due": "by when",
        "condition": "the words that make it depend on something",
        "money": "the sum that is pledged; `unit` is the ISO 4217 code of the currency",
    },
    "Expectation": {
        "holders": "who holds it; empty: the document itself",
        "attitude": "how it is held",
        "proposition": "the clause or noun phrase that says what is expected",
        "about": "whom it is about",
        "likelihood": "words of likelihood, with their rank",
        "alternatives": "the choice the text leaves open: actors, or spans",
    },
    "Stance": {
        "holders": "who takes it",
        "target": "for or against whom or what: an actor, or a span",
        "valence": "which way it goes",
        "grounds": "the words that say why",
        "habitual": "true where the text says it is always so",
    },
    "Relation": {
        "subject": "who stands in the relation",
        "relation": "what holds",
        "object": "to whom or what",
        "from": "since when",
        "to": "until when",
    },
}
"""Field meanings by class name, then by JSON name."""
