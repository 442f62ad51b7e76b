"""The rules of a booking round as linear inequalities, and certificates against them, for verify_prices.py.

Unknowns and rows are counted as Models/booking/timetable.mod lists them, equal devices taken together.
"""


class Inequalities:
    """Unknowns with ranges and costs (minimised), and rows `lower <= sum <= upper`."""

    def __init__(self):
        self.low, self.high, self.cost, self.rows = [], [], [], []

    def column(self, high, cost=0):
        self.low.append(0)
        self.high.append(high)
        self.cost.append(cost)
        return len(self.low) - 1

    def row(self, terms, lower=None, upper=None):
        self.rows.append((terms, lower, upper))

    def narrow(self, column, low, high):
        low, high = max(low, self.low[column]), min(high, self.high[column])
        if low > high:
            return False
        self.low[column], self.high[column] = low, high
        return True

    def copy(self):
        other = Inequalities()
        other.low, other.high = list(self.low), list(self.high)
        other.cost, other.rows = self.cost, list(self.rows)
        return other

    def rounded(self, entry):
        """The row that a sum of rows leaves when it is divided and rounded (mixed-integer rounding)."""
        divisor = entry["divisor"]
        assert divisor > 0, "a divisor that is not positive"
        total, side, spares = {}, 0, []
        for part in entry["parts"]:
            assert part["row"] >= 0, "no such row"
            terms, lower, upper = self.rows[part["row"]]
            assert lower is not None or upper is not None, "a row without a side"
            end, sign = (upper, 1) if upper is not None else (lower, -1)
            side += part["weight"] * end
            for j, a in terms:
                total[j] = total.get(j, 0) + part["weight"] * a
            if lower != upper:
                # The spare is sign * (end - row).
                spares.append((sign * part["weight"], terms, end, sign))
        for part in entry["ends"]:
            j = part["row"]
            assert j >= 0, "no such unknown"
            side += part["weight"] * self.high[j]
            total[j] = total.get(j, 0) + part["weight"]
            spares.append((part["weight"], [(j, 1)], self.high[j], 1))
        rest = side % divisor
        assert rest, "nothing to round"

        def factor(a):
            return a // divisor * (divisor - rest) + max(0, a % divisor - rest)

        assert all(self.low[j] >= 0 for j, a in total.items() if a), "an unknown may be negative"
        result = {j: factor(a) for j, a in total.items()}
        limit = side // divisor * (divisor - rest)
        for weight, terms, end, sign in spares:
            f = factor(weight) * sign
            limit -= f * end
            for j, a in terms:
                result[j] = result.get(j, 0) - f * a
        # What can only be zero is left out: the proof's own program does not have it.
        result = {j: a for j, a in result.items() if self.low[j] or self.high[j]}
        # Dividing by a common divisor and rounding down makes the row no less true.
        unit = 0
        for a in result.values():
            while a:
                unit, a = a, unit % a
        unit = abs(unit) or 1
        self.row([(j, a // unit) for j, a in sorted(result.items()) if a], None, limit // unit)

    def leaf(self, multipliers, denominator, low, high, costs=True):
        """The smallest objective that weighted rows allow in a box, and the reduced costs."""
        bound = 0
        reduced = [c * denominator for c in self.cost] if costs else [0] * len(self.cost)
        for m in multipliers:
            weight = m["weight"]
            if not weight:
                continue
            assert m["row"] >= 0, "no such row"
            terms, lower, upper = self.rows[m["row"]]
            side = lower if weight > 0 else upper
            assert side is not None, "a side that its row does not have"
            bound += weight * side
            for j, a in terms:
                reduced[j] -= weight * a
        for j, r in enumerate(reduced):
            if r:
                bound += r * (low[j] if r > 0 else high[j])
        return bound, reduced

    def bound(self, certificate):
        """The smallest objective that a certificate allows; None if it leaves nothing."""
        here = self.copy()
        for entry in certificate.get("rounded") or []:
            here.rounded(entry)
        denominator, nodes = certificate["denominator"], certificate["nodes"]
        assert denominator > 0, "a unit that is not positive"
        boxes, best = {0: (self.low, self.high)}, None

        def reserve(n, child):
            assert n < child < len(nodes) and child not in boxes, "not a tree"

        for n, node in enumerate(nodes):
            low, high = boxes.pop(n)
            value = None
            if "split" in node:
                entry = node["split"]
                j, at = entry["column"], entry["value"]
                assert j >= 0 and low[j] <= at < high[j], "a split that leaves nothing"
                reserve(n, entry["low"])
                boxes[entry["low"]] = low, high[:j] + [at] + high[j + 1 :]
                reserve(n, entry["high"])
                boxes[entry["high"]] = low[:j] + [at + 1] + low[j + 1 :], high
            elif "narrowed" in node:
                entry = node["narrowed"]
                reserve(n, entry["next"])
                units, reduced = here.leaf(entry["multipliers"], denominator, low, high)
                spare = (entry["reach"] - 1) * denominator - units
                assert spare >= 0, "nothing is left"
                low, high = list(low), list(high)
                for j, r in enumerate(reduced):
                    if r and spare // abs(r) < high[j] - low[j]:
                        if r > 0:
                            high[j] = low[j] + spare // r
                        else:
                            low[j] = high[j] - spare // -r
                boxes[entry["next"]] = low, high
                value = entry["reach"]
            elif "empty" in node:
                units, _ = here.leaf(node["empty"]["multipliers"], denominator, low, high, False)
                assert units > 0, "a box that is not shown to be empty"
            else:
                multipliers = node["bounded"]["multipliers"] if "bounded" in node else []
                units, _ = here.leaf(multipliers, denominator, low, high)
                value = -(-units // denominator)
            if value is not None:
                best = value if best is None else min(best, value)
        assert not boxes, "a branch is left out"
        return best


class Timetable(Inequalities):
    """The rules of a round; `every` lists for each request its starts in slot order, also those of uses
    longer than a quota: device, slot, from, to, pool, points, quota rows, whether it is possible."""

    def __init__(self, weights, lengths, bonuses, every, groups, capacity, opened, parts, duty, series,
                 wishes, orders, quotas, shares, pins, slots, per_day):
        super().__init__()
        self.per_day = per_day
        of = {d: g for g, group in enumerate(groups) for d in group}
        first = [group[0] for group in groups]
        days = slots // per_day
        self.accept, self.device, self.day, self.start = [], [], [], []
        for r, weight in enumerate(weights):
            self.accept.append(self.column(1, -weight))
            found = {}
            for d, t, begin, end, pool, points, rows, possible in every[r]:
                if d == first[of[d]]:
                    found.setdefault(of[d], {})[t] = (begin, end, pool, points, rows, possible)
            devices, starts = {}, {}
            for g, d in enumerate(first):
                if d not in bonuses[r]:
                    continue
                devices[g] = self.column(1, -bonuses[r][d])
                for t in sorted(found.get(g, {})):
                    points, possible = found[g][t][3], found[g][t][5]
                    extra = points - weight - bonuses[r][d]
                    starts[g, t] = self.column(1 if possible else 0, -extra), found[g][t]
            self.device.append(devices)
            self.start.append(starts)
            self.day.append([self.column(1) for _ in range(days)])
        for r in range(len(weights)):
            starts = self.start[r]
            self.row([(self.accept[r], 1)] + [(c, -1) for c in self.device[r].values()], 0, 0)
            for g, column in self.device[r].items():
                own = [c for (h, _), (c, _) in starts.items() if h == g]
                if all(self.high[c] == 0 for c in own):
                    self.narrow(column, 0, 0)
                self.row([(column, 1)] + [(c, -1) for c in own], 0, 0)
            for y, column in enumerate(self.day[r]):
                own = [c for (_, t), (c, _) in starts.items() if t // per_day == y]
                self.row([(column, 1)] + [(c, -1) for c in own], 0, 0)
        busy, attended, used = {}, {}, {}
        for r, starts in enumerate(self.start):
            for (g, t), (column, (begin, end, pool, _, rows, _)) in starts.items():
                for h in [g] + [of[p] for p in parts[first[g]]]:
                    for u in range(begin, end):
                        busy.setdefault((h, u), []).append((column, 1))
                if pool is not None:
                    for u in range(begin, t + lengths[r]):
                        attended.setdefault((pool, u), []).append((column, 1))
                for row in rows:
                    used.setdefault(row, []).append((column, lengths[r]))
        self.capacity = [sum(capacity[d] for d in group) for group in groups]
        for g, d in enumerate(first):
            for u in range(slots):
                if opened[d][u]:
                    self.row(busy.get((g, u), []), None, self.capacity[g])
        for p, staff in enumerate(duty):
            for u in range(slots):
                self.row(attended.get((p, u), []), None, staff[u])
        for members in series:
            for r in members[1:]:
                self.row([(self.accept[r], 1), (self.accept[members[0]], -1)], 0, 0)
        for ways in wishes:
            self.row([(self.accept[r], 1) for r in ways], None, 1)
        for before, r, gap in orders:
            for u in range(slots):
                terms = [(c, 1) for (_, t), (c, _) in self.start[before].items()
                         if t + lengths[before] + gap > u]
                terms += [(c, 1) for (_, t), (c, _) in self.start[r].items() if t <= u]
                self.row(terms, None, 1)
        for q, (limit, periods) in enumerate(quotas):
            for f in range(periods):
                self.row(used.get((q, f), []), None, limit)
        self.short = []
        for target, points, mine in shares:
            self.short.append(self.column(target, points))
            self.row([(self.short[-1], 1)] + [(self.accept[r], lengths[r]) for r in mine], target)
        for r, (d, t) in sorted(pins.items()):
            column = self.start[r][of[d], t][0]
            self.row([(column, 1)], 1, 1)
            for unknown in (column, self.device[r][of[d]], self.day[r][t // per_day], self.accept[r]):
                self.narrow(unknown, 1, 1)
        self.group_of, self.first = of, first

    def left(self, starts, accepted):
        """The same with all other starts at zero and what is decided; None if that breaks a promise."""
        here = self.copy()
        is_open = set()
        for r, d, t in starts:
            g = self.group_of[d]
            is_open |= {self.start[r][g, t][0], self.device[r][g], self.day[r][t // self.per_day]}
        for r, places in enumerate(self.start):
            for c in [*self.device[r].values(), *self.day[r], *(c for c, _ in places.values())]:
                if c not in is_open and not here.narrow(c, 0, 0):
                    return None
            if accepted[r] is not None:
                if not here.narrow(self.accept[r], int(accepted[r]), int(accepted[r])):
                    return None
        return here
