"""The encoder with its heads, for training: codes of sentences, and evidence, poles and carriers word by word.

The runtime multiplies whole numbers (workbench.coding.learned.encoder). Once ``Layer.whole`` is set the layers round
here as they do there, so that the net learns to live with it (gradients pass straight through, Bengio et al. 2013).
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

sys.path[:0] = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[1] / "teacher")]

import model as teacher  # noqa: E402

from workbench.coding.learned.products import MATRIX  # noqa: E402

#: what goes into a product lies this far on both sides of zero
INPUT = 127


class Layer(teacher.Layer):
    """As the runtime has it: the logistic form of GELU."""

    whole = False

    def product(self, linear, x):
        if not self.whole:
            return linear(x)
        a, size = _rounded(x.float(), INPUT)
        weight, scale = _rounded(linear.weight, MATRIX)
        return F.linear(a, weight) * (size * scale[:, 0]) + linear.bias

    def forward(self, x, mask):
        rows, length, hidden = x.shape
        q, k, v = self.product(self.qkv, x).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3) + mask
        a = F.dropout(scores.softmax(-1), self.drop, self.training) @ v
        a = self.product(self.out, a.transpose(1, 2).reshape(rows, length, hidden))
        x = self.norm1(x + F.dropout(a, self.drop, self.training))
        up = self.product(self.up, x)
        f = self.product(self.down, up * torch.sigmoid(1.702 * up))
        return self.norm2(x + F.dropout(f, self.drop, self.training))


class Net(nn.Module):
    """``codes`` and ``words`` are the sizes of the two heads; a sentence is the mean of its pieces."""

    def __init__(self, packed, layers: int, codes: int, words: int, drop: float = 0.1) -> None:
        super().__init__()
        teacher.Layer = Layer
        self.encoder = teacher.Encoder(packed, layers, drop)
        hidden = packed.sizes["hidden"]
        self.codes, self.words = nn.Linear(hidden, codes), nn.Linear(hidden, words)
        nn.init.constant_(self.codes.bias, -3.0)
        nn.init.zeros_(self.codes.weight)
        nn.init.zeros_(self.words.weight)
        nn.init.constant_(self.words.bias, -2.5)
        self.register_buffer("mean", torch.zeros(hidden))
        self.register_buffer("spread", torch.ones(hidden))

    def take(self, state: dict) -> None:
        """Start from a net with as many layers or more: its layers evenly chosen, the last one among them."""
        there = layers_of(state)
        mine = len(self.encoder.layers)
        chosen = [round(at * (there - 1) / (mine - 1)) for at in range(mine)]
        own = {name: value for name, value in state.items() if not name.startswith("encoder.layers.")}
        for at, old in enumerate(chosen):
            start = f"encoder.layers.{old}."
            for name, value in state.items():
                if name.startswith(start):
                    own[f"encoder.layers.{at}.{name[len(start) :]}"] = value
        for name in ("words.weight", "words.bias"):
            # a head that was asked less: what is new starts from nothing
            own[name] = torch.cat([own[name], getattr(self.words, name[6:])[len(own[name]) :]])
        self.load_state_dict(own)

    @torch.no_grad()
    def narrow(self, inner: int) -> None:
        """Keep the middle units of each layer that weigh most (the product of the norms of what goes in and out)."""
        for layer in self.encoder.layers:
            weight = layer.up.weight.norm(dim=1) * layer.down.weight.norm(dim=0)
            keep = weight.topk(inner).indices.sort().values
            up, down = nn.Linear(layer.up.in_features, inner), nn.Linear(inner, layer.down.out_features)
            up.weight.copy_(layer.up.weight[keep])
            up.bias.copy_(layer.up.bias[keep])
            down.weight.copy_(layer.down.weight[:, keep])
            down.bias.copy_(layer.down.bias)
            layer.up, layer.down = up, down

    @torch.no_grad()
    def settle(self, batches) -> None:
        """Measure mean and spread of the vectors: e5's all point one way, and heads learn slowly from such vectors."""
        rows = torch.cat([_pooled(self.encoder(b["ids"], b["present"]), b["sentence"]).flatten(0, 1) for b in batches])
        rows = rows[rows.abs().sum(1) > 0]
        self.mean, self.spread = rows.mean(0), rows.std(0)

    def forward(self, ids, present, sentence):
        x = (self.encoder(ids, present) - self.mean) / self.spread
        return self.codes(F.dropout(_pooled(x, sentence), 0.2, self.training)), self.words(x)


def _rounded(x, most: int):
    """Whole numbers from -most to most with one scale for each row, and that scale."""
    scale = (x.detach().abs().amax(-1, keepdim=True) / most).clamp(min=1e-12)
    x = x / scale
    return x + (x.round() - x).detach(), scale


def layers_of(state: dict) -> int:
    return 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))


def _pooled(x, sentence):
    """Means of the pieces of each sentence (rows by sentences by hidden size)."""
    count = int(sentence.max()) + 1
    total = x.new_zeros(x.shape[0], count, x.shape[2]).scatter_add_(1, sentence[..., None].expand_as(x), x)
    size = x.new_zeros(x.shape[0], count).scatter_add_(1, sentence, torch.ones_like(sentence, dtype=x.dtype))
    return total[:, 1:] / size[:, 1:, None].clamp(min=1)
