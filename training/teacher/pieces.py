"""Words to pieces of the teacher's vocabulary."""

from __future__ import annotations

from functools import lru_cache

from weights import Packed

META = "\u2581"
LONGEST = 12


class Pieces:
    """``ids(word, spaced)``: the piece numbers of one word, with a leading space or not; at most twelve."""

    def __init__(self, packed: Packed) -> None:
        from tokenizers.models import Unigram

        self.replace = str.maketrans(packed.replace)
        self.special = packed.special
        self.model = Unigram(packed.pieces, unk_id=packed.special["unk"], byte_fallback=False)
        self.ids = lru_cache(maxsize=500_000)(self._ids)

    def _ids(self, word: str, spaced: bool) -> tuple[int, ...]:
        text = (META if spaced else "") + word.translate(self.replace).replace(" ", META)
        found = tuple(token.id for token in self.model.tokenize(text)) if text else ()
        return found[:LONGEST] or (self.special["unk"],)
