"""What the encoder reads at once: sentences on end, of one speaker or of several, after a little of what went before.

Windows are filled from the start of a source, so text that is added at its end changes the last one only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.coding.learned.pieces import Word

#: pieces that are judged at once, pieces of context before them, and pieces of one sentence at most
TARGET, CONTEXT, SENTENCE = 128, 24, 160


class Window(NamedTuple):
    """``ids``: piece numbers; ``sentence`` and ``word``: for every piece its sentence and its word in that sentence, or
    -1 for context and marks; ``sentences``: the numbers of the sentences that are judged."""

    ids: list[int]
    sentence: list[int]
    word: list[int]
    sentences: list[int]


def windows(
    sentences: Sequence[Sequence[Word]], utterances: Sequence[int], bos: int, eos: int, *, context: int = CONTEXT
) -> list[Window]:
    """Cut the sentences of a source into windows; ``utterances``: for each sentence the number of its utterance.

    A mark (``eos``) stands between two utterances.
    """
    found: list[Window] = []
    group: list[int] = []
    size = 0
    for at, sentence in enumerate(sentences):
        pieces = min(SENTENCE, sum(len(word.ids) for word in sentence)) + 1
        if group and size + pieces > TARGET:
            found.append(_window(sentences, utterances, group, bos, eos, context))
            group, size = [], 0
        group.append(at)
        size += pieces
    if group:
        found.append(_window(sentences, utterances, group, bos, eos, context))
    return found


def _window(sentences, utterances, group: list[int], bos: int, eos: int, context: int) -> Window:
    before: list[int] = []
    for at in range(group[0] - 1, -1, -1):
        if len(before) >= context:
            break
        mark = [eos] if utterances[at] != utterances[at + 1] else []
        before = [piece for word in sentences[at] for piece in word.ids] + mark + before
    ids = [bos, *before[max(0, len(before) - context) :]]
    sentence, word = [-1] * len(ids), [-1] * len(ids)
    for at in group:
        if at > group[0] and utterances[at] != utterances[at - 1]:
            ids.append(eos)
            sentence.append(-1)
            word.append(-1)
        room = SENTENCE
        for number, one in enumerate(sentences[at]):
            taken = one.ids[:room]
            ids += taken
            sentence += [at] * len(taken)
            word += [number] * len(taken)
            room -= len(taken)
            if room <= 0:
                break
    return Window([*ids, eos], [*sentence, -1], [*word, -1], group)
