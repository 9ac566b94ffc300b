"""What whole runs vary beyond the noise of their answers: good days and bad ones, as a share of c (1 - c) of their mean c."""

from collections import namedtuple

import numpy as np
from scipy import optimize

# How the runs of a model on a dataset vary about the mean of their version, the degrees of freedom of that, what answers
# make the mean of a run vary, and c (1 - c).
History = namedtuple("History", "squares freedom noise most")

SHARE, FREEDOM = 0.055**2, 4


def share_of_runs(histories):
    """The larger of what the histories say by themselves and with what runs are like, and its degrees of freedom."""
    told = [of for of in histories if of.freedom > 0]
    share = max(solved(told, SHARE, FREEDOM), solved(told, 0.0, 0))
    known = sum(of.freedom * (share * of.most / (share * of.most + of.noise)) ** 2 for of in told)
    return share, FREEDOM + known


def solved(told, share, freedom):
    """The share for which the weighted squares are as many as their degrees of freedom (Paule and Mandel); 0 where the noise explains them."""

    def excess(log_share):
        rho = np.exp(log_share)
        squares = sum(of.squares / (rho * of.most + of.noise) for of in told)
        return squares + freedom * share / rho - sum(of.freedom for of in told) - freedom

    low, high = -60.0, 30.0
    return float(np.exp(optimize.brentq(excess, low, high, xtol=1e-15, rtol=1e-15))) if excess(low) > 0 else 0.0


def most(mean, items):
    """c (1 - c), with one failed and one perfect item more."""
    c = (items * mean + 1) / (items + 2)
    return c * (1 - c)
