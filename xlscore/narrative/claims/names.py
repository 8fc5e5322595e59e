"""The workbook's names and the public's, found in a sentence however it turns them round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from xlscore.narrative.claims.words.shortened import TOPICS, groups_of, initials_of
from xlscore.narrative.claims.words.stems import (
    OUTCOME_STEMS,
    SMALL,
    STRAND,
    content,
    keys_of,
    stem,
    words_in,
)
from xlscore.narrative.claims.words.tables import lines_of, named_lines, spoken_of
from xlscore.narrative.model import KnownName, NameKind

__all__ = ["TOPICS", "Mention", "NameIndex", "is_of_all_users"]

_ALL = re.compile(r"all (?:\w+ )?(?:crimes?|offences?|types)", re.IGNORECASE)
_LONGEST = 9
_QUALITIES = ("ent", "ant", "ive", "ed", "al")
"""How a word ends that says what something is like: "efficient" may be said of anything, "innovation" is the area."""
_SUFFERED = {"burgled": "burglary", "robbed": "robbery", "mugged": "robbery"}
"""What happened to those who are asked how satisfied they are: "of those who were burgled"."""
_Key = tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A name where a sentence has it: its first word and the one after its last."""

    first: int
    end: int
    names: tuple[KnownName, ...] = ()
    """The workbook's names that it may be; several where the workbook has it in two strands, or where it is open which."""
    foreign: str = ""
    """The name where it is none of the workbook's."""
    force: bool = False
    """Whether it names a police force."""
    together: bool = False
    part: bool = False
    """Whether it is only a part of the workbook's name: "robbery" for Robbery of personal property."""

    wide: bool = False
    """Whether that part means more than the name does: "sexual offences" for Serious Sexual Offences."""

    @property
    def topic(self) -> bool:
        """Return whether it is what a figure may be of: no place, no command, no force."""
        if self.names:
            return self.names[0].kind in TOPICS
        return not self.force

    @property
    def kind(self) -> NameKind | None:
        """Return what it names in the workbook; None for a foreign name."""
        return self.names[0].kind if self.names else None


@dataclass(frozen=True)
class _Entry:
    names: tuple[KnownName, ...]
    part: bool = False
    together: bool = False
    capital: bool = False


@dataclass(frozen=True)
class NameIndex:
    """The names of a workbook, made ready once to be found in many sentences."""

    names: tuple[KnownName, ...]
    _found: dict[str, tuple[_Key, ...]] = field(default_factory=dict, compare=False, repr=False)

    def find(self, words: Sequence[str], *, in_small: bool = False) -> tuple[Mention, ...]:
        """Return the names among the words of a sentence, the longest at each place, from the left.

        `in_small` finds areas of one word in small letters, too: "innovation", where a sentence speaks of grades.
        """
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention = self._in_small(words, at) if in_small else self._at(words, at)
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = mention.end
        return tuple(found)

    def satisfaction_of(self, texts: Sequence[str]) -> tuple[KnownName, ...]:
        """Return the names of the satisfaction of those that texts are about: "robbery victims" for Robbery satisfaction."""
        said = {stem(word) for text in texts for word in words_in(text)}
        said.update(_SUFFERED[word] for word in tuple(said) if word in _SUFFERED)
        called = {
            alias
            for text in texts
            for key in keys_of(words_in(text))
            for alias in _public().get(key, ((), ()))[0]
        }
        said.update(word for alias in called for word in alias if len(alias) > 1 or alias[0] not in _wide())
        return tuple(
            name
            for name in self.names
            if name.kind in TOPICS
            and "satisfaction" in (key := frozenset(content(words_in(name.name))))
            and key - {"satisfaction"} <= said
        )

    def narrowed_to(self, called: str, texts: Sequence[str]) -> tuple[KnownName, ...]:
        """Return the one name of which a public name is a part, the rest of it said in texts: "sickness" beside "officers".

        () where none or several are so.
        """
        parts = {frozenset(key) for key in keys_of(words_in(called))}
        said = {stem(word) for text in texts for word in words_in(text)}
        found = {
            entry.names
            for key, entry in self._entries.items()
            for part in parts
            if part < set(key) and set(key) - part <= said and not entry.part and "satisfaction" not in key
        }
        return found.pop() if len(found) == 1 else ()

    def loosely(self, text: str) -> Mention | None:
        """Return whose crime a text speaks of in everyday words: "bikes" for Bicycle theft; None where it is not just one."""
        called = spoken_of(text)
        found = [mention for name in called for mention in self.find(words_in(name)) if mention.names]
        return found[0] if len(called) == len(found) == 1 else None

    @cached_property
    def all_crime(self) -> Mention | None:
        """Return what "crimes" are where nothing else is said, None where the workbook has no all crime."""
        entry = self._entries.get(("all", "crime"))
        if entry is not None and not entry.part:
            return Mention(0, 1, entry.names)
        types = tuple(
            name for name in self.names if name.kind is NameKind.MEASURE and _ALL.fullmatch(name.name)
        )
        return Mention(0, 1, types) if len(types) == 1 else None

    @cached_property
    def own_force(self) -> bool:
        """Return whether the workbook says which force is its own: else one that is named may be it."""
        return any(name.kind is NameKind.FORCE and name.name[:1].isupper() for name in self.names)

    @cached_property
    def written(self) -> frozenset[str]:
        """Return what the workbook writes in brackets behind its names, which is no name of somebody else: CSEW."""
        notes = (note for name in self.names for note in re.findall(r"\(([^)]*)\)", name.name))
        return frozenset(word for note in notes for word in re.findall(r"[A-Z]{2,}", note))

    def commands(self) -> tuple[KnownName, ...]:
        """Return the commands, without names that gather others."""
        return tuple(name for name in self.names if name.kind is NameKind.COMMAND and not name.members)

    def _at(self, words: Sequence[str], at: int) -> Mention | None:
        first = stem(words[at])
        vocabulary = self._vocabulary
        if first not in vocabulary:
            return None
        exact = self._exact_at(words, at)
        best: Mention | None = exact
        if first in SMALL or first in STRAND:
            return exact
        for end in range(at + 1, min(len(words), at + _LONGEST) + 1):
            stemmed = stem(words[end - 1])
            if stemmed not in vocabulary and stemmed not in SMALL and stemmed not in STRAND:
                break
            if stemmed in SMALL or (stemmed in STRAND and end > at + 1):
                continue
            mention = self._named(words, at, end)
            if mention is not None and (best is None or mention.end > best.end):
                best = mention
        return best

    def _in_small(self, words: Sequence[str], at: int) -> Mention | None:
        for key in keys_of(words[at : at + 1]):
            entry = self._entries.get(key)
            if entry and entry.capital:
                return Mention(at, at + 1, entry.names, wide=words[at].lower().endswith(_QUALITIES))
        return None

    def _named(self, words: Sequence[str], at: int, end: int) -> Mention | None:
        keys = keys_of(words[at:end])
        for key in keys:
            entry = self._entries.get(key)
            if entry and not (entry.capital and not words[at][:1].isupper()):
                wide = entry.part and any(key in _wider() for key in keys)
                names = entry.names if entry.part else self._of_both_strands(entry.names, keys)
                return Mention(at, end, names, together=entry.together, part=entry.part, wide=wide)
        for key in keys:
            if key in _public():
                return Mention(at, end, foreign=" ".join(words[at:end]))
        return None

    def _of_both_strands(self, names: tuple[KnownName, ...], keys: tuple[_Key, ...]) -> tuple[KnownName, ...]:
        """Return the names that words name, with the rate at which such offences are solved, which is called without "offences"."""
        others = (
            name
            for key in keys
            if (entry := self._entries.get(key)) and not entry.part
            for name in entry.names
        )
        rates = (name for name in others if OUTCOME_STEMS.intersection(map(stem, words_in(name.name))))
        return tuple(dict.fromkeys((*names, *rates)))

    def _exact_at(self, words: Sequence[str], at: int) -> Mention | None:
        for length, phrase, name in self._exact.get(stem(words[at]), ()):
            said = tuple(words[at : at + length])
            lowered = tuple(stem(word) for word in said)
            if len(phrase) == 1 and phrase[0].endswith("s") and not said[0].endswith("s"):
                continue  # "Staff" is not Staffordshire, which is shortened to Staffs
            if lowered == tuple(stem(word) for word in phrase) and _cased(phrase, said):
                return Mention(
                    at, at + length, (name,) if name else (), "" if name else " ".join(said), force=not name
                )
        return None

    @cached_property
    def _exact(self) -> dict[str, list[tuple[int, _Key, KnownName | None]]]:
        """The names that are found word by word: commands, places and forces, and those made of small words."""
        table: dict[str, list[tuple[int, _Key, KnownName | None]]] = {}
        known: set[_Key] = set()

        def enter(text: str, name: KnownName | None) -> None:
            phrase = tuple(words_in(text))
            low = tuple(map(str.lower, phrase))
            if phrase and low not in known:
                known.add(low)
                table.setdefault(stem(phrase[0]), []).append((len(phrase), phrase, name))

        for name in self.names:
            for text in (name.name, *name.aliases):
                if name.kind in TOPICS and keys_of(words_in(text)) and not _is_small(text):
                    continue
                enter(text, name)
                if name.kind in (NameKind.PLACE, NameKind.COMMAND):
                    short = words_in(text)
                    if short and short[-1] in ("LPU", "BCU", "LPA", "BCUs", "Borough") and len(short) > 1:
                        enter(" ".join(short[:-1]), name)
        for initials, name in initials_of(self.names):
            enter(initials, name)
        for name in groups_of(self.names):
            enter(name.name, name)
            for alias in name.aliases:
                enter(alias, name)
        places = {name.name: name for name in self.names if name.kind is NameKind.PLACE}
        for force, others, _ in named_lines("forces.txt"):
            for text in (force, *others):
                enter(text, places.get(force))
        for entries in table.values():
            entries.sort(key=lambda each: -each[0])
        return table

    @cached_property
    def _entries(self) -> dict[_Key, _Entry]:
        """The names that are found by their words in any order."""
        whole: dict[_Key, list[KnownName]] = {}
        called: dict[_Key, list[KnownName]] = {}
        parts: dict[_Key, list[KnownName]] = {}
        for name in self.names:
            if name.kind not in TOPICS:
                continue
            keys = [key for text in (name.name, *name.aliases) for key in keys_of(words_in(text))]
            short = list(_parts(words_in(name.name))) if _may_be_short(name) else []
            for key in keys:
                _put(whole, key, name)
            for key in _also_called(keys):
                _put(called, key, name)
            if not any(True for _ in _also_called(keys)):
                short = [*short, *_also_called([key for key in short if len(key) > 1])]
            for key in short:
                _put(parts, key, name)
        table = {key: self._entry(key, names) for key, names in (called | whole).items()}
        for key, names in (parts | self._wide_of_one(whole)).items():
            table.setdefault(key, _Entry(tuple(names), part=True))
        for key, (_, gathered) in _public().items():
            found = [table[part] for part in gathered if part in table]
            if gathered and len(found) == len(gathered) and key not in table:
                table[key] = _Entry(tuple(dict.fromkeys(each.names[0] for each in found)), together=True)
        return table

    def _wide_of_one(self, whole: dict[_Key, list[KnownName]]) -> dict[_Key, list[KnownName]]:
        """Return what a wide name may mean where the workbook has one kind of it: "violence" for Violence with injury."""
        found: dict[_Key, list[KnownName]] = {}
        for wide in _wider():
            called = _public().get(wide, ((wide,), ()))[0]
            kinds = {
                key
                for key in whole
                if any(set(each) < set(key) for each in called) and "satisfaction" not in key
            }
            kinds = {key for key in kinds if not any(set(other) < set(key) for other in kinds)}
            names = {tuple(whole[key]) for key in kinds}
            if len(names) == 1:
                only = [*names.pop()]
                found.update(dict.fromkeys(called, only))
        return found

    def _entry(self, key: _Key, names: list[KnownName]) -> _Entry:
        area = names[0].kind in (NameKind.AREA, NameKind.QUADRANT)
        return _Entry(tuple(names), capital=area and len(key) == 1 and key not in _public_of_one())

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        words = {word for key in self._entries for word in key} | {word for key in _public() for word in key}
        return frozenset(words | set(self._exact) | {"offence", "crime"})


def is_of_all_users(name: KnownName) -> bool:
    """Return whether a name is of the satisfaction of everybody."""
    low = name.name.casefold()
    return low.startswith("all ") and "satisfaction" in low


def _may_be_short(name: KnownName) -> bool:
    """Return whether a part of a name may stand for it: not of a risk, a measure of a measure, or a satisfaction with something."""
    return name.kind is not NameKind.RISK and ":" not in name.name and "satisfaction" not in name.name.lower()


def _put(table: dict[_Key, list[KnownName]], key: _Key, name: KnownName) -> None:
    if name not in table.setdefault(key, []):
        table[key].append(name)


def _parts(words: Sequence[str]) -> Iterator[_Key]:
    """Return the keys of what a name may be shortened to."""
    for at in range(len(words)):
        for end in range(at + 1, len(words) + 1):
            if end - at < len(words):
                for key in keys_of(words[at:end]):
                    wide = all(word in _wide() for word in key) and (
                        len(key) == 1 or not (key in _public() or set(key) & {"six", "type"})
                    )
                    if not wide and not OUTCOME_STEMS.intersection(key):
                        yield key


def _also_called(keys: Sequence[_Key]) -> Iterator[_Key]:
    groups = _public()
    for key in keys:
        if key in groups and (len(key) > 1 or key[0] not in _wide()):
            yield from groups[key][0]


@cache
def _public() -> dict[_Key, tuple[tuple[_Key, ...], tuple[_Key, ...]]]:
    """Return the public names by their keys: the keys of all that it is called, and of its parts."""
    table: dict[_Key, tuple[tuple[_Key, ...], tuple[_Key, ...]]] = {}
    for name, others, parts in named_lines("offences.txt"):
        keys = tuple(dict.fromkeys(key for text in (name, *others) for key in keys_of(words_in(text))))
        gathered = tuple(keys_of(words_in(part))[0] for part in parts)
        for key in keys:
            table.setdefault(key, (keys, gathered))
    return table


@cache
def _wide() -> frozenset[str]:
    """Return the words that are no name by themselves, though a part of one."""
    return frozenset(word for line in lines_of("parts.txt") for word in line.split())


@cache
def _wider() -> frozenset[_Key]:
    """Return the names that mean more than one kind of offence."""
    return frozenset(key for line in lines_of("wider.txt") for key in keys_of(words_in(line)))


@cache
def _public_of_one() -> frozenset[_Key]:
    return frozenset(key for key in _public() if len(key) == 1) - {
        ("innovation",),
        ("efficient",),
        ("efficiency",),
    }


def _is_small(text: str) -> bool:
    """Return whether a name is made of small or wide words, so that only the whole of it names anything."""
    keys = keys_of(words_in(text))
    return len(keys[0]) == 1 and keys[0][0] in _wide()


def _cased(phrase: Sequence[str], said: Sequence[str]) -> bool:
    """Return whether the letters are large where the name needs it: short names and forces are words otherwise."""
    return all(
        word[:1].isupper()
        if len(name) > 3 and not name.isupper()
        else word.rstrip("s’'").isupper() or word == name
        for name, word in zip(phrase, said, strict=True)
        if name[:1].isupper()
    )
