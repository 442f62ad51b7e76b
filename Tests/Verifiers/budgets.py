"""What institutions can have accepted at most within quotas and fair shares, for schedules.py."""


class Budgets:
    """Each institution chooses requests like a knapsack: items with their rows of quotas, the quota of all
    its requests, and its fair share."""

    def __init__(self, requests, lengths, starts, counts, keeps, limits, bundles, shares, institutions):
        self.lengths, self.limits = lengths, limits
        total, narrow = {}, {}
        counted = {}
        for start in starts:
            for row in start[7]:
                counted.setdefault(row, {}).setdefault(start[0], 0)
                counted[row][start[0]] += 1
        own = {}
        for r, request in enumerate(requests):
            own.setdefault(request["institution"], []).append(r)
        for q, kept in enumerate(keeps):
            for f, is_kept in enumerate(kept):
                if not is_kept:
                    continue
                members = counted.get((q, f), {})
                assert all(n == counts[r] for r, n in members.items()), "a quota counts some starts"
                if not members:
                    continue
                owner = requests[next(iter(members))]["institution"]
                able = [r for r in own[owner] if counts[r]]
                if len(members) == len(able) and owner not in total:
                    total[owner] = limits[q]
                    continue
                for r in members:
                    assert r not in narrow, "two quotas count the same request"
                    narrow[r] = (q, f)
        budgets = []
        for owner in sorted(own, key=institutions.index):
            items = []
            for bundle in bundles:
                whole = all(
                    requests[r]["institution"] == owner and counts[r]
                    and narrow.get(r) == narrow.get(bundle[0]) for r in bundle)
                for group in [bundle] if whole else [[r] for r in bundle]:
                    if requests[group[0]]["institution"] == owner:
                        items.append((narrow.get(group[0]), group))
            items.sort(key=lambda item: (item[0] is not None, item[0] or (0, 0), item[1][0]))
            target, points, share = shares.get(owner, (0, 0, None))
            budgets.append((items, total.get(owner), target, points, share))
        self.budgets = budgets

    def __iter__(self):
        return iter(self.budgets)

    def knapsack(self, budget, worth, state, able):
        """Best value and, for each item, the best with it and without it; None if impossible."""
        items, total, target, points, _ = budget
        use = [sum(self.lengths[r] for r in group) for _, group in items]
        most = min(total if total is not None else target, sum(use))
        later = {u: -256 * points * max(0, target - u) for u in range(most + 1)}

        def step(k, c, u):
            if state[k] is False or not able[k]:
                return None
            row = items[k][0]
            c = 0 if row is None else c + use[k]
            if row is not None and c > self.limits[row[0]]:
                return None
            u += use[k]
            if u > most:
                if total is not None:
                    return None
                u = most
            return c, u

        def first(k):
            return k == 0 or items[k][0] != items[k - 1][0]

        # Forward: reachable states only; then backward over the same states.
        reached = [None] * (len(items) + 1)
        reached[0] = {(0, 0): 0}
        for k in range(len(items)):
            here = {}
            for (c, u), v in reached[k].items():
                key = (0 if first(k) else c, u)
                here[key] = max(here.get(key, v), v)
            reached[k] = here
            out = {}
            for (c, u), v in here.items():
                if state[k] is not True:
                    out[c, u] = max(out.get((c, u), v), v)
                go = step(k, c, u)
                if go:
                    out[go] = max(out.get(go, v + worth[k]), v + worth[k])
            reached[k + 1] = out
        ahead = {key: later[key[1]] for key in reached[len(items)]}
        values = [(None, None)] * len(items)
        for k in reversed(range(len(items))):
            now, with_it, without = {}, None, None

            def after(c, u):
                return ahead.get((0 if k + 1 < len(items) and first(k + 1) else c, u))

            for (c, u), v in reached[k].items():
                options = []
                if state[k] is not True and after(c, u) is not None:
                    options.append(after(c, u))
                    without = v + after(c, u) if without is None else max(without, v + after(c, u))
                go = step(k, c, u)
                if go and after(*go) is not None:
                    w = worth[k] + after(*go)
                    options.append(w)
                    with_it = v + w if with_it is None else max(with_it, v + w)
                if options:
                    now[c, u] = max(options)
            values[k] = (with_it, without)
            ahead = now
        return ahead.get((0, 0)), values
