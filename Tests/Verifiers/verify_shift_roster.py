#!/usr/bin/env python3
"""Verifies a shift roster's result file: its roster against the rules, its goals, and its proof.

    verify_shift_roster.py RESULT.json

Written from the rules as the documentation states them, standard library only, integers only. Prints one
line, `open O change C penalty P bound B` with `none` where the file proves nothing, and a line for each
rule without a penalty that is broken. Exit status 0 if the roster keeps the rules and the claimed bound is
proven, 1 if not.

A row of one person is walked day by day. What the rules must remember of it is a tuple of small numbers,
one for each rule: the length of a run, the steps of patterns under way, what the weekend has been so far,
a count. The least cost over all rows is then a shortest path over these tuples.
"""
import json
import sys


def enum(value):
    """Case and payload of an encoded enumeration."""
    (case, payload), = value.items()
    return case, payload


class Roster:
    def __init__(self, draft):
        self.draft = draft
        self.days = draft["days"]
        self.weekday = [(draft["firstWeekday"] - 1 + d) % 7 for d in range(self.days)]
        self.duties = draft["duties"]
        self.number = {duty["id"]: k for k, duty in enumerate(self.duties)}
        groups = {g["id"]: set(g["duties"]) for g in draft["groups"]}
        self.named = lambda names: set().union(*(groups.get(n, {n}) for n in names)) if names else set()
        # A task is a duty in a skill; a cell is 0 for a free day, else 1 + task.
        self.tasks = [(k, skill) for k, duty in enumerate(self.duties)
                      for skill in (duty["skills"] or [None])]
        self.staff = draft["staff"]
        self.person = {s["staffNumber"]: p for p, s in enumerate(self.staff)}
        contracts = {c["id"]: c for c in draft["contracts"]}
        self.weekend = [contracts[s["contract"]]["weekend"] for s in self.staff]
        self.rules = [self.plain(contracts[s["contract"]]["rules"]) + self.plain(s["rules"])
                      for s in self.staff]
        self.history = [[self.past(cell) for cell in s["history"]] for s in self.staff]
        self.weekends = [self.weekends_of(p) for p in range(len(self.staff))]

    def past(self, cell):
        case, payload = enum(cell)
        return payload["_0"] if case == "duty" else {"off": None, "work": "?"}[case]

    def weekends_of(self, p):
        found = []
        for day, weekday in enumerate(self.weekday):
            if weekday + 1 in self.weekend[p]:
                if weekday + 1 == self.weekend[p][0] or not found:
                    found.append([])
                found[-1].append(day)
        return found

    def plain(self, rules):
        """Rules with rest and travel written as patterns of two days."""
        out = []
        for rule in rules:
            case, payload = enum(rule)
            if case == "rest":
                out += self.successions(payload.get("penalty"), lambda a, b: (
                    a.get("start") is not None and b.get("start") is not None
                    and 1440 + b["start"] - a["start"] - a["minutes"] < payload["minutes"]))
            elif case == "travel":
                out += self.successions(payload.get("penalty"), lambda a, b: (
                    a.get("site") is not None and b.get("site") is not None
                    and a["site"] != b["site"]))
            else:
                out.append((case, payload["_0"]))
        return out

    def successions(self, penalty, is_unwanted):
        out = []
        for a in self.duties:
            after = [b["id"] for b in self.duties if is_unwanted(a, b)]
            if after:
                steps = [{"oneOf": {"_0": [a["id"]]}}, {"oneOf": {"_0": after}}]
                out.append(("pattern", {"steps": steps, "penalty": penalty}))
        return out

    def meets(self, match, duty):
        """Whether a duty (None for free, "?" for unknown work) is one of those meant."""
        case, payload = enum(match)
        if case == "anything":
            return True
        if case == "off":
            return duty is None
        if case == "work":
            return duty is not None
        if duty == "?":
            return False
        names = self.named(payload["_0"])
        return {"oneOf": duty in names, "workExcept": duty is not None and duty not in names,
                "noneOf": duty not in names}[case]

    def duty(self, cell):
        return None if cell == 0 else self.duties[self.tasks[cell - 1][0]]["id"]

    def allowed(self):
        """Cells allowed, by person and day."""
        cells = []
        for s in self.staff:
            own = {0}
            for t, (k, skill) in enumerate(self.tasks):
                site = self.duties[k].get("site")
                if (skill is None or skill in s["skills"]) and (
                        site is None or not s["sites"] or site in s["sites"]):
                    own.add(1 + t)
            cells.append([set(own) for _ in range(self.days)])
        for f in self.draft["forbidden"]:
            for day in range(f["first"] - 1, f["last"]):
                own = cells[self.person[f["person"]]][day]
                own -= {c for c in own if self.meets(f["cells"], self.duty(c))}
        for f in self.draft["pinned"]:
            own = cells[self.person[f["person"]]][f["day"] - 1]
            own -= {c for c in own if not self.meets(f["cells"], self.duty(c))}
        return cells

    def wish_cost(self, p, day, cell):
        return sum(w["weight"] for w in self.draft["wishes"]
                   if self.person[w["person"]] == p and w["day"] == day + 1
                   and self.meets(w["cells"], self.duty(cell)) != w["isFor"])

    def published(self):
        if self.draft.get("published") is None:
            return None
        rows = [[0] * self.days for _ in self.staff]
        for c in self.draft["published"]["cells"]:
            own = [1 + t for t, (k, skill) in enumerate(self.tasks)
                   if self.duties[k]["id"] == c["duty"] and c.get("skill") in (None, skill)]
            rows[self.person[c["person"]]][c["day"] - 1] = own[0]
        return rows

    def needs(self):
        """People, days and cells of each need, with the need."""
        out = []
        for need in self.draft["cover"]:
            duties = self.named(need["duties"]) if need["duties"] else set(self.number)
            cells = {1 + t for t, (k, skill) in enumerate(self.tasks)
                     if self.duties[k]["id"] in duties
                     and (not need["skills"] or skill in need["skills"])}
            people = {self.person[x] for x in need["people"]} or set(range(len(self.staff)))
            out.append((people, {d - 1 for d in need["days"]}, cells, need))
        return out


def beyond(limit, distance):
    """Cost of standing beyond a limit; "hard" if that is not allowed."""
    if limit is None or distance <= 0:
        return 0
    if limit.get("penalty") is None:
        return "hard"
    return limit["penalty"] * (distance * distance if limit["isSquared"] else distance)


class Priced(int):
    """A cost in the unit of prices."""


def least_kept(roster, p, toll, scale):
    """The least that the limits of a toll cost beyond it, over every number of steps; None if none is
    permitted."""
    counts = [rule for kind, rule in roster.rules[p] if kind == "count"]
    assert toll["limits"] and all(0 <= n < len(counts) for n in toll["limits"])
    rules = [counts[n] for n in toll["limits"]]
    first = rules[0]

    def what(rule):
        span, weekdays = rule.get("days"), rule["weekdays"]
        days = [d for d in range(roster.days) if (span is None or span[0] <= d + 1 <= span[1])
                and (not weekdays or roster.weekday[d] + 1 in weekdays)]
        duties = [duty["id"] for duty in roster.duties] + [None]
        return rule["unit"], days, [roster.meets(rule["cells"], duty) for duty in duties]

    assert len(set(toll["limits"])) == len(rules) and toll["per"] > 0
    assert all(what(rule) == what(first) for rule in rules)
    assert toll["per"] == 1 or first["unit"] == "minutes"
    _, days, meets = what(first)
    most = len(roster.weekends[p]) if first["unit"] == "weekends" else len(days)
    if first["unit"] == "minutes":
        usable = {roster.duty(cell) for cells in roster.allowed()[p] for cell in cells}
        minutes = [duty["minutes"] for duty, met in zip(roster.duties, meets)
                   if met and duty["id"] in usable]
        assert all(m % toll["per"] == 0 for m in minutes)
        most *= max(minutes, default=0) // toll["per"]
    options = []
    for steps in range(most + 1):
        costs = []
        for rule in rules:
            total = rule["already"] + steps * toll["per"]
            low, high = rule.get("minimum"), rule.get("maximum")
            costs.append(beyond(low, low["limit"] - total) if low else 0)
            costs.append(beyond(high, total - high["limit"]) if high else 0)
        if "hard" not in costs:
            options.append(scale * sum(costs) - toll["price"] * steps)
    return min(options, default=None)


class Walk:
    """One person's rules as small numbers that change from day to day."""

    def __init__(self, roster, p, counted=None, tolls=()):
        """Of the limits on counts only those `counted`, numbered in order; all if not given. Limits with a
        toll are paid for by the step instead."""
        self.r, self.p, self.rules, number = roster, p, [], 0
        # Steps worked out once serve every node of a proof; those of one rule, every state that has its number.
        self.known, self.of_rules = {}, {}
        priced = {n: t for t in tolls for n in t["limits"]}
        for kind, rule in roster.rules[p]:
            if kind != "count":
                self.rules.append((kind, rule))
            elif number in priced:
                if number == priced[number]["limits"][0]:
                    self.rules.append(("priced", (rule, priced[number])))
            elif counted is None or number in counted:
                self.rules.append((kind, rule))
            number += kind == "count"
        self.first = -len(roster.history[p])
        self.of_day = {d: weekend for weekend in roster.weekends[p] for d in weekend}
        self.last_weekend = roster.weekends[p][-1] if roster.weekends[p] else None
        state = tuple(0 for _ in self.rules)
        for k, duty in enumerate(roster.history[p]):
            state, _, _ = self.step(state, duty, self.first + k)
        self.start = state

    def step(self, state, duty, day):
        """The numbers after a day, its cost, "hard" if a rule without a penalty breaks, and its tolls."""
        out, cost, tolls = [], 0, 0
        if (duty, day) not in self.of_rules:
            self.of_rules[duty, day] = [{} for _ in self.rules]
        for (kind, rule), held, known in zip(self.rules, state, self.of_rules[duty, day]):
            if held not in known:
                known[held] = getattr(self, kind)(rule, held, duty, day)
            new, paid = known[held]
            out.append(new)
            if paid == 0:
                continue
            if isinstance(paid, Priced):
                tolls += paid
            elif "hard" in (paid, cost):
                cost = "hard"
            else:
                cost += paid
        return tuple(out), cost, tolls

    def run(self, rule, held, duty, day):
        length, waived = abs(held), held < 0
        low, high = rule.get("minimum"), rule.get("maximum")
        if not self.r.meets(rule["cells"], duty):
            ends = day >= 0 and length and not waived and low
            return 0, beyond(low, low["limit"] - length) if ends else 0
        waived = waived or (day == 0 and self.first == 0 and rule["isWaivedAtStart"])
        longest = 1 + max(low["limit"] if low else 0, high["limit"] if high else 0)
        length = min(length + 1, longest)
        cost = beyond(high, 1) if day >= 0 and high and length > high["limit"] else 0
        if day == self.r.days - 1 and low and not waived and not rule["isWaivedAtEnd"]:
            short = beyond(low, low["limit"] - length)
            cost = "hard" if "hard" in (cost, short) else cost + short
        return (-length if waived else length), cost

    def pattern(self, rule, held, duty, day):
        steps, weekday = rule["steps"], rule.get("weekday")
        today = (self.r.weekday[0] + day) % 7 + 1
        matched = 0
        for k, step in enumerate(steps):
            begun = (weekday in (None, today)) if k == 0 else held >> (k - 1) & 1
            if begun and self.r.meets(step, duty):
                matched |= 1 << k
        whole = 1 << (len(steps) - 1)
        occurs = matched & whole and day >= 0
        penalty = rule.get("penalty")
        return matched & ~whole, ("hard" if penalty is None else penalty) if occurs else 0

    def weekend(self, rule, held, duty, day):
        days = self.of_day.get(day)
        if not days:
            return held, 0
        demand, payload = enum(rule["demand"])
        if demand == "run":
            low, high = payload.get("minimum"), payload.get("maximum")
            length, worked = held // 2, duty is not None or (day != days[0] and held % 2)
            if day != days[-1]:
                return 2 * length + bool(worked), 0
            longest = 1 + max(low["limit"] if low else 0, high["limit"] if high else 0)
            costs = []
            if worked:
                length = min(length + 1, longest)
                costs.append(beyond(high, 1) if high and length > high["limit"] else 0)
                if days is self.last_weekend and low:
                    costs.append(beyond(low, low["limit"] - length))
            else:
                costs.append(beyond(low, low["limit"] - length) if low and length else 0)
                length = 0
            return 2 * length, "hard" if "hard" in costs else sum(costs)
        own = 1 if duty is None else 2 if demand == "complete" else 2 + self.r.number[duty]
        seen = own if day == days[0] or held == own else -1
        if day != days[-1]:
            return seen, 0
        penalty = rule.get("penalty")
        return 0, ("hard" if penalty is None else penalty) if seen == -1 else 0

    def priced(self, rule, held, duty, day):
        """One while the present weekend has been counted; every step costs the toll."""
        rule, toll = rule
        free = dict(rule, maximum=None, minimum=None)
        if day < 0:
            return 0, 0
        after, _ = self.count(free, held, duty, day)
        steps, rest = divmod(after // 2, toll["per"] if rule["unit"] == "minutes" else 1)
        assert not rest
        # The toll is in the unit of prices already, penalties are not.
        return after % 2, Priced(steps * toll["price"])

    def count(self, rule, held, duty, day):
        """Twice the count so far, plus one while the present weekend has been counted."""
        if day < 0:
            return 0, 0
        number, counted = held // 2, held % 2
        span, weekdays = rule.get("days"), rule["weekdays"]
        counts = (self.r.meets(rule["cells"], duty)
                  and (span is None or span[0] <= day + 1 <= span[1])
                  and (not weekdays or self.r.weekday[day] + 1 in weekdays))
        if rule["unit"] == "weekends":
            days = self.of_day.get(day)
            if not days:
                return 2 * number, 0
            counted = counted if day != days[0] else 0
            number += bool(counts and not counted)
            counted = bool(counted or counts) if day != days[-1] else 0
        else:
            counted = 0
            if counts:
                number += 1 if rule["unit"] == "cells" else (
                    0 if duty is None else self.r.duties[self.r.number[duty]]["minutes"])
        high, low = rule.get("maximum"), rule.get("minimum")
        total = number + rule["already"]
        if high and high.get("penalty") is None and total > high["limit"]:
            return 0, "hard"
        if not high and low:
            # Beyond the least nothing changes.
            number = min(number, max(0, low["limit"] - rule["already"]))
        return 2 * number + counted, 0

    def end(self, state):
        cost = 0
        for (kind, rule), held in zip(self.rules, state):
            if kind == "count":
                total = held // 2 + rule["already"]
                low, high = rule.get("minimum"), rule.get("maximum")
                for paid in (beyond(low, low["limit"] - total) if low else 0,
                             beyond(high, total - high["limit"]) if high else 0):
                    cost = "hard" if "hard" in (cost, paid) else cost + paid
        return cost

    def least(self, price, cells, scale, change_price, published):
        """Least of the prices of the cells and the scaled penalties over all rows; None if none."""
        layer = {(self.start, False): 0}
        for day in range(self.r.days):
            best = {}
            for cell in cells[day]:
                key = (self.r.duty(cell), bool(published) and published[day] != cell)
                best[key] = min(best.get(key, price(day, cell)), price(day, cell))
            after = {}
            for (state, changed), cost in layer.items():
                for (duty, changes), own in best.items():
                    if (state, duty, day) not in self.known:
                        self.known[state, duty, day] = self.step(state, duty, day)
                    new, paid, tolls = self.known[state, duty, day]
                    if paid == "hard":
                        continue
                    total = cost + own + scale * paid + tolls
                    if changes and not changed:
                        total += change_price
                    key = (new, changed or changes)
                    if key not in after or total < after[key]:
                        after[key] = total
            layer = after
        ends = [cost + scale * self.end(state) for (state, _), cost in layer.items()
                if self.end(state) != "hard"]
        return min(ends, default=None)

    def cost_of(self, duties):
        state, total = self.start, 0
        for day, duty in enumerate(duties):
            state, paid, _ = self.step(state, duty, day)
            if paid == "hard":
                return "hard"
            total += paid
        paid = self.end(state)
        return "hard" if paid == "hard" else total + paid


def need_cost(need, number):
    """Penalty, and required people missing; "hard" above a maximum without a penalty."""
    low, best, high = need.get("minimum"), need.get("preferred"), need.get("maximum")
    above = beyond(high, number - high["limit"]) if high else 0
    if above == "hard":
        return "hard", 0
    cost, missing = above, 0
    if low and number < low["limit"]:
        if low.get("penalty") is None:
            missing = low["limit"] - number
        else:
            cost += beyond(low, low["limit"] - number)
    if best:
        cost += beyond(best, best["limit"] - number)
    return cost, missing


def values(roster, tasks):
    """Goals of a roster and the hard rules that it breaks."""
    broken, total = [], {"open": 0, "change": 0, "penalty": 0}
    rows = [[0 if t is None else 1 + t for t in row] for row in tasks]
    allowed, published = roster.allowed(), roster.published()
    if len(rows) != len(roster.staff) or any(len(row) != roster.days for row in rows):
        return total, ["shape"]
    for p, row in enumerate(rows):
        for day, cell in enumerate(row):
            if cell not in allowed[p][day]:
                broken.append(f"cell {p} {day}")
            total["penalty"] += roster.wish_cost(p, day, cell)
        cost = Walk(roster, p).cost_of([roster.duty(cell) for cell in row])
        if cost == "hard":
            broken.append(f"rules of {p}")
        else:
            total["penalty"] += cost
        if published:
            differing = sum(a != b for a, b in zip(row, published[p]))
            total["change"] += differing * roster.draft["published"]["cellWeight"]
            total["change"] += roster.draft["published"]["personWeight"] if differing else 0
    for r, (people, days, cells, need) in enumerate(roster.needs()):
        number = sum(rows[p][d] in cells for p in people for d in days)
        cost, missing = need_cost(need, number)
        if cost == "hard":
            broken.append(f"need {r}")
        else:
            total["penalty"] += cost
            total["open"] += missing
    return total, broken


def leaf_bound(roster, certificate, prices, tolls, cells, walks):
    """What prices prove of the rosters in the cells; None if there is no such roster."""
    weights, unit = certificate["weights"], certificate["denominator"]
    published, needs = roster.published(), roster.needs()
    total = 0
    for (people, days, _, need), price in zip(needs, prices):
        options = []
        for number in range(len(people) * len(days) + 1):
            cost, missing = need_cost(need, number)
            if cost != "hard":
                options.append(unit * (weights["penalty"] * cost + weights["open"] * missing)
                               + price * number)
        total += min(options)
    for p in range(len(roster.staff)):
        own = [{cell: unit * weights["penalty"] * roster.wish_cost(p, day, cell)
                for cell in cells[p][day]} for day in range(roster.days)]
        change_price = 0
        if published:
            change = unit * weights["change"]
            change_price = change * roster.draft["published"]["personWeight"]
            for day in range(roster.days):
                for cell in own[day]:
                    if cell != published[p][day]:
                        own[day][cell] += change * roster.draft["published"]["cellWeight"]
        for (people, days, counted, _), price in zip(needs, prices):
            if p in people and price:
                for day in days:
                    for cell in counted & cells[p][day]:
                        own[day][cell] -= price
        counts = certificate.get("counts")
        own_tolls = [t for t in tolls if t["person"] == p]
        assert len({n for t in own_tolls for n in t["limits"]}) == sum(
            len(t["limits"]) for t in own_tolls)
        for toll in own_tolls:
            kept = least_kept(roster, p, toll, unit * weights["penalty"])
            if kept is None:
                return None
            total += kept
        key = p, str(own_tolls)
        if key not in walks:
            walks[key] = Walk(roster, p, counts[p] if counts else None, own_tolls)
        least = walks[key].least(
            lambda day, cell: own[day][cell], cells[p], unit * weights["penalty"], change_price,
            published[p] if published else None)
        if least is None:
            return None
        total += least
    return -(-total // unit)


def proven_bound(roster, certificate):
    """The least over the leaves; None if no leaf holds a roster."""
    assert certificate["denominator"] in {1 << k for k in range(9)}
    assert min(certificate["weights"].values()) >= 0
    nodes, bounds, walks = certificate["nodes"], {}, {}
    # A leaf without prices rests on the nearest node above that has them.
    stack = [(0, roster.allowed(), None, None)]
    seen = set()
    while stack:
        n, cells, priced, inherited = stack.pop()
        assert n not in seen
        seen.add(n)
        node = nodes[n]
        if node.get("prices") is not None:
            assert len(node["prices"]) == len(roster.draft["cover"])
            priced, inherited = n, cells
        split = node.get("split")
        if split is None:
            if priced not in bounds:
                bounds[priced] = leaf_bound(
                    roster, certificate, nodes[priced]["prices"], nodes[priced].get("tolls") or [],
                    inherited, walks)
            continue
        for child, keeps in ((split["inside"], True), (split["outside"], False)):
            part = [list(days) for days in cells]
            part[split["person"]][split["day"]] = {
                c for c in cells[split["person"]][split["day"]] if (c in split["cells"]) == keeps}
            stack.append((child, part, priced, inherited))
    assert seen == set(range(len(nodes)))
    return min((bound for bound in bounds.values() if bound is not None), default=None)


def is_granted(term, total, weights, bound):
    """Whether a weighted value of at least `bound` leaves a goal that much, the others at their values."""
    name = term["name"]
    others = sum(weights[g] * total[g] for g in total if g != name)
    return weights[name] > 0 and weights[name] * (term["bound"] - 1) + others < bound


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        result = json.load(file)
    roster, answer = Roster(result["draft"]), result["answer"]
    total, broken = values(roster, answer["roster"]["tasks"])
    certificate = answer.get("certificate")
    certificates = ([certificate] if certificate else []) + (answer.get("earlier") or [])
    bounds = [proven_bound(roster, proof) for proof in certificates]
    bound = bounds[0] if certificate else None
    print("open {open} change {change} penalty {penalty}".format(**total),
          "bound", "none" if bound is None else bound)
    for line in broken:
        print(line)
    weak = any(b is not None and b < c["bound"] for c, b in zip(certificates, bounds))
    proofs = [(c["weights"], b) for c, b in zip(certificates, bounds) if b is not None]
    claims = [t for t in result.get("terms") or [] if (t.get("bound") or 0) > 0]
    false = [t["name"] for t in claims if not any(is_granted(t, total, *p) for p in proofs)]
    for name in false:
        print(f"{name}: bound is not proven")
    sys.exit(1 if broken or weak or false else 0)


if __name__ == "__main__":
    main()
