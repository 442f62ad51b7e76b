"""Adds up proofs by rows, for verify_pairing.py: the cases of a tree, the rows of the rules, their sums."""
from pairing_round import minimized, need, up


def key(comb):
    return comb["class"], comb.get("mentor"), comb["end"], tuple(comb["teeth"])


class Case:
    """What is known in a case: ranges of the unknowns, and who is matched, full or has room."""

    def __init__(self, k, box, stable):
        self.k, self.box, self.stable, self.void = k, box, stable, False
        # Steps and combs speak of stable pairings of classes one inside another.
        self.nested = stable and k.nested
        self.matched, self.full, self.room = set(), set(), {}
        # Combs that every pairing as good in the earlier goals meets exactly.
        self.tight = set()

    def copy(self):
        other = Case(self.k, self.box[:], self.stable)
        other.matched, other.full, other.room = set(self.matched), set(self.full), dict(self.room)
        other.void, other.tight = self.void, set(self.tight)
        return other

    def narrow(self, j, low, high):
        need(0 <= j < len(self.box), "no such unknown")
        low, high = max(low, self.box[j][0]), min(high, self.box[j][1])
        if low > high:
            self.void = True
        else:
            self.box[j] = (low, high)
        if j == self.k.count + 1:
            for e in range(self.k.count):
                if self.k.amount("regret", e) > high:
                    self.narrow(e, 0, 0)

    def close_beyond(self, left, room):
        """Closes what would cost more than `room` beyond a bound, with `left` of the costs."""
        self.void = self.void or room < 0
        for j, c in left.items():
            if j < len(self.box) and not self.void:
                low, high = self.box[j]
                if c and room // abs(c) < high - low:
                    steps = room // abs(c)
                    self.narrow(j, *((low, low + steps) if c > 0 else (high - steps, high)))

    def has_room(self, e):
        k = self.k
        return self.nested and all(self.room.get(c, 0) >= k.mr[e] or k.fitting(
            [g for g in k.classes[c][3] if self.box[g][1] > 0 and k.mr[g] <= k.mr[e] and not k.same(g, e)],
            c) < k.classes[c][2] for c in k.of[e])

    def settle(self, e):
        for g in self.k.of_talent[self.k.t[e]]:
            if self.k.tr[g] > self.k.tr[e]:
                self.narrow(g, 0, 0)
        self.matched.add(self.k.t[e])

    def close(self, c, rank):
        for e in self.k.class_at(c)[3]:
            if self.k.mr[e] > rank:
                self.narrow(e, 0, 0)

    def fill(self, c, rank):
        self.close(c, rank)
        self.full.add(c)

    def leave_room(self, c, rank):
        self.room[c] = max(self.room.get(c, 0), rank)
        for e in self.k.class_at(c)[3]:
            if self.k.mr[e] <= rank and self.has_room(e):
                self.settle(e)

    def take(self, step):
        (kind, it), = step.items()
        k = self.k
        if kind == "offer":
            need(0 <= it["contract"] < k.count and self.has_room(it["contract"]), "an offer does not hold")
            self.settle(it["contract"])
            return
        need(kind == "applications", "an unknown step")
        c, last = it["class"], it["lastRank"]
        firsts = [e for e in k.class_at(c)[3] if k.mr[e] <= last and all(
            g == e or self.box[g][1] == 0 or k.tr[g] > k.tr[e] for g in k.of_talent[k.t[e]])]
        need(self.nested and k.fitting(firsts, c) >= k.classes[c][2], "applications do not hold")
        self.close(c, last)
        # Instead of an inner class the one around it may be full.
        if any(k.outer(e) == c for e in firsts):
            self.full.add(c)


class Program:
    """The unknowns of a round and the rows that a proof names."""

    def __init__(self, known, goal, stable, lower, earlier, rows):
        self.k, self.stable, self.lower, self.earlier = known.k, stable, lower, earlier
        k, self.meaning, self.root = known.k, rows, known.copy()
        self.ahead, self.regret, self.worst, self.gap = range(k.count, k.count + 4)
        self.blocks = self.gap + len(k.targets)
        self.full = self.blocks + k.count
        most = max((max(abs(target), len(team)) for team, target in k.targets), default=0)
        self.root.box += [(0, sum(abs(k.amount("imbalance", e)) for e in range(k.count))),
                          (0, max((k.amount("regret", e) for e in range(k.count)), default=0))]
        self.root.box += [(0, most)] * (1 + len(k.targets)) + [(0, 0 if stable else 1)] * k.count
        self.root.box += [(0, 1)] * (k.count * k.widest)
        if "regret" in earlier:
            self.root.narrow(self.regret, 0, earlier["regret"])
        self.cost = {j: c for j, c in self.goal(goal) if c and self.root.box[j] != (0, 0)}
        self.rows = []
        for row in rows:
            self.rows.append(self.row(row))

    def goal(self, goal):
        k = self.k
        one = {"imbalance": [self.ahead], "regret": [self.regret], "worstLoadGap": [self.worst],
               "totalLoadGap": range(self.gap, self.blocks), "blocking": range(self.blocks, self.full)}
        if goal in one:
            return [(j, 1) for j in one[goal]]
        sign = 1 if minimized(goal) else -1
        return [(e, sign * k.amount(goal, e)) for e in range(k.count)]

    def better(self, e):
        return [g for g in self.k.of_talent[self.k.t[e]] if g != e and self.k.tr[g] <= self.k.tr[e]]

    def shaft(self, c, end, teeth):
        shaft = [e for e in self.k.class_at(c)[3] if self.k.mr[e] <= end]
        need(len(set(teeth)) == len(teeth) <= self.k.classes[c][2] and set(teeth) <= set(shaft), "teeth")
        return shaft

    def row(self, row):
        """(terms, lower side, upper side)"""
        (kind, it), = row.items()
        k, only = self.k, it.get("_0")
        def ones(columns):
            return [(j, 1) for j in columns]
        def contract(e):
            need(0 <= e < k.count, "no such contract")
            return e
        def target(i):
            need(0 <= i < len(k.targets), "no such target")
            return i
        if kind == "talent":
            need(0 <= only < len(k.of_talent), "no such talent")
            return ones(k.of_talent[only]), 1 if self.stable else None, 1
        if kind == "room":
            _, low, high, team = k.class_at(it["class"])
            return ones(team), min(low, high) if self.lower else None, high
        if kind == "pinned":
            return self.goal(only), None, self.earlier[only] * (1 if minimized(only) else -1)
        if kind == "rounded":
            need(it["divisor"] > 0, "no divisor")
            bound, sums = self.weighed(only, self.root)
            terms = [(j, up(c, it["divisor"])) for j, c in sums.items()]
            return terms, up(bound, it["divisor"]), None
        if kind == "imbalance":
            need(it["sign"] in (1, -1), "a sign")
            return [(self.ahead, 1)] + [(e, it["sign"] * k.amount("imbalance", e))
                                        for e in range(k.count)], 0, None
        if kind == "worst":
            e = contract(it["contract"])
            return [(self.regret, 1), (e, -k.amount("regret", e))], 0, None
        if kind == "gap":
            need(it["sign"] in (1, -1), "a sign")
            team, aim = k.targets[target(it["target"])]
            return ([(self.gap + it["target"], 1)] + [(e, it["sign"]) for e in team], it["sign"] * aim, None)
        if kind == "worstGap":
            return [(self.worst, 1), (self.gap + target(it["target"]), -1)], 0, None
        if kind == "full":
            e, place = contract(it["contract"]), it["place"]
            need(0 <= place < len(k.of[e]), "no such class")
            _, _, high, team = k.classes[k.of[e][place]]
            others = [g for g in team if k.mr[g] <= k.mr[e] and not k.same(e, g)]
            return ones(others) + [(self.full + e * k.widest + place, -high)], 0, None
        if kind == "stable":
            e = contract(it["contract"])
            ways = [self.full + e * k.widest + i for i in range(len(k.of[e]))]
            return ones(ways + [e, self.blocks + e] + self.better(e)), 1, None
        if kind == "filled":
            _, _, high, team = k.class_at(it["class"])
            return ones(team), high, None
        if kind == "short":
            return ones(self.shaft(it["class"], it["rank"], [])), None, k.classes[it["class"]][2] - 1
        need(self.root.nested, "the row holds for stable pairings of nested classes")
        if kind == "exchange":
            e = contract(it["contract"])
            c = k.inner[e]
            places = 1 if c is None else k.classes[c][2]
            others = [] if c is None else [g for g in k.classes[c][3] if g != e and k.mr[g] <= k.mr[e]]
            worse = [g for g in k.of_talent[k.t[e]] if k.m[g] == k.m[e] and k.tr[g] > k.tr[e]]
            need(places > 0, "an exchange for nothing")
            return [(g, -1) for g in others] + [(g, places) for g in worse], None, 0
        need(kind == "comb", "an unknown row")
        c, mentor, teeth = it["class"], it.get("mentor"), it["teeth"]
        over = c if mentor is None else mentor
        own, shaft = set(self.shaft(c, it["end"], teeth)), self.shaft(over, it["end"], teeth)
        need(all(k.outer(e) == over for e in shaft) and own <= set(shaft) and teeth, "classes of another kind")
        need(k.fitting(teeth, c) == len(teeth), "teeth do not fit")
        places = 1 if mentor is None else k.classes[over][2]
        return ([(e, places if e in own else len(teeth)) for e in shaft]
                + [(g, places) for e in teeth for g in self.better(e)],
                places * len(teeth), places * len(teeth))

    def weighed(self, flat, case):
        """Rows with weights added up: what the sum is at least, and its coefficients."""
        bound, sums = 0, {}
        need(len(flat) % 2 == 0, "a weight is missing")
        for i, weight in zip(flat[::2], flat[1::2]):
            if weight == 0:
                continue
            need(0 <= i < len(self.rows), "no such row")
            terms, low, high = self.rows[i]
            (kind, it), = self.meaning[i].items()
            need(kind != "talent" or weight < 0 or it["_0"] in case.matched, "nothing shows him matched")
            need(kind != "filled" or it["class"] in case.full, "nothing shows the class full")
            need(kind != "comb" or weight > 0 or key(it) in case.tight, "nothing shows a comb tight")
            need(kind != "short" or it["rank"] <= case.room.get(it["class"], 0), "nothing shows room")
            side = low if weight > 0 else high
            need(side is not None, "a weight presses on a side that a row lacks")
            bound += weight * side
            for j, c in terms:
                sums[j] = sums.get(j, 0) + weight * c
        return bound, sums

    def sum(self, flat, unit, case, counts=True):
        bound, sums = self.weighed(flat, case)
        left = {j: -c for j, c in sums.items()}
        for j, c in self.cost.items() if counts else ():
            left[j] = left.get(j, 0) + c * unit
        return bound + sum(c * case.box[j][0 if c > 0 else 1] for j, c in left.items()), left

    def bound(self, proof, known, value):
        """The bound, made small, of a tree of cases, None if all are empty; `known` learns what a single sum
        says beside `value`."""
        unit, best, waiting, nodes = proof["unit"], None, {0: self.root}, proof["nodes"]
        need(unit > 0, "no unit")
        for index, node in enumerate(nodes):
            (kind, it), = node.items()
            need(index in waiting, "the cases are not a tree")
            here, children = waiting.pop(index), {}
            if kind == "steps":
                for step in it["_0"]:
                    here.take(step)
                children = [(it["next"], here)]
            elif kind == "cutoff":
                other = here.copy()
                here.fill(it["class"], it["rank"])
                other.leave_room(it["class"], it["rank"])
                children = [(it["full"], here), (it["short"], other)]
            elif kind == "split":
                other = here.copy()
                here.narrow(it["unknown"], float("-inf"), it["value"])
                other.narrow(it["unknown"], it["value"] + 1, float("inf"))
                children = [(it["low"], here), (it["high"], other)]
            elif kind == "empty":
                need(self.sum(it["_0"], unit, here, False)[0] > 0 or here.void, "a case is not empty")
            else:
                bound, left = self.sum(it["_0"], unit, here)
                found = None if here.void else up(bound, unit)
                if kind == "narrowed":
                    found = None if here.void else it["reach"]
                    here.close_beyond(left, (it["reach"] - 1) * unit - bound)
                    children = [(it["next"], here)]
                else:
                    need(kind == "bounded", "an unknown case")
                    if len(nodes) == 1:
                        known.close_beyond(left, value * unit - bound)
                        if bound == value * unit:
                            used = [self.meaning[i] for i, w in zip(it["_0"][::2], it["_0"][1::2]) if w]
                            known.tight |= {key(row["comb"]) for row in used if "comb" in row}
                best = found if best is None else best if found is None else min(best, found)
            for child, state in children:
                need(index < child < len(nodes) and child not in waiting, "the cases are not a tree")
                waiting[child] = state
        need(not waiting, "the cases are not a tree")
        if best is None:
            return None
        divisor = 0
        for c in self.cost.values():
            rest = abs(c)
            while rest:
                divisor, rest = rest, divisor % rest
        return up(best, max(1, divisor)) * max(1, divisor)
