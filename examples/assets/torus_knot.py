#!/usr/bin/env python3
"""Writes torus_knot.obj: a tube around the (2, 3) torus knot, as a closed triangle mesh with outward faces.

    python3 examples/assets/torus_knot.py > examples/assets/torus_knot.obj
"""

from math import cos, pi, sin, sqrt

AROUND, SIDES = 96, 8  # rings along the knot, corners of each ring
TUBE = 0.38  # radius of the tube


def knot(t):
    r = 2.0 + cos(3 * t)
    return (r * cos(2 * t), sin(3 * t), r * sin(2 * t))


def tangent(t):
    r, dr = 2.0 + cos(3 * t), -3 * sin(3 * t)
    return (dr * cos(2 * t) - 2 * r * sin(2 * t), 3 * cos(3 * t), dr * sin(2 * t) + 2 * r * cos(2 * t))


def unit(v):
    length = sqrt(sum(x * x for x in v))
    return tuple(x / length for x in v)


def cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


print(f"# (2, 3) torus knot, tube radius {TUBE}; written by torus_knot.py")
print("o torus_knot")
for ring in range(AROUND):
    t = 2 * pi * ring / AROUND
    centre, along = knot(t), unit(tangent(t))
    # Measured from the axis of the torus, not from the tangent's own frame: so the tube closes without a twist.
    core = (2 * cos(2 * t), 0.0, 2 * sin(2 * t))
    side = unit(cross(along, tuple(c - k for c, k in zip(centre, core))))
    up = cross(side, along)
    for corner in range(SIDES):
        a = 2 * pi * corner / SIDES
        point = (c + TUBE * (cos(a) * s + sin(a) * u) for c, s, u in zip(centre, side, up))
        print("v", *(f"{round(x, 5) + 0.0:.5f}" for x in point))
for ring in range(AROUND):
    for corner in range(SIDES):
        # 1-based, as the format wants it.
        here, there = ring * SIDES + 1, (ring + 1) % AROUND * SIDES + 1
        next_corner = (corner + 1) % SIDES
        a, b, c, d = here + corner, here + next_corner, there + next_corner, there + corner
        print("f", a, c, b)
        print("f", a, d, c)
