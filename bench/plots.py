"""Draws small line plots as SVG, both axes logarithmic, for light and for dark pages."""

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 720, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 40, 40, 80

Points = Sequence[tuple[float, float]]

_HEAD = (
    f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
    'font-family="system-ui, sans-serif" font-size="13"'
)
_LIGHT = {"ink": "#1f2328", "faint": "#d0d7de", "lines": ["#0969da", "#bc4c00", "#1a7f37"]}
_DARK = {"ink": "#e6edf3", "faint": "#30363d", "lines": ["#4493f8", "#f0883e", "#3fb950"]}


def svg(title: str, x: str, y: str, lines: Mapping[str, Points], *, dark: bool) -> str:
    """A plot of ``lines``; ``x`` and ``y`` name the axes with their units."""
    colours = _DARK if dark else _LIGHT
    scale = _Scale([point for points in lines.values() for point in points])
    body = [
        f'<svg {_HEAD} fill="{colours["ink"]}">',
        f"<title>{escape(title)}</title>",
        f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}</text>',
        *_grid(scale, str(colours["faint"])),
        *_curves(scale, lines, list(colours["lines"])),
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 42}" text-anchor="end">{escape(x)}</text>',
        f'<text x="{LEFT}" y="{TOP - 4}" font-size="11">{escape(y)}</text>',
        "</svg>",
    ]
    return "\n".join(body) + "\n"


class _Scale:
    """Places values in the drawing, on axes of whole powers of ten."""

    def __init__(self, points: Points) -> None:
        xs, ys = zip(*points, strict=True)
        self.x = _decades(xs)
        self.y = _decades(ys)

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        across = _share(point[0], self.x) * (WIDTH - LEFT - RIGHT)
        up = _share(point[1], self.y) * (HEIGHT - TOP - BOTTOM)
        return round(LEFT + across, 1), round(HEIGHT - BOTTOM - up, 1)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _share(value: float, decades: tuple[int, int]) -> float:
    return (math.log10(value) - decades[0]) / (decades[1] - decades[0])


def _grid(scale: _Scale, colour: str) -> Iterable[str]:
    for power in range(scale.y[0], scale.y[1] + 1):
        _, up = scale.at((10 ** scale.x[0], 10.0**power))
        yield f'<path d="M{LEFT} {up}H{WIDTH - RIGHT}" stroke="{colour}"/>'
        yield f'<text x="{LEFT - 8}" y="{up + 4}" text-anchor="end">{_number(power)}</text>'
    for power in range(scale.x[0], scale.x[1] + 1):
        across, down = scale.at((10.0**power, 10 ** scale.y[0]))
        yield f'<path d="M{across} {TOP}V{down}" stroke="{colour}"/>'
        yield f'<text x="{across}" y="{down + 18}" text-anchor="middle">{_number(power)}</text>'


def _curves(scale: _Scale, lines: Mapping[str, Points], colours: Sequence[str]) -> Iterable[str]:
    for n, (name, points) in enumerate(lines.items()):
        colour = colours[n % len(colours)]
        places = [scale.at(point) for point in points]
        path = " ".join(f"{across},{up}" for across, up in places)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for across, up in places:
            yield f'<circle cx="{across}" cy="{up}" r="3.5" fill="{colour}"/>'
        key, foot = LEFT + n * 230, HEIGHT - 14
        yield f'<path d="M{key} {foot - 4}h22" stroke="{colour}" stroke-width="3"/>'
        yield f'<text x="{key + 28}" y="{foot}">{escape(name)}</text>'


def _number(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"
