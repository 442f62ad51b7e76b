"""How many institutions must stay below each tenth of their fair share, for verify_prices.py.

A stage bounds a round in which only shares count: with all floors, one that stays below the tenth costs no more
than a fixed sum there. What every timetable costs says how many there are at least.
"""
import copy
import math

from rounds import Round, alternatives_of

MOST = 1_000_000
STAGE_COST = 27_720


def ruled(draft):
    """Whether shares come before points."""
    return bool(
        draft.get("fairShareRule") == "maxMin" and draft["fairShares"] and draft.get("published") is None)


class Fairness:
    """What shares need for each tenth, and the rounds in which bounds are added up."""

    def __init__(self, round, bundles):
        self.round, self.shares = round, round.shares
        self.targets = [s["minutes"] // round.slot for s in self.shares]
        self.used = [0] * len(self.shares)
        self.levels = [self.needed(s, t, bundles) for s, t in zip(self.shares, self.targets)]

    def needed(self, share, target, bundles):
        """The least use with 0 to 10 tenths that requests can add up to; None if they cannot."""
        round, owner = self.round, share["institution"]
        request = {r["id"]: r for r in round.draft["requests"]}
        list_of = alternatives_of(round.draft)
        wishes, listed = [], {}
        for bundle in bundles:
            if not all(any(True for _ in round.starts(request[r])) for r in bundle):
                continue
            length = sum(
                request[r]["minutes"] // round.slot for r in bundle if request[r]["institution"] == owner)
            if bundle[0] in list_of:
                listed.setdefault(list_of[bundle[0]], []).append(length)
            else:
                wishes.append([length])
        sums = {0}
        for wish in wishes + list(listed.values()):
            sums |= {min(target, use + length) for use in sums for length in wish}
        for q, quota in enumerate(round.draft["quotas"]):
            if quota["institution"] == owner and quota.get("deviceClass") is None:
                periods = round.periods[q]
                if sum(b - a for a, b in periods) == round.slots:
                    most = quota["minutes"] // round.slot * len(periods)
                    sums = {use for use in sums if use <= most}
        return [min((u for u in sums if 10 * u >= v * target), default=None) for v in range(11)]

    def unreachable(self, tenth):
        return sum(level[tenth] is None for level in self.levels)

    def below(self, bookings):
        """How many shares a timetable leaves below each tenth, and the tenths of each."""
        use = {}
        for b in bookings:
            owner = self.round.draft["requests"][b["request"]]["institution"]
            use[owner] = use.get(owner, 0) + self.round.lengths[b["request"]]
        tenths = [
            10 if not t else min(10, 10 * use.get(s["institution"], 0) // t)
            for s, t in zip(self.shares, self.targets)]
        return [sum(t < v for t in tenths) for v in range(1, 11)], tenths

    def sharing(self, shares, points):
        """The same round with other shares, and without points if they do not count."""
        draft = copy.deepcopy(self.round.draft)
        draft.update(fairShareRule=None, tariffs=[])
        draft["fairShares"] = [
            {"institution": s["institution"], "minutes": t * self.round.slot, "pointsPerSlot": p}
            for s, (t, p) in zip(self.shares, shares)]
        if not points:
            for r in draft["requests"]:
                r.update(weight=0, credit=None, preferred=None, preferredBonus=0, preferredDevice=None)
                for choice in r["choices"]:
                    choice["bonus"] = 0
        return Round(draft)

    def stage(self, level, floors):
        """The round of a stage, and what a share costs there at most."""
        steps = [
            None if slots[level] is None else slots[level] - (slots[floor] or 0)
            for slots, floor in zip(self.levels, floors)]
        cost = 1
        for step in steps:
            if step:
                common = math.lcm(cost, step)
                if common > STAGE_COST:
                    cost = max(STAGE_COST, step)
                    break
                cost = common
        cost = min(MOST, max([cost] + [s for s in steps if s is not None]))
        shares = [
            ((slots[floor] if step is None else slots[level]) or 0, cost // max(1, step or 1))
            for slots, floor, step in zip(self.levels, floors, steps)]
        return self.sharing(shares, False), cost

    def keeping(self, floors, points):
        """The round in which shares keep their tenths, or each slot costs so many points."""
        assert 0 <= points <= MOST, "no such points"
        return self.sharing([(s[f] or 0, points) for s, f in zip(self.levels, floors)], True)

    def terms(self, answer, bounded):
        """Shares below each tenth with the fewest that are proven, by the name of the term."""
        counts, _ = self.below(answer["timetable"]["bookings"])
        proven, least, told = {}, 0, {}
        for entry in (answer.get("fairness") or {}).get("stages", []):
            level, floors = entry["level"], entry["floors"]
            assert 1 <= level <= 10 and len(floors) == len(self.shares), "no such stage"
            assert all(0 <= f < level for f in floors), "no such floor"
            held = all(
                not f or slots[f] is not None and counts[f - 1] == self.unreachable(f)
                for slots, f in zip(self.levels, floors))
            if held:
                round, cost = self.stage(level, floors)
                count = self.unreachable(level) + max(0, -(bounded(round, entry) // cost))
                proven[level] = max(proven.get(level, 0), count)
        for level in range(1, 11):
            least = max(least, self.unreachable(level), proven.get(level, 0))
            told[f"sharesBelow{10 * level}"] = counts[level - 1], least
        return told

    def kept(self, answer):
        """The round of the value's bound."""
        floors = (answer.get("fairness") or {}).get("floors", [])
        _, tenths = self.below(answer["timetable"]["bookings"])
        assert len(floors) == len(tenths), "floors of other shares"
        assert all(0 <= f <= t for f, t in zip(floors, tenths)), "floors that the timetable does not have"
        return self.keeping(floors, answer["fairness"]["floorPoints"])
