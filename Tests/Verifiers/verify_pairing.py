#!/usr/bin/env python3
"""Re-adds the proof of a pairing result, from the lists in the file alone.

    python3 verify_pairing.py RESULT.json ...

Written from the rules, in the standard library only; shares no code with Allot. For each result it
counts the goals again, looks for blocking pairs, replays the reductions, derives every row that a
proof uses and adds the proof up in whole numbers. Prints one line for each file and ends with 1 if
anything does not hold. What a proof is made of is said in Allot's documentation of RowProof; why its
rows and steps are sound, in the comments of its own verifier. Prices on rotations are added up by
verify_rotations.py.
"""
import json
import sys

from verify_rotations import Rotations


class Defect(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Defect(message)


def up(a, b):
    return -(-a // b)


class Round:
    """Contracts in the order of the talents' lists, and classes: projects with places, then mentors, then
    quotas. A contract joins a talent and a mentor who list one another, on a project or on none."""

    def __init__(self, draft):
        self.draft = draft
        mentors, talents = draft["mentors"], draft["talents"]
        mentor = {m["id"]: i for i, m in enumerate(mentors)}
        talent = {t["id"]: i for i, t in enumerate(talents)}
        project = {p["id"]: i for i, p in enumerate(draft["projects"])}
        self.kept = {talent[k["talent"]]: mentor[k["mentor"]] for k in draft["kept"]}
        recused = set()
        for r in draft["recusals"]:
            for a, b in ((r["first"], r["second"]), (r["second"], r["first"])):
                if a in mentor and b in talent:
                    recused.add((talent[b], mentor[a]))
        points = {(talent[s["talent"]], mentor[s["mentor"]]): s["points"] for s in draft["scores"]}
        before = {talent[p["talent"]]: mentor[p["mentor"]] for p in draft.get("previous") or []
                  if p["talent"] in talent and p["mentor"] in mentor}

        def tiers(person, writer, other):
            """Tiers without gaps; somebody without a wish may rank by the scores."""
            found = [tier for tier in person["wishes"] if tier]
            if found or not draft.get("listsFromScores"):
                return found
            by_points = {}
            for s in draft["scores"]:
                if s[writer] == person["id"]:
                    by_points.setdefault(s["points"], []).append(s[other])
            return [by_points[p] for p in sorted(by_points, reverse=True)]

        listed = []
        for m in mentors:
            parts = []
            for tier in tiers(m, "mentor", "talent"):
                inside = [talent[i] for i in tier]
                # Of a tier those who waited last time come first.
                parts += [part for part in ([t for t in inside if talents[t].get("waited")],
                                            [t for t in inside if not talents[t].get("waited")]) if part]
            listed.append({t: k for k, part in enumerate(parts, 1) for t in part})
        columns = self.t, self.m, self.p, self.tr, self.mr, self.score, self.stay = [[] for _ in range(7)]
        self.of_talent = [[] for _ in talents]
        self.number = {}
        for t, person in enumerate(talents):
            for k, tier in enumerate(tiers(person, "talent", "mentor") if t not in self.kept else [], 1):
                for name in tier:
                    p = None if name in mentor else project[name]
                    m = mentor[name] if p is None else mentor[draft["projects"][p]["mentor"]]
                    if t in listed[m] and (t, m) not in recused:
                        self.number[t, m, p] = len(self.t)
                        self.of_talent[t].append(len(self.t))
                        row = (t, m, p, k, listed[m][t], points.get((t, m), 0) if points else 1,
                               int(before.get(t) == m))
                        for column, value in zip(columns, row):
                            column.append(value)
        self.count = len(self.t)
        # A class: kind, smallest and largest number of contracts, members.
        self.classes, self.targets = [], []

        def limit(kind, low, high, running, members):
            if members or low > running:
                self.classes.append((kind, max(0, low - running), max(0, high - running), members))

        of_project, of_mentor = [[] for _ in project], [[] for _ in mentors]
        for e in range(self.count):
            of_mentor[self.m[e]].append(e)
            if self.p[e] is not None:
                of_project[self.p[e]].append(e)
        for p, it in enumerate(draft["projects"]):
            low, high = it.get("lowerPlaces", 0), it.get("places")
            if high is not None or low > 0:
                limit("project", low, self.count if high is None else high, 0, of_project[p])
        running = [0] * len(mentors)
        for m in self.kept.values():
            running[m] += 1
        for m, it in enumerate(mentors):
            limit("mentor", it.get("lowerCapacity", 0), it["capacity"], running[m], of_mentor[m])
            if it.get("target") is not None:
                self.targets.append((of_mentor[m], it["target"] - running[m]))
        tier_of = {i["id"]: i["tier"] for i in draft["institutions"]}
        for it in draft.get("quotas") or []:
            def holds(scope, person):
                (kind, key), = scope.items()
                key = key.get("_0")
                return (kind == "everybody" or kind == "person" and person["id"] == key
                        or kind == "institution" and person["institution"] == key
                        or kind == "tier" and tier_of.get(person["institution"]) == key)
            inside = [holds(it["mentors"], m) for m in mentors], [holds(it["talents"], t) for t in talents]
            high = it.get("upper")
            limit("quota", it["lower"], len(talents) if high is None else high,
                  sum(inside[1][t] and inside[0][m] for t, m in self.kept.items()),
                  [e for e in range(self.count) if inside[0][self.m[e]] and inside[1][self.t[e]]])
        self.of = [[] for _ in self.t]
        for c, it in enumerate(self.classes):
            for e in it[3]:
                self.of[e].append(c)
        # The smaller of a contract's two classes, if there are two.
        self.inner = [min(own, key=lambda c: (len(self.classes[c][3]), c)) if len(own) == 2 else None
                      for own in self.of]
        self.nested = self.is_nested()
        named = any(p is not None for p in self.p) or any(
            name in project for t in talents for tier in t["wishes"] for name in tier)
        self.has_classes = bool(draft.get("quotas")) or named
        self.strict = not self.has_classes and all(
            len({rank[e] for e in run}) == len(run)
            for runs, rank in ((self.of_talent, self.tr), ([it[3] for it in self.classes], self.mr))
            for run in runs)
        self.widest = max(map(len, self.of), default=0)
        self.places = [max(0, m["capacity"] - running[i]) for i, m in enumerate(mentors)]

    def outer(self, e):
        return next(c for c in self.of[e] if c != self.inner[e])

    def is_nested(self):
        """Classes lie one inside another at most two deep; quotas only where nobody names a project."""
        around = {}
        return all(
            1 <= len(self.of[e]) <= 2 and all(
                around.setdefault(c, self.outer(e)) == self.outer(e)
                and (self.classes[c][0] != "quota" or not any(p is not None for p in self.p))
                for c in self.of[e])
            for e in range(self.count))

    def amount(self, goal, e):
        name, _, rank = goal.rpartition("-")
        if name in ("most", "fewest"):
            return int(self.tr[e] == int(rank))
        if name in ("most-both", "fewest-both"):
            return int(self.tr[e] == int(rank)) + int(self.mr[e] == int(rank))
        return {"size": 1, "talentRanks": self.tr[e], "mentorRanks": self.mr[e],
                "egalitarian": self.tr[e] + self.mr[e], "weight": self.score[e],
                "stays": self.stay[e], "regret": max(self.tr[e], self.mr[e]),
                "imbalance": self.tr[e] - self.mr[e]}[goal]

    def value(self, goal, made):
        if goal == "blocking":
            return len(self.blocking(made))
        if goal in ("worstLoadGap", "totalLoadGap"):
            gaps = [abs(len(made & set(team)) - target) for team, target in self.targets]
            return sum(gaps) if goal == "totalLoadGap" else max(gaps, default=0)
        amounts = [self.amount(goal, e) for e in made]
        if goal == "regret":
            return max(amounts, default=0)
        return abs(sum(amounts)) if goal == "imbalance" else sum(amounts)

    def made(self, matching, stable, lower):
        """The contracts of an answer that keeps the rules."""
        found, projects = set(), matching.get("projectOfTalent") or [None] * len(self.of_talent)
        need(len(matching["mentorOfTalent"]) == len(projects) == len(self.of_talent), "talents missing")
        for t, m in enumerate(matching["mentorOfTalent"]):
            if t in self.kept:
                need(m == self.kept[t], "a kept pair is parted")
            elif m is not None:
                need((t, m, projects[t]) in self.number, "a contract is not acceptable")
                found.add(self.number[t, m, projects[t]])
        for _, low, high, team in self.classes:
            load = sum(e in found for e in team)
            need(load <= high and (not lower or load >= min(low, high)), "a class is beyond its limits")
        need(not stable or not self.blocking(found), "a pair blocks")
        return found

    def same(self, e, g):
        return self.t[e] == self.t[g] and self.m[e] == self.m[g]

    def blocking(self, found):
        held = {self.t[e]: e for e in found}
        inside = [[e for e in it[3] if e in found] for it in self.classes]
        def full(c, e):
            return sum(self.mr[g] <= self.mr[e] and not self.same(e, g)
                       for g in inside[c]) >= self.classes[c][2]
        return [e for e in range(self.count)
                if (self.t[e] not in held or self.tr[held[self.t[e]]] > self.tr[e])
                and not any(full(c, e) for c in self.of[e])]

    def fitting(self, team, c):
        """Most contracts of a team, within class c, that the classes inside it hold."""
        loads, free = {}, 0
        for e in team:
            inner = self.inner[e]
            if inner is None or inner == c:
                free += 1
            else:
                loads[inner] = loads.get(inner, 0) + 1
        return free + sum(min(n, self.classes[d][2]) for d, n in loads.items())

    def class_at(self, c):
        need(0 <= c < len(self.classes), "no such class")
        return self.classes[c]


def minimized(goal):
    return not (goal in ("size", "weight", "stays") or goal.startswith("most"))


class Case:
    """What is known in a case: ranges of the unknowns, and who is matched, full or has room."""

    def __init__(self, k, box):
        self.k, self.box, self.void = k, box, False
        self.matched, self.full, self.room = set(), set(), {}

    def copy(self):
        other = Case(self.k, self.box[:])
        other.matched, other.full, other.room = set(self.matched), set(self.full), dict(self.room)
        other.void = self.void
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

    def has_room(self, e):
        k = self.k
        return k.nested and all(self.room.get(c, 0) >= k.mr[e] or k.fitting(
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
        need(k.nested and k.fitting(firsts, c) >= k.classes[c][2], "applications do not hold")
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
        need(self.stable and k.nested, "the row holds for stable pairings of nested classes")
        if kind == "filled":
            _, _, high, team = k.class_at(it["class"])
            return ones(team), high, None
        if kind == "short":
            return ones(self.shaft(it["class"], it["rank"], [])), None, k.classes[it["class"]][2] - 1
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
                + [(g, places) for e in teeth for g in self.better(e)], places * len(teeth), None)

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

    def bound(self, proof):
        """The bound, made small, of a tree of cases."""
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
                need(here.void or self.sum(it["_0"], unit, here, False)[0] > 0, "a case is not empty")
            else:
                bound, left = self.sum(it["_0"], unit, here)
                found = up(bound, unit)
                if kind == "narrowed":
                    found, room = it["reach"], (it["reach"] - 1) * unit - bound
                    need(room >= 0, "a narrowing leaves nothing")
                    for j, c in left.items():
                        low, high = here.box[j]
                        if c and room // abs(c) < high - low:
                            steps = room // abs(c)
                            here.narrow(j, *((low, low + steps) if c > 0 else (high - steps, high)))
                    children = [(it["next"], here)]
                else:
                    need(kind == "bounded", "an unknown case")
                best = found if best is None else min(best, found)
            for child, state in children:
                need(index < child < len(nodes) and child not in waiting, "the cases are not a tree")
                waiting[child] = state
        need(not waiting and best is not None, "the cases are not a tree, or nothing is bounded")
        divisor = 0
        for c in self.cost.values():
            rest = abs(c)
            while rest:
                divisor, rest = rest, divisor % rest
        return up(best, max(1, divisor)) * max(1, divisor)


def propose(own, rank, other_rank, places, other, room):
    """Deferred acceptance of strict lists; returns the contracts held."""
    lists = [sorted(run, key=lambda e: rank[e], reverse=True) for run in own]
    held = [[] for _ in room]
    count, waiting = [0] * len(lists), list(range(len(lists)))
    owner = {e: i for i, run in enumerate(own) for e in run}
    while waiting:
        i = waiting.pop()
        while count[i] < places[i] and lists[i]:
            e = lists[i].pop()
            team = held[other[e]]
            if room[other[e]] <= 0:
                continue
            team.append(e)
            count[i] += 1
            if len(team) > room[other[e]]:
                worst = max(team, key=lambda g: other_rank[g])
                team.remove(worst)
                count[owner[worst]] -= 1
                waiting.append(owner[worst])
    return sorted(e for team in held for e in team)


def best_for(k, talents):
    ones, of_mentor = [1] * len(k.of_talent), [[] for _ in k.places]
    for e in range(k.count):
        of_mentor[k.m[e]].append(e)
    if talents:
        return propose(k.of_talent, k.tr, k.mr, ones, k.m, k.places)
    return propose(of_mentor, k.mr, k.tr, k.places, k.t, ones)


def verify(result):
    answer, terms = result["answer"], result["terms"]
    rules = answer["rule"].split(",")
    stable = not {"maximum", "any", "fewest-blocking"} & set(rules)
    k = Round(result["draft"])
    lower = not stable and (k.has_classes or bool({"any", "fewest-blocking", "balanced"} & set(rules)))
    made = k.made(answer["matching"], stable, lower)
    known = Case(k, [(0, 1)] * k.count)
    for step in answer["reductions"] if stable else []:
        known.take(step)
    strict = k.strict and stable
    rotations = None
    if strict and answer.get("walk"):
        rotations = Rotations(k, answer["walk"], best_for(k, True), best_for(k, False))
    certificates = {c["goal"]: c["proof"] for c in answer["certificates"]}
    earlier, shown = {}, []
    for term in terms:
        goal, value, bound = term["name"], term["value"], term.get("bound")
        sign = 1 if minimized(goal) else -1
        need(k.value(goal, made) == value, f"{goal} is {k.value(goal, made)}, not {value}")
        need(term["isMinimized"] == (sign > 0), f"{goal} has the wrong sense")
        kind, it = next(iter(certificates.get(goal, {"none": {}}).items()))
        # Prices on rotations are always added up: later goals build on what they settle.
        if bound is not None and (kind == "rotations" or not (sign > 0 and bound <= 0)):
            if kind == "rows":
                found = Program(known, goal, stable, lower, earlier, it["_0"]["rows"]).bound(it["_0"])
            elif kind == "rotations":
                need(rotations is not None, "there is no walk through strict lists")
                found = sign * rotations.bound(goal, sign, it["_0"], value)
            else:
                theorems = {"sameInEveryStableMatching": "size", "bestForTalents": "talentRanks",
                            "bestForMentors": "mentorRanks"}
                need(strict and theorems.get(kind) == goal, f"{goal} has no proof")
                if goal != "size":
                    need(best_for(k, goal == "talentRanks") == sorted(made), "a side can do better")
                found = sign * value
            need(found >= sign * bound, f"{goal}: {bound} is not proven")
        shown.append(f"{goal} {value}" + ("" if bound is None else f" of {bound}"))
        earlier[goal] = value
    return ", ".join(shown)


if __name__ == "__main__":
    failures = 0
    for path in sys.argv[1:]:
        try:
            with open(path, encoding="utf-8") as file:
                print(f"{path}: holds: {verify(json.load(file))}")
        except (Defect, KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
            failures += 1
            print(f"{path}: {type(error).__name__}: {error}")
    sys.exit(1 if failures else 0)
