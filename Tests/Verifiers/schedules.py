"""Adds up a proof by schedules of devices and budgets of institutions, for verify_prices.py."""
from budgets import Budgets


class Schedules:
    """Adds up a proof by schedules: devices choose elementary schedules, institutions knapsacks."""

    def __init__(self, requests, lengths, starts, capacity, parts, duty, limits, periods, shares,
                 bundles, promised, institutions, rules, proof):
        self.lengths, self.capacity, self.parts, self.duty = lengths, capacity, parts, duty
        self.limits, self.periods, self.proof = limits, periods, proof
        self.bundles, self.promised = bundles, promised
        # The rules as inequalities, written when they are first asked for.
        self.rules, self.written = rules, None
        self.bundle_of = {r: b for b, members in enumerate(bundles) for r in members}
        self.starts = [(r,) + s for r, found in enumerate(starts) for s in found]
        self.counts = [len(found) for found in starts]
        by_device = {}
        for i in sorted(range(len(self.starts)), key=lambda i: (self.starts[i][3], i)):
            by_device.setdefault(self.starts[i][1], []).append(i)
        self.spans = {}
        for d, found in by_device.items():
            number, end = -1, -1
            for i in found:
                if number < 0 or self.starts[i][3] >= end:
                    number, end = number + 1, -1
                end = max(end, self.starts[i][4])
                self.spans.setdefault((d, number), []).append(i)
        self.budgets = Budgets(
            requests, lengths, self.starts, self.counts, proof["keepsQuota"], limits, bundles, shares,
            institutions)

    def span(self, entries, once):
        """Best schedule of a span, and the best with each start."""
        bit = {r: 1 << k for k, r in enumerate(once)}
        sets = 1 << len(once)
        times = sorted({x for e in entries for x in (self.starts[e[0]][3], self.starts[e[0]][4])})
        index = {t: k for k, t in enumerate(times)}
        until = [[0] * sets for _ in times]
        since = [[0] * sets for _ in times]
        ending, beginning = {}, {}
        for i, gain in entries:
            if gain > 0:
                _, _, _, begin, end = self.starts[i][:5]
                own = bit.get(self.starts[i][0], 0)
                ending.setdefault(index[end], []).append((index[begin], own, gain))
                beginning.setdefault(index[begin], []).append((index[end], own, gain))
        for k in range(1, len(times)):
            row = until[k] = list(until[k - 1])
            for before, own, gain in ending.get(k, []):
                old = until[before]
                for m in range(sets):
                    if m & own == own:
                        row[m] = max(row[m], old[m ^ own] + gain)
        for k in reversed(range(len(times) - 1)):
            row = since[k] = list(since[k + 1])
            for after, own, gain in beginning.get(k, []):
                old = since[after]
                for m in range(sets):
                    if m & own == own:
                        row[m] = max(row[m], old[m ^ own] + gain)
        best = until[-1][sets - 1]

        def with_start(i, gain):
            rest = sets - 1 - bit.get(self.starts[i][0], 0)
            old, new = until[index[self.starts[i][3]]], since[index[self.starts[i][4]]]
            return gain + max(old[m] + new[rest ^ m] for m in range(sets) if m & rest == m)

        return best, with_start

    def gains(self, prices):
        """What each start leaves of its points beyond all that it pays."""
        for rows in (prices["pools"], prices["devices"], prices["quotas"]):
            assert all(isinstance(p, int) and p >= 0 for row in rows for p in row), "a negative price"
        assert all(isinstance(p, int) for p in prices["requests"])

        def sums(row):
            total = [0]
            for price in row:
                total.append(total[-1] + price)
            return total

        pools = [sums(row) for row in prices["pools"]]
        devices = [sums(row) if row else None for row in prices["devices"]]
        found = []
        for r, d, t, begin, end, pool, points, rows in self.starts:
            gain = 256 * points - prices["requests"][r]
            if pool is not None:
                gain -= pools[pool][t + self.lengths[r]] - pools[pool][begin]
            for e in [d] + self.parts[d]:
                if devices[e]:
                    gain -= devices[e][end] - devices[e][begin]
            gain -= sum(self.lengths[r] * prices["quotas"][q][f] for q, f in rows)
            found.append(gain)
        return found

    def program(self, certificate, prices, domain):
        """The most points that a certificate allows in a domain; None if nothing is left."""
        possible, state = domain
        left = [i for i in sorted(possible) if state[self.bundle_of[self.starts[i][0]]] is not False]
        self.written = self.written or self.rules()
        rules = self.written
        here = rules.left(
            [(self.starts[i][0], self.starts[i][1], self.starts[i][2]) for i in left],
            [state[self.bundle_of[r]] for r in range(len(self.lengths))])
        if here is None:
            return None
        gains, is_left = self.gains(prices), set(left)
        once = {(o["device"], o["span"]): o["requests"] for o in prices["once"]}
        assert all(len(o) <= 12 for o in once.values())
        for g, d in enumerate(rules.first):
            number = 0
            while (d, number) in self.spans:
                entries = [(i, gains[i]) for i in self.spans[d, number] if i in is_left]
                best = self.span(entries, once.get((d, number), []))[0] if entries else 0
                here.row(
                    [(rules.start[self.starts[i][0]][g, self.starts[i][2]][0], gain) for i, gain in entries
                     if gain], None, rules.capacity[g] * best)
                number += 1
        able = {self.starts[i][0] for i in left}
        for budget in self.budgets:
            groups = [group for _, group in budget[0]]
            worths = [sum(prices["requests"][r] for r in group) for group in groups]
            best, _ = self.budgets.knapsack(
                budget, worths, [state[self.bundle_of[g[0]]] for g in groups],
                [all(r in able for r in g) for g in groups])
            if best is None:
                return None
            terms = [(rules.accept[g[0]], worth) for g, worth in zip(groups, worths) if worth]
            if budget[4] is not None and budget[3]:
                terms.append((rules.short[budget[4]], -256 * budget[3]))
            here.row(terms, None, best)
        least = here.bound(certificate)
        return None if least is None else -least

    def evaluate(self, prices, domain, reach=None):
        """The bound of a domain in units; with `reach`, the domain without what cannot reach it."""
        possible, state = domain
        gains = self.gains(prices)
        bound = sum(c * sum(row) for c, row in zip(self.capacity, prices["devices"]))
        bound += sum(n * p for duty, row in zip(self.duty, prices["pools"]) for n, p in zip(duty, row))
        bound += sum(limit * sum(row) for limit, row in zip(self.limits, prices["quotas"]))
        once = {(o["device"], o["span"]): o["requests"] for o in prices["once"]}
        assert all(len(o) <= 12 for o in once.values())
        left, tables, able = {}, {}, set()
        for key, members in self.spans.items():
            entries = []
            for i in members:
                r = self.starts[i][0]
                if i not in possible or state[self.bundle_of[r]] is False:
                    continue
                able.add(r)
                entries.append((i, gains[i]))
            if entries:
                best, with_start = self.span(entries, once.get(key, []))
                bound += self.capacity[key[0]] * best
                tables[key] = (best, with_start, entries)
        chosen = []
        for budget in self.budgets:
            groups = [group for _, group in budget[0]]
            best, values = self.budgets.knapsack(
                budget, [sum(prices["requests"][r] for r in g) for g in groups],
                [state[self.bundle_of[g[0]]] for g in groups], [all(r in able for r in g) for g in groups])
            if best is None:
                return None, domain
            bound += best
            chosen.append((groups, best, values))
        if reach is None:
            return bound, domain
        spare = bound - 256 * reach
        new, entry = list(state), {}
        for groups, best, values in chosen:
            for group, (with_it, without) in zip(groups, values):
                for r in group:
                    entry[r] = None if with_it is None else best - with_it
                b = self.bundle_of[group[0]]
                if new[b] is None:
                    if with_it is None or best - with_it > spare:
                        new[b] = False
                    elif without is None or best - without > spare:
                        new[b] = True
        kept = set()
        for best, with_start, entries in tables.values():
            for i, gain in entries:
                r = self.starts[i][0]
                if new[self.bundle_of[r]] is not False and entry[r] is not None:
                    if best - with_start(i, gain) + entry[r] <= spare:
                        kept.add(i)
        return bound, (kept, new)

    def bound(self):
        # A request without any start keeps its series out.
        state = [True if any(r in self.promised for r in b)
                 else None if all(self.counts[r] for r in b) else False for b in self.bundles]
        domain, best = (set(range(len(self.starts))), state), None
        for node in self.proof["nodes"]:
            assert domain is not None, "something behind the last step"
            left = None
            if "bounded" in node:
                units, _ = self.evaluate(node["bounded"]["_0"], domain)
                value = None if units is None else units // 256
            elif "narrowed" in node:
                entry = node["narrowed"]
                _, left = self.evaluate(entry["_0"], domain, entry["reach"])
                value = entry["reach"] - 1
            else:
                value = self.program(node["program"]["_0"], node["program"]["_1"], domain)
            if value is not None:
                best = value if best is None else max(best, value)
            domain = left
        assert domain is None, "the last step is left out"
        return best
