"""Quantiles of the distributions that intervals rest on: normal, gamma (exact Poisson) and Student's t.

The standard library has the normal distribution only. The gamma quantile is right to 12 significant digits for
every shape; Student's t is needed for whole degrees of freedom.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Final

from xlscore.rules.problems import RuleError, Trouble

__all__ = ["gamma_quantile", "normal_quantile", "t_quantile", "tail_of"]

_NORMAL: Final = NormalDist()
_MANY: Final = 1e5
_NARROW: Final = 4e-16
_TINY: Final = 1e-300
_SMALLEST_LOG: Final = -700.0


def tail_of(confidence: float) -> float:
    """Return the probability beyond each limit of a two-sided interval: 0.025 at 95 %.

    >>> round(tail_of(0.95), 12)
    0.025
    """
    if not 0 < confidence < 1:
        raise RuleError(Trouble.OUT_OF_RANGE, "Confidence lies between 0 and 1: enter 0.95 or 95%.")
    return (1 - confidence) / 2


def normal_quantile(tail: float) -> float:
    """Return the number of standard deviations that leaves this probability above it.

    >>> round(normal_quantile(0.025), 6), round(normal_quantile(0.001), 6)
    (1.959964, 3.090232)
    """
    return -_NORMAL.inv_cdf(tail) if tail > 0 else math.inf


def t_quantile(tail: float, freedom: int) -> float:
    """Return Student's t that leaves this probability (below a half) above it, for whole degrees of freedom.

    >>> round(t_quantile(0.1, 1), 4), round(t_quantile(0.025, 10), 4)
    (3.0777, 2.2281)
    """
    # The angle θ = arctan(t/√ν) keeps t finite for one degree of freedom; the distribution function is a finite
    # series in it (Abramowitz and Stegun 26.7.3–4). Halving the interval ends when no number lies between.
    low, high = 0.0, math.pi / 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _t_tail(middle, freedom) > tail else (low, middle)
    return math.sqrt(freedom) * math.tan(middle)


def _t_tail(angle: float, freedom: int) -> float:
    cosine = math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = term if freedom > 1 else 0.0
    for k in range(1 + odd, freedom - 2, 2):
        term *= cosine * cosine * k / (k + 1)
        total += term
    inside = 2 / math.pi * (angle + math.sin(angle) * total) if odd else math.sin(angle) * total
    return (1 - inside) / 2


def gamma_quantile(shape: float, tail: float, upper: bool) -> float:
    """Return the value that leaves this probability (below a half) below it, or above it with `upper`.

    Half the chi-square quantile of twice the shape, which is what exact Poisson limits are made of.

    >>> round(gamma_quantile(5, 0.025, upper=False), 9), round(gamma_quantile(6, 0.025, upper=True), 9)
    (1.62348639, 11.668332079)
    """
    if shape > _MANY:
        return _cornish_fisher(shape, normal_quantile(tail) * (1 if upper else -1))
    start = _wilson_hilferty(shape, normal_quantile(tail) * (1 if upper else -1)) if shape >= 1 else 0.0
    if upper:
        return _newton(max(start, shape), math.log(tail), lambda x: _log_upper(shape, x))
    # In ln x the logarithm of the lower tail is nearly straight, so Newton's method cannot leave the road.
    least = (math.log(tail) + math.lgamma(shape + 1)) / shape
    log_start = max(least, math.log(start)) if start > 0 else least
    if log_start < _SMALLEST_LOG:
        return 0.0
    return math.exp(_newton(log_start, math.log(tail), lambda u: _log_lower(shape, math.exp(u))))


def _wilson_hilferty(shape: float, z: float) -> float:
    cube_root = 1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))
    return shape * cube_root**3


def _cornish_fisher(shape: float, z: float) -> float:
    """Return the quantile by its expansion (Abramowitz and Stegun 26.4), exact to the last digits from 100,000."""
    nu, root = 2 * shape, math.sqrt(4 * shape)
    chi_square = (
        nu
        + z * root
        + (z * z - 1) * 2 / 3
        + (z**3 - 7 * z) / (9 * root)
        - (6 * z**4 + 14 * z * z - 32) / (405 * nu)
        + (9 * z**5 + 256 * z**3 - 433 * z) / (4860 * nu * root)
    )
    return chi_square / 2


def _newton(start: float, wanted: float, logarithm: Callable[[float], tuple[float, float]]) -> float:
    """Return where a concave logarithm, given with its slope, takes the wanted value."""
    x = start
    for _ in range(60):
        value, slope = logarithm(x)
        step = (wanted - value) / slope
        x += step
        if abs(step) <= _NARROW * max(1.0, abs(x)):
            break
    return x


def _log_lower(shape: float, x: float) -> tuple[float, float]:
    """Return ln P(shape, x) and its slope in ln x."""
    series = _lower_series(shape, x)
    return _log_weight(shape, x) + math.log(series), shape / series


def _log_upper(shape: float, x: float) -> tuple[float, float]:
    """Return ln Q(shape, x) and its slope in x."""
    fraction = _upper_fraction(shape, x)
    return _log_weight(shape, x) + math.log(shape * fraction), -1 / (x * fraction)


def _lower_series(shape: float, x: float) -> float:
    """Return P(shape, x) over x^shape e^−x / Γ(shape+1): 1 + x/(a+1) + x²/((a+1)(a+2)) + …"""
    total = term = 1.0
    k = shape
    while term > total * 1e-17:
        k += 1
        term *= x / k
        total += term
    return total


def _upper_fraction(shape: float, x: float) -> float:
    """Return Q(shape, x) over x^shape e^−x / Γ(shape), by its continued fraction (modified Lentz)."""
    b = x + 1 - shape
    c, d = 1 / _TINY, 1 / (b or _TINY)
    value = d
    for i in range(1, 100_000):
        a = -i * (i - shape)
        b += 2
        d = 1 / ((a * d + b) or _TINY)
        c = (b + a / c) or _TINY
        value *= c * d
        if abs(c * d - 1) <= _NARROW:
            break
    return value


def _log_weight(shape: float, x: float) -> float:
    """Return ln(x^shape e^−x / Γ(shape + 1)) without the cancellation that large shapes bring."""
    if shape < 30:
        return shape * math.log(x) - x - math.lgamma(shape + 1)
    off = (x - shape) / shape
    stirling = 1 / (12 * shape) - 1 / (360 * shape**3) + 1 / (1260 * shape**5)
    return shape * (math.log1p(off) - off) - 0.5 * math.log(2 * math.pi * shape) - stirling
