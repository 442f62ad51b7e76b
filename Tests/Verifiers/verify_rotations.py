"""Re-adds prices on the rotations of strict lists, for verify_pairing.py.

A rotation is a circle of talents who each take the place of the next one. The walk in a result must
begin at the pairing of deferred acceptance by the talents and end at that by the mentors, with every
talent going to the first mentor below his own who would rather have him than the worst of his team.
"""


class Refused(ValueError):
    pass


def check(condition, message):
    if not condition:
        raise Refused(message)


class Rotations:
    """The rotations of a walk, what each needs, and what the goals so far have settled."""

    def __init__(self, market, walk, first, last):
        """`first` and `last` are the pairs of deferred acceptance from the two sides."""
        self.k = market
        held = {t: market.number[t, m, None] for t, m in enumerate(walk["start"]) if m is not None}
        check(sorted(held.values()) == sorted(first), "the walk does not begin at the talents' best")
        self.start, self.moves = list(held.values()), []
        teams = [set() for _ in market.places]
        for p in held.values():
            teams[market.m[p]].add(p)
        full = [0 < len(team) == places for team, places in zip(teams, market.places)]
        history = [[(-1, max(market.mr[p] for p in team))] if isfull else []
                   for team, isfull in zip(teams, full)]
        self.goes_with = set()
        for number, circle in enumerate(walk["rotations"]):
            check(len({move["talent"] for move in circle}) == len(circle) > 1, "not a circle")
            moves = []
            for i, move in enumerate(circle):
                t, rival = move["talent"], circle[(i + 1) % len(circle)]["talent"]
                old, new = held[t], market.number[t, move["mentor"], None]
                worst = max(teams[move["mentor"]], key=lambda p: market.mr[p])
                check(full[move["mentor"]] and market.t[worst] == rival
                      and market.mr[new] < market.mr[worst] and market.tr[old] < market.tr[new],
                      "a talent cannot take the place of the next")
                if history[market.m[old]][-1][0] >= 0:
                    self.goes_with.add((number, history[market.m[old]][-1][0]))
                for p in market.of_talent[t]:
                    if market.tr[old] < market.tr[p] < market.tr[new] and market.places[market.m[p]] > 0:
                        passed = [r for r, rank in history[market.m[p]] if rank < market.mr[p]]
                        check(passed, "a talent passes a mentor who would take him")
                        if passed[0] >= 0:
                            self.goes_with.add((number, passed[0]))
                moves.append((old, new))
            for old, new in moves:
                teams[market.m[old]].discard(old)
                teams[market.m[new]].add(new)
                held[market.t[old]] = new
            for m in {market.m[new] for _, new in moves}:
                history[m].append((number, max(market.mr[p] for p in teams[m])))
            self.moves.append(moves)
        check(sorted(held.values()) == sorted(last), "the walk does not end at the mentors' best")
        self.settled = {}  # True for a rotation that is carried out, False for one that is left out

    def copy(self):
        other = Rotations.__new__(Rotations)
        other.k, other.start, other.moves = self.k, self.start, self.moves
        other.goes_with, other.settled = set(self.goes_with), dict(self.settled)
        return other

    def limit(self, rank):
        """Ends every pair of a worse rank; false if one is in every pairing."""
        bad = {p for moves in self.moves for _, p in moves} | set(self.start)
        bad = {p for p in bad if max(self.k.tr[p], self.k.mr[p]) > rank}
        ended = {old: r for r, moves in enumerate(self.moves) for old, _ in moves}
        for p in bad & set(self.start):
            if p not in ended or self.settled.setdefault(ended[p], True) is False:
                return False
        for r, moves in enumerate(self.moves):
            for _, new in moves:
                if new in bad and new in ended:
                    self.goes_with.add((r, ended[new]))
                elif new in bad and self.settled.setdefault(r, False):
                    return False
        return True

    def left(self, costs, prices):
        for price in prices:
            check(price["amount"] >= 0 and (price["from"], price["to"]) in self.goes_with,
                  "a price on what need not go together")
            costs[price["from"]] += price["amount"]
            costs[price["to"]] -= price["amount"]
        return costs

    def total(self, costs):
        return sum(cost if self.settled.get(r) else 0 if r in self.settled else min(0, cost)
                   for r, cost in enumerate(costs))

    def bound(self, goal, sign, prices, value):
        if goal == "regret":
            below = self.copy()
            shown = (not below.limit(value - 1)
                     or below.total(below.left([0] * len(self.moves), prices)) > 0)
            check(shown, "a better worst rank is not ruled out")
            self.limit(value)
            return value
        amount = lambda p: sign * self.k.amount(goal, p)
        costs = self.left([sum(amount(new) - amount(old) for old, new in moves)
                           for moves in self.moves], prices)
        bound = sum(map(amount, self.start)) + self.total(costs)
        if bound == sign * value:
            self.goes_with |= {(p["to"], p["from"]) for p in prices if p["amount"] > 0}
            self.settled |= {r: cost < 0 for r, cost in enumerate(costs)
                             if cost and r not in self.settled}
        return sign * bound
