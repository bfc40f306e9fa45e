"""How the answers of the golden lesson are tried."""

from gradschool.probe import probe


@probe(returns="y")
def line(rng):
    m = int(rng.integers(2, 6))
    return {"x": rng.normal(size=(1, m)), "slope": float(rng.normal()), "intercept": float(rng.normal())}


@probe(returns="error")
def mean_squared_error(rng):
    m = int(rng.integers(2, 6))
    return {"x": rng.normal(size=(1, m)), "y": rng.normal(size=(1, m)), "slope": 2.0, "intercept": float(rng.normal())}
