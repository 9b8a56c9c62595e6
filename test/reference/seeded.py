"""The library's own random numbers, so that both sides make the same nets and the same data from a seed.

Mirrors lib/core/random.ts and lib/core/layers/dropout-mask.ts.
"""

import math

WORD = 0xFFFFFFFF


class Random:
    """Seeded random numbers: sfc32, filled from the seed by splitmix32."""

    def __init__(self, seed, stream=0):
        self.seed = seed
        self.number = stream
        fill = splitmix32((seed ^ ((stream + 1) * 0x9E3779B1)) & WORD)
        self.a = next(fill) ^ (seed >> 32)
        self.b = next(fill)
        self.c = next(fill) ^ (stream & WORD)
        self.counter = 1
        for _ in range(12):
            self.bits()

    def stream(self, i):
        """Random numbers of their own for part number i."""
        return Random(self.seed, (self.number + 1) * 2**20 + i)

    def bits(self):
        total = (self.a + self.b + self.counter) & WORD
        self.counter += 1
        self.a = self.b ^ (self.b >> 9)
        self.b = (self.c + (self.c << 3)) & WORD
        self.c = ((((self.c << 21) | (self.c >> 11)) & WORD) + total) & WORD
        return total

    def uniform(self, low=0.0, high=1.0):
        unit = (self.bits() * 2**21 + (self.bits() >> 11)) / 2**53
        return low + (high - low) * unit

    def integer(self, count):
        return math.floor(self.uniform() * count)

    def choice(self, values):
        return values[self.integer(len(values))]


def splitmix32(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B9) & WORD
        t = state ^ (state >> 16)
        t = (t * 0x21F0AAAD) & WORD
        t ^= t >> 15
        t = (t * 0x735A2D97) & WORD
        yield t ^ (t >> 15)


def mix_bits(x):
    x = (x ^ (x >> 16)) * 0x7FEB352D & WORD
    x = (x ^ (x >> 15)) * 0x846CA68B & WORD
    return x ^ (x >> 16)


def layer_key(seed, index):
    """The key from which layer number index of a model draws its masks."""
    return Random(seed).stream(index).integer(2**32)


def kept(key, step, rate, count):
    """Which of count entries dropout keeps at a step."""
    step_key = mix_bits((step + 1) & WORD)
    threshold = math.floor(rate * 2**32)
    return [mix_bits(mix_bits((i + key) & WORD) ^ step_key) >= threshold for i in range(count)]


def inputs_of(seed, batch, rows, columns):
    """Numbers from -1 to 1, row by row, some of them exactly 0."""
    random = Random(seed, 10 + batch)
    numbers = [random.uniform(-1, 1) for _ in range(rows * columns)]
    return [0.0 if x < -0.7 else x for x in numbers]


def targets_of(seed, batch, kind, rows, columns):
    """Class numbers, one for each row, or numbers row by row."""
    random = Random(seed, 110 + batch)
    if kind == "classes":
        return [random.integer(columns) for _ in range(rows)]
    if kind == "oneHot":
        classes = [random.integer(columns) for _ in range(rows)]
        return [float(c == j) for c in classes for j in range(columns)]
    if kind == "values":
        return [random.uniform(-2, 2) for _ in range(rows * columns)]
    numbers = [random.uniform() for _ in range(rows * columns)]
    if kind == "binary":
        return [float(x < 0.5) for x in numbers]
    if kind == "distributions":
        for start in range(0, rows * columns, columns):
            total = 0.0
            for i in range(start, start + columns):
                total += numbers[i]
            for i in range(start, start + columns):
                numbers[i] /= total
    return numbers


def start_values(seed, place, role, rows, columns, scale):
    """What parameter or buffer number `place` of a net starts with, row by row."""
    limit = scale * math.sqrt(3 / rows)
    low, high = {
        "weights": (-limit, limit),
        "gamma": (0.5, 1.5),
        "movingVariance": (0.5, 1.5),
    }.get(role, (-0.5, 0.5))
    random = Random(seed, 1000 + place)
    return [random.uniform(low, high) for _ in range(rows * columns)]
