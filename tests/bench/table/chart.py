"""A line chart as SVG, by hand: no library, readable in light and dark, one file."""

import math

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 76, 200, 52, 56
# Told apart by those who see colours differently (Okabe and Ito), and by their dashes.
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#777777"]
DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 4", "12 4", "1 4"]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def short(number):
    for limit, letter in ((1e6, "M"), (1e3, "k")):
        if number >= limit:
            return "%g%s" % (round(number / limit, 2), letter)
    return "%g" % round(number, 2)


def decades(low, high):
    """The powers of ten from the one below `low` to the one above `high`."""
    first = math.floor(math.log10(low))
    last = max(math.ceil(math.log10(high)), first + 1)
    return [10.0 ** power for power in range(first, last + 1)]


def chart(title, x_label, y_label, series):
    """`series`: {name: [(x, y), …]}, all positive; both axes are logarithmic."""
    points = [point for line in series.values() for point in line]
    xs = decades(min(x for x, _ in points), max(x for x, _ in points))
    ys = decades(min(y for _, y in points), max(y for _, y in points))

    def place(x, y):
        wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        across = math.log10(x / xs[0]) / math.log10(xs[-1] / xs[0])
        up = math.log10(y / ys[0]) / math.log10(ys[-1] / ys[0])
        return LEFT + across * wide, HEIGHT - BOTTOM - up * high

    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" '
           'font-family="sans-serif" font-size="13">' % (WIDTH, HEIGHT),
           "<title>%s</title>" % escape(title),
           '<rect width="100%" height="100%" fill="#ffffff"/>',
           '<text x="%d" y="28" font-size="16" fill="#1a1a1a">%s</text>' % (LEFT, escape(title))]
    out += axes(xs, ys, place)
    out.append('<text x="%d" y="%d" fill="#1a1a1a">%s</text>' % (
        LEFT, HEIGHT - 14, escape(x_label)))
    out.append('<text x="18" y="%d" transform="rotate(-90 18 %d)" fill="#1a1a1a">%s</text>' % (
        HEIGHT - BOTTOM, HEIGHT - BOTTOM, escape(y_label)))
    for number, (name, line) in enumerate(series.items()):
        out += one_line(number, name, [place(x, y) for x, y in sorted(line)])
    return "\n".join(out + ["</svg>", ""])


def axes(xs, ys, place):
    out = []
    for x in xs:
        (at, low), (_, high) = place(x, ys[0]), place(x, ys[-1])
        out.append('<path d="M%.1f %.1fV%.1f" stroke="#dddddd"/>' % (at, low, high))
        out.append('<text x="%.1f" y="%.1f" text-anchor="middle" fill="#444444">%s</text>' % (
            at, low + 18, short(x)))
    for y in ys:
        (left, at), (right, _) = place(xs[0], y), place(xs[-1], y)
        out.append('<path d="M%.1f %.1fH%.1f" stroke="#dddddd"/>' % (left, at, right))
        out.append('<text x="%.1f" y="%.1f" text-anchor="end" fill="#444444">%s</text>' % (
            left - 8, at + 4, short(y)))
    return out


def one_line(number, name, places):
    colour = COLOURS[number % len(COLOURS)]
    dash = DASHES[number % len(DASHES)]
    path = "M" + "L".join("%.1f %.1f" % place for place in places)
    out = ['<path d="%s" fill="none" stroke="%s" stroke-width="2" stroke-dasharray="%s"/>' % (
        path, colour, dash or "none")]
    out += ['<circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"/>' % (x, y, colour)
            for x, y in places]
    row = TOP + 14 + 24 * number
    out.append('<path d="M%d %dh26" stroke="%s" stroke-width="2" stroke-dasharray="%s"/>' % (
        WIDTH - RIGHT + 16, row - 4, colour, dash or "none"))
    out.append('<text x="%d" y="%d" fill="#1a1a1a">%s</text>' % (
        WIDTH - RIGHT + 48, row, escape(name)))
    return out
