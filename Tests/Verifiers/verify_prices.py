"""Adds up the bound that prices prove, in exact integers, from a result of `allot book` alone.

    python3 verify_prices.py RESULT.json

Written from the rules of Models/booking/timetable.mod; shares no code with Allot. Prints the bound and
says whether the claimed one holds. Prices are whole 1/256 points.
"""
import json
import math
import sys

from fairness import Fairness, ruled
from revisions import revised
from rounds import Round, alternatives_of, sums
from schedules import Schedules


def bundles_of(round):
    """Requests that are accepted together, or alone."""
    bundled = [s["requests"] for s in round.draft["series"] if s["rule"] == "allOrNothing"]
    members = {r for bundle in bundled for r in bundle}
    return bundled + [[r["id"]] for r in round.draft["requests"] if r["id"] not in members]


def step_of(round):
    """What divides all points: every timetable is worth a multiple of it."""
    step = 0
    for request in round.draft["requests"]:
        for points in (round.weight_of(request), request["preferredBonus"]):
            step = math.gcd(step, points)
        for choice in request["choices"]:
            step = math.gcd(step, choice["bonus"])
    for share in round.shares:
        step = math.gcd(step, share["pointsPerSlot"])
    return max(1, step)


def priced(round, prices):
    """The most units that prices allow."""
    draft, slot = round.draft, round.slot
    # What the limits are worth.
    every = [p for rows in (prices["devices"], prices["pools"], prices["quotas"]) for r in rows for p in r]
    assert all(isinstance(p, int) and p >= 0 for p in every + prices["fairShares"]), "a negative price"
    bound = sum(d["capacity"] * sum(row) for d, row in zip(draft["devices"], prices["devices"]))
    bound += sum(n * p for row, price in zip(round.duty, prices["pools"]) for n, p in zip(row, price))
    for quota, row in zip(draft["quotas"], prices["quotas"]):
        bound += quota["minutes"] // slot * sum(row)
    reward = {}
    for share, price in zip(round.shares, prices["fairShares"]):
        bound += share["minutes"] // slot * (max(0, price - 256 * share["pointsPerSlot"]) - price)
        reward[share["institution"]] = reward.get(share["institution"], 0) + price

    # What each request gains beyond what it pays.
    paid, attended = [sums(r) for r in prices["devices"]], [sums(r) for r in prices["pools"]]

    def gain(request):
        length = request["minutes"] // slot
        best = None
        for d, t, begin, end, pool, value, rows in round.starts(request):
            value = 256 * value + length * reward.get(request["institution"], 0)
            value -= sum(paid[e][end] - paid[e][begin] for e in [d] + round.parts[d])
            if pool is not None:
                value -= attended[pool][t + length] - attended[pool][begin]
            value -= sum(length * prices["quotas"][q][f] for q, f in rows)
            best = value if best is None else max(best, value)
        return best

    gains = {r["id"]: gain(r) for r in draft["requests"]}
    wish = alternatives_of(draft)
    most, decided = {}, set()
    for bundle in bundles_of(round):
        promised = any(r in round.pins for r in bundle)
        if promised or all(gains[r] is not None for r in bundle):
            total = sum(gains[r] or 0 for r in bundle)
            wishes = [wish[r] for r in bundle if r in wish]
            if not wishes:
                bound += total if promised else max(0, total)
            elif promised:
                most[wishes[0]] = total
                decided.add(wishes[0])
            elif wishes[0] not in decided:
                most[wishes[0]] = max(most.get(wishes[0], 0), total)
    return bound + sum(most.values())


def scheduled(round, proof):
    """The most points that a proof by schedules allows."""
    draft, slot, number = round.draft, round.slot, round.number
    # Of several fair shares the lowest is enough for a bound.
    lowest = {}
    for i, share in enumerate(round.shares):
        lowest.setdefault(
            share["institution"], (share["minutes"] // slot, share["pointsPerSlot"], i))
    return Schedules(
        draft["requests"], round.lengths, [list(round.starts(r)) for r in draft["requests"]],
        [d["capacity"] for d in draft["devices"]], round.parts, round.duty,
        [q["minutes"] // slot for q in draft["quotas"]], round.periods, lowest,
        [[number[r] for r in bundle] for bundle in bundles_of(round)],
        {number[r] for r in round.pins if r in number}, round.institutions, round.rules, proof).bound()


def bounded(round, proofs):
    """The most points that prices, schedules and certificates allow."""
    step = step_of(round)
    bounds = []
    if proofs.get("prices"):
        bounds.append(priced(round, proofs["prices"]) // 256)
    if proofs.get("schedules"):
        bounds.append(scheduled(round, proofs["schedules"]))
    if proofs.get("certificate"):
        least = round.rules().bound(proofs["certificate"])
        assert least is not None, "the proof denies that any timetable exists"
        bounds.append(-least)
    return min(bounds) // step * step


def verify(path):
    result = json.load(open(path))
    round, terms = Round(result["draft"]), {t["name"]: t for t in result["terms"]}
    answer, claimed = result["answer"], terms["value"].get("bound")
    found, whole = {}, round
    if ruled(result["draft"]):
        fairness = Fairness(round, bundles_of(round))
        found = fairness.terms(answer, bounded)
        whole = fairness.kept(answer) if claimed is not None else round
    bound = bounded(whole, answer)
    told = {"bound": bound, "claimed": claimed, "holds": claimed is None or bound <= claimed}
    if result["draft"].get("published") is not None:
        found = revised(round, answer["timetable"]["bookings"], bounded)
    if found:
        told["terms"] = found
        for name, (value, least) in found.items():
            term = terms[name]
            told["holds"] &= term["value"] == value and (term.get("bound") or 0) <= least
    return told


if __name__ == "__main__":
    told = verify(sys.argv[1])
    print(json.dumps(told))
    sys.exit(not told["holds"])
