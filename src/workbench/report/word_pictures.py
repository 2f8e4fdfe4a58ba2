"""Charts for Word: our own SVG drawings as PNG, painted by matplotlib, which also made them.

Read is what matplotlib writes: paths of straight and curved pieces, groups, repeated shapes, patterns for hatching.
Whatever else stands in a drawing raises ValueError, so that no half picture goes out.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D

DPI = 240
_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "z": 0, "Z": 0}
_INHERITED = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-opacity", "stroke-opacity")
_KNOWN = {*_INHERITED, "opacity", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "fill-rule", "font"}
_PATTERN = 72.0  # points: the tile in which matplotlib writes a hatch


def decoded(address: str) -> bytes:
    """The PNG or JPEG behind a data address of an image; an SVG drawing becomes a PNG. Raises ValueError."""
    found = re.fullmatch(r"data:image/(svg\+xml|png|jpeg);base64,([A-Za-z0-9+/=\s]+)", address)
    if not found:
        raise ValueError("no picture that can be read")
    data = base64.b64decode(found[2])
    return painted(data) if found[1] == "svg+xml" else data


@dataclass(frozen=True)
class _Shape:
    """A path in points, from the top left, with its style."""

    outline: Outline
    style: dict[str, str]
    scale: float


@dataclass
class _Drawing:
    width: float
    height: float
    known: dict[str, ElementTree.Element] = field(default_factory=dict)


def painted(svg: bytes) -> bytes:
    """A drawing of matplotlib as PNG on white; raises ValueError for what it does not know."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        raise ValueError("no drawing") from None
    box = [float(part) for part in root.get("viewBox", "").split()]
    if root.tag != f"{_SVG}svg" or len(box) != 4:
        raise ValueError("no drawing with a size")
    drawing = _Drawing(box[2], box[3], {one.get("id", ""): one for one in root.iter()})
    figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    for shape in _shapes(drawing, root, Affine2D(), {}):
        _paint(figure, drawing, shape)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
    return stream.getvalue()


def _shapes(drawing: _Drawing, element, place: Affine2D, style: dict[str, str]) -> Iterator[_Shape]:
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D

    style = _style(element, style)
    place = _then(_moved(element), place)
    name = element.tag.removeprefix(_SVG)
    if name in ("defs", "title", "desc", "metadata"):
        return
    if name in ("svg", "g"):
        for child in element:
            yield from _shapes(drawing, child, place, style)
    elif name == "path":
        yield _shape(_outline(element.get("d", "")), style, place)
    elif name == "rect":
        x, y, width, height = (float(element.get(key, 0)) for key in ("x", "y", "width", "height"))
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
        yield _shape(Outline(corners, closed=True), style, place)
    elif name == "use":
        again = drawing.known.get((element.get(_LINK) or element.get("href") or "").removeprefix("#"))
        if again is None:
            raise ValueError("a shape that is not there")
        aside = Affine2D().translate(float(element.get("x", 0)), float(element.get("y", 0)))
        yield from _shapes(drawing, again, _then(aside, place), style)
    else:
        raise ValueError(f"<{name}> in a drawing")


def _shape(outline: Outline, style: dict[str, str], place: Affine2D) -> _Shape:
    scale = abs(place.get_matrix()[0, 0])
    return _Shape(outline.transformed(place), style, scale)


def _then(first: Affine2D, second: Affine2D) -> Affine2D:
    return type(first)(second.get_matrix() @ first.get_matrix())


def _style(element, above: dict[str, str]) -> dict[str, str]:
    own = dict(part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    own = {key.strip(): value.strip() for key, value in own.items()}
    own |= {key: element.get(key) for key in _KNOWN if element.get(key) is not None}
    if strange := set(own) - _KNOWN:
        raise ValueError(f"style {min(strange)} in a drawing")
    return {key: value for key, value in above.items() if key in _INHERITED} | own


def _moved(element) -> Affine2D:
    """The ``transform`` of an element: the last one written works first."""
    from matplotlib.transforms import Affine2D

    whole = Affine2D()
    text = element.get("transform", "")
    for kind, numbers in reversed(re.findall(r"(\w+)\(([^)]*)\)", text)):
        values = [float(value) for value in re.split(r"[ ,]+", numbers.strip())]
        if kind == "translate":
            whole = whole.translate(values[0], values[1] if len(values) > 1 else 0)
        elif kind == "scale":
            whole = whole.scale(values[0], values[-1])
        elif kind == "rotate" and len(values) == 1:
            whole = whole.rotate_deg(values[0])
        else:
            raise ValueError(f"{kind} in a drawing")
    return whole


def _outline(source: str) -> Outline:
    from matplotlib.path import Path as Outline

    codes = {"M": Outline.MOVETO, "L": Outline.LINETO, "Q": Outline.CURVE3, "C": Outline.CURVE4}
    points, kinds = [], []
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*(?:e[-+]?\d+[^A-Za-z]*)*)", source):
        if command not in _POINTS:
            raise ValueError(f"piece {command} in a path")
        values = [float(value) for value in re.split(r"[\s,]+", numbers.strip()) if value]
        if len(values) != 2 * _POINTS[command]:
            raise ValueError("a path of another kind")
        if command in "zZ":
            points.append(points[-1] if points else (0.0, 0.0))
            kinds.append(Outline.CLOSEPOLY)
        points += zip(values[::2], values[1::2], strict=True)
        kinds += [codes.get(command)] * _POINTS[command]
    return Outline(points, kinds) if points else Outline([(0, 0)])


def _paint(figure, drawing: _Drawing, shape: _Shape) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    style = shape.style
    fill, stroke = style.get("fill", "black"), style.get("stroke", "none")
    opacity = float(style.get("opacity", 1))
    to_sheet = Affine2D().scale(1, -1).translate(0, drawing.height).scale(DPI / 72)
    pattern = re.fullmatch(r"url\(#(.+)\)", fill)
    patch = PathPatch(
        shape.outline,
        facecolor="none" if pattern else _color(fill, opacity * float(style.get("fill-opacity", 1))),
        edgecolor=_color(stroke, opacity * float(style.get("stroke-opacity", 1))),
        linewidth=float(style.get("stroke-width", 1)) * shape.scale if stroke != "none" else 0,
        capstyle={"square": "projecting"}.get(cap := style.get("stroke-linecap", "butt"), cap),
        joinstyle=style.get("stroke-linejoin", "round"),
        transform=to_sheet,
    )
    dashes = style.get("stroke-dasharray", "none").replace(",", " ").split()
    if dashes != ["none"] and patch.get_linewidth():
        patch.set_linestyle((0, [float(one) * shape.scale / patch.get_linewidth() for one in dashes]))
    figure.add_artist(patch)
    if pattern:
        _hatch(figure, drawing, patch, drawing.known.get(pattern[1]))


def _color(name: str, opacity: float) -> object:
    from matplotlib.colors import to_rgba

    return "none" if name == "none" else to_rgba(name, opacity)


def _hatch(figure, drawing: _Drawing, within, pattern) -> None:
    """Lay the tile of a pattern side by side, and show what lies within the shape."""
    from matplotlib.transforms import Affine2D

    if pattern is None or float(pattern.get("width", 0)) != _PATTERN or float(pattern.get("height", 0)) != _PATTERN:
        raise ValueError("a pattern of another kind")
    box = within.get_path().get_extents()
    left, top = float(pattern.get("x", 0)), float(pattern.get("y", 0))
    columns = range(int((box.x0 - left) // _PATTERN), int((box.x1 - left) // _PATTERN) + 1)
    rows = range(int((box.y0 - top) // _PATTERN), int((box.y1 - top) // _PATTERN) + 1)
    before = len(figure.artists)
    for column in columns:
        for row in rows:
            place = Affine2D().translate(left + column * _PATTERN, top + row * _PATTERN)
            for child in pattern:
                for shape in _shapes(drawing, child, place, {}):
                    _paint(figure, drawing, shape)
    for tile in figure.artists[before:]:
        tile.set_clip_path(within)
