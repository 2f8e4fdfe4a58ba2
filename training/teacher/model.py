"""The teacher: a transformer encoder with one head per layer of annotation.

Tags, word class with features, sentence starts and names are plain classifications of words; trees are scored by a deep
biaffine attention (Dozat and Manning 2017). A word is represented by the mean of its pieces.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn
from weights import Packed


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, hidden: int, inner: int, heads: int, eps: float, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv, self.out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, eps=eps), nn.LayerNorm(hidden, eps=eps)

    def forward(self, x, mask):
        rows, length, hidden = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3) + mask
        a = scores.softmax(-1).to(v.dtype) @ v
        a = self.out(a.transpose(1, 2).reshape(rows, length, hidden))
        x = self.norm1(x + F.dropout(a, self.drop, self.training))
        f = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(f, self.drop, self.training))


class Encoder(nn.Module):
    """multilingual-e5-small; the piece vectors are frozen."""

    def __init__(self, packed: Packed, layers: int | None = None, drop: float = 0.0) -> None:
        super().__init__()
        s, t = packed.sizes, {name: torch.from_numpy(value) for name, value in packed.tensors.items()}
        h = s["hidden"]
        self.word = nn.Embedding.from_pretrained(t["emb.word"].view(-1, h), freeze=True)
        self.position = nn.Parameter(t["emb.pos"].view(-1, h) + t["emb.type"].view(-1, h)[0])
        self.norm = nn.LayerNorm(h, eps=packed.eps)
        self.drop = drop
        self.layers = nn.ModuleList(
            Layer(h, s["inner"], s["heads"], packed.eps, drop) for _ in range(layers or s["layers"])
        )
        with torch.no_grad():
            self.norm.weight.copy_(t["emb.ln.w"])
            self.norm.bias.copy_(t["emb.ln.b"])
            for at, layer in enumerate(self.layers):
                self._fill(
                    layer, {key.split(".", 1)[1]: value for key, value in t.items() if key.startswith(f"l{at}.")}
                )

    @staticmethod
    def _fill(layer: Layer, t: dict) -> None:
        layer.qkv.weight.copy_(torch.cat([t[f"{n}.w"] for n in "qkv"]).view_as(layer.qkv.weight))
        layer.qkv.bias.copy_(torch.cat([t[f"{n}.b"] for n in "qkv"]))
        for part, name in ((layer.out, "ao"), (layer.up, "fi"), (layer.down, "fo")):
            part.weight.copy_(t[f"{name}.w"].view_as(part.weight))
            part.bias.copy_(t[f"{name}.b"])
        for part, name in ((layer.norm1, "aln"), (layer.norm2, "oln")):
            part.weight.copy_(t[f"{name}.w"])
            part.bias.copy_(t[f"{name}.b"])

    def forward(self, ids, present):
        x = self.norm(self.word(ids) + self.position[: ids.shape[1]])
        x = F.dropout(x, self.drop, self.training)
        mask = torch.zeros(present.shape).masked_fill(~present.cpu(), -1e4)[:, None, None, :].to(x)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Biaffine(nn.Module):
    """Scores of pairs: ``out`` numbers for each (dependent, head)."""

    def __init__(self, size: int, out: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(out, size + 1, size + 1))
        nn.init.normal_(self.weight, std=0.01)

    def forward(self, dependents, heads):
        one = dependents.new_ones(*dependents.shape[:-1], 1)
        d, h = torch.cat([dependents, one], -1), torch.cat([heads, one.new_ones(*heads.shape[:-1], 1)], -1)
        return torch.einsum("bdi,oij,bhj->bodh", d, self.weight, h)


class Teacher(nn.Module):
    """Words of documents to scores. Place 0 of the heads is the root."""

    def __init__(self, packed: Packed, labels: dict[str, list[str]], layers: int | None = None) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = Encoder(packed, layers)
        h = packed.sizes["hidden"]
        self.flat = nn.ModuleDict({name: nn.Linear(h, len(labels[name])) for name in ("tags", "pos", "ents", "starts")})
        self.arc_d, self.arc_h = (nn.Sequential(nn.Linear(h, 256), nn.GELU(), nn.Dropout(0.2)) for _ in range(2))
        self.rel_d, self.rel_h = (nn.Sequential(nn.Linear(h, 64), nn.GELU(), nn.Dropout(0.2)) for _ in range(2))
        self.arc = Biaffine(256, 1)
        self.rel_w = nn.Linear(65, 65 * len(labels["deps"]), bias=False)
        self.root = nn.Parameter(torch.randn(h) * 0.1)

    def words(self, ids, present, member):
        """Vectors of words: ``member`` gives for each piece its word (0: none, then 1, 2 ...)."""
        with torch.autocast(ids.device.type, dtype=torch.bfloat16):
            x = self.encoder(ids, present)
        x = x.float()
        count = int(member.max()) + 1
        total = x.new_zeros(x.shape[0], count, x.shape[2]).scatter_add_(1, member[..., None].expand_as(x), x)
        size = x.new_zeros(x.shape[0], count).scatter_add_(1, member, torch.ones_like(member, dtype=x.dtype))
        return F.dropout(total[:, 1:] / size[:, 1:, None].clamp(min=1), 0.1, self.training)

    def arcs(self, x):
        """(documents, words, words + 1) scores of heads."""
        heads = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        return self.arc(self.arc_d(x), self.arc_h(heads))[:, 0], heads

    def rels(self, x, heads, chosen):
        """(documents, words, labels) scores of the relation to the chosen head."""
        d, h = self.rel_d(x), self.rel_h(heads)
        h = h.gather(1, chosen[..., None].expand(-1, -1, h.shape[-1]))
        one = d.new_ones(*d.shape[:-1], 1)
        by_label = self.rel_w(torch.cat([d, one], -1)).view(*d.shape[:-1], -1, d.shape[-1] + 1)
        return (by_label @ torch.cat([h, one], -1)[..., None])[..., 0]
