#!/usr/bin/env python3
"""Re-adds the proof of a stable pairing with projects led by mentors; called by verify_pairing.py.

Contracts join a talent and a mentor, on a project or on none; a project and a mentor hold as many as
they have places. Written from the rules, in the standard library only; shares no code with Allot.
Rounds with quotas, and rules that do not ask for stability, are not covered and said so.
"""


class Round:
    """Contracts in the order of the talents' lists, and classes: projects with places, then mentors."""

    def __init__(self, draft, need):
        self.need = need
        need(not draft["quotas"], "rounds with quotas are not covered")
        need(not draft.get("listsFromScores"), "lists made of scores are not covered")
        need(not any(t.get("waited") for t in draft["talents"]), "priority in ties is not covered")
        mentor = {m["id"]: i for i, m in enumerate(draft["mentors"])}
        talent = {t["id"]: i for i, t in enumerate(draft["talents"])}
        project = {p["id"]: i for i, p in enumerate(draft["projects"])}
        self.kept = {talent[k["talent"]]: mentor[k["mentor"]] for k in draft["kept"]}
        recused = set()
        for r in draft["recusals"]:
            for a, b in ((r["first"], r["second"]), (r["second"], r["first"])):
                if a in mentor and b in talent:
                    recused.add((talent[b], mentor[a]))
        listed = [{talent[i]: k for k, tier in enumerate((w for w in m["wishes"] if w), 1)
                   for i in tier} for m in draft["mentors"]]
        points = {(talent[s["talent"]], mentor[s["mentor"]]): s["points"] for s in draft["scores"]}
        before = {talent[p["talent"]]: mentor[p["mentor"]] for p in draft.get("previous") or []
                  if p["talent"] in talent and p["mentor"] in mentor}
        self.t, self.m, self.p, self.tr, self.mr, self.score, self.stay = [], [], [], [], [], [], []
        self.of_talent = [[] for _ in talent]
        self.number = {}
        for t, person in enumerate(draft["talents"]):
            if t in self.kept:
                continue
            for k, tier in enumerate((w for w in person["wishes"] if w), 1):
                for name in tier:
                    p = project.get(name)
                    m = mentor[draft["projects"][p]["mentor"]] if p is not None else mentor[name]
                    if t not in listed[m] or (t, m) in recused:
                        continue
                    self.number[t, m, p] = len(self.t)
                    self.of_talent[t].append(len(self.t))
                    for column, value in zip(
                            (self.t, self.m, self.p, self.tr, self.mr, self.score, self.stay),
                            (t, m, p, k, listed[m][t], points.get((t, m), 0) if points else 1,
                             int(before.get(t) == m))):
                        column.append(value)
        load = [0] * len(mentor)
        for m in self.kept.values():
            load[m] += 1
        # A class: kind, places, members. Those without members are left out unless they ask for some.
        self.classes = []
        for p, it in enumerate(draft["projects"]):
            if it.get("places") is not None or it.get("lowerPlaces", 0) > 0:
                self.add("project", it.get("places"), it.get("lowerPlaces", 0), 0,
                         [e for e in range(len(self.t)) if self.p[e] == p])
        members = [[] for _ in mentor]
        for e, m in enumerate(self.m):
            members[m].append(e)
        for m, it in enumerate(draft["mentors"]):
            self.add("mentor", it["capacity"], it.get("lowerCapacity", 0), load[m], members[m])
        self.of = [{} for _ in self.t]
        for c, (kind, _, team) in enumerate(self.classes):
            for e in team:
                self.of[e][kind] = c
        self.left = [True] * len(self.t)

    def add(self, kind, places, lower, kept, members):
        if members or lower - kept > 0:
            places = len(self.t) if places is None else places
            self.classes.append((kind, max(0, places - kept), members))

    def amount(self, goal, e):
        name, _, rank = goal.rpartition("-")
        if name in ("most", "fewest"):
            return int(self.tr[e] == int(rank))
        if name in ("most-both", "fewest-both"):
            return int(self.tr[e] == int(rank)) + int(self.mr[e] == int(rank))
        return {"size": 1, "talentRanks": self.tr[e], "mentorRanks": self.mr[e],
                "egalitarian": self.tr[e] + self.mr[e], "weight": self.score[e],
                "stays": self.stay[e]}[goal]

    def made(self, matching):
        """The contracts of the answer."""
        found = []
        project_of = matching.get("projectOfTalent") or [None] * len(self.of_talent)
        for t, m in enumerate(matching["mentorOfTalent"]):
            if t in self.kept:
                self.need(m == self.kept[t], "a kept pair is parted")
            elif m is not None:
                key = (t, m, project_of[t])
                self.need(key in self.number, "a contract is not acceptable")
                found.append(self.number[key])
        for _, places, team in self.classes:
            self.need(len(set(team) & set(found)) <= places, "a class is overfilled")
        return found

    def blocking(self, found):
        held = {self.t[e]: e for e in found}
        inside = [[e for e in team if held.get(self.t[e]) == e] for _, _, team in self.classes]
        def full(c, e):
            return sum(self.mr[g] <= self.mr[e] and (self.t[g], self.m[g]) != (self.t[e], self.m[e])
                       for g in inside[c]) >= self.classes[c][1]
        return [e for e in range(len(self.t))
                if (self.t[e] not in held or self.tr[held[self.t[e]]] > self.tr[e])
                and not any(full(c, e) for c in self.of[e].values())]

    def fitting(self, team, c):
        """Most contracts of a team, within class c, that its projects hold."""
        loads, free = {}, 0
        for e in team:
            inner = self.of[e].get("project")
            if inner is None or inner == c:
                free += 1
            else:
                loads[inner] = loads.get(inner, 0) + 1
        return free + sum(min(n, self.classes[c][1]) for c, n in loads.items())

    def apply(self, step):
        (kind, it), = step.items()
        if kind == "offer":
            e = it["contract"]
            self.need(self.left[e], "a contract has left")
            for c in self.of[e].values():
                others = [g for g in self.classes[c][2] if self.left[g] and self.mr[g] <= self.mr[e]
                          and self.t[g] != self.t[e]]
                self.need(self.fitting(others, c) < self.classes[c][1], "an offer does not hold")
            for g in self.of_talent[self.t[e]]:
                if self.tr[g] > self.tr[e]:
                    self.left[g] = False
        else:
            self.need(kind == "applications", "an unknown reduction")
            c, last = it["class"], it["lastRank"]
            team = [e for e in self.classes[c][2] if self.left[e]]
            firsts = [e for e in team if self.mr[e] <= last and all(
                g == e or not self.left[g] or self.tr[g] > self.tr[e]
                for g in self.of_talent[self.t[e]])]
            self.need(self.fitting(firsts, c) >= self.classes[c][1], "applications do not hold")
            for e in team:
                if self.mr[e] > last:
                    self.left[e] = False


class Rows:
    """The rows of a proof over the contracts left."""

    def __init__(self, k, goal, earlier, minimized):
        self.k, self.earlier, self.minimized = k, earlier, minimized
        sign = 1 if minimized(goal) else -1
        self.column = [e for e in range(len(k.t)) if k.left[e]]
        self.high = {e: 1 for e in self.column}
        self.cost = {e: sign * k.amount(goal, e) for e in self.column}

    def shaft(self, c, end):
        return [e for e in self.k.classes[c][2] if self.k.left[e] and self.k.mr[e] <= end]

    def better(self, e):
        return [g for g in self.k.of_talent[self.k.t[e]] if g != e and self.k.tr[g] <= self.k.tr[e]]

    def sum(self, parts):
        terms = {}
        for e, weight in parts:
            if self.k.left[e]:
                terms[e] = terms.get(e, 0) + weight
        return terms

    def all(self, rows):
        """The rows in order; later ones may be made of earlier ones."""
        done = []
        for row in rows:
            done.append(self.rounded(row["rounded"], done) if "rounded" in row else self.row(row))
        return done

    def rounded(self, it, done):
        """Rows as "at most" added up, divided and rounded down: right for whole numbers from 0 up."""
        d, terms, total = it["divisor"], {}, 0
        self.k.need(d > 0, "no divisor")
        for part in it["parts"]:
            self.k.need(part["weight"] > 0 and 0 <= part["row"] < len(done), "a part that is not there")
            coefficients, lower, upper = done[part["row"]]
            sign = part["weight"] if upper is not None else -part["weight"]
            total += sign * (upper if upper is not None else lower)
            for e, weight in coefficients.items():
                terms[e] = terms.get(e, 0) + sign * weight
        return {e: v // d for e, v in terms.items() if v // d}, None, total // d

    def row(self, row):
        """(coefficients by contract, lower side, upper side)"""
        (kind, it), = row.items()
        k, need = self.k, self.k.need
        if kind == "talent":
            return self.sum((e, 1) for e in k.of_talent[it["_0"]]), None, 1
        if kind == "room":
            return self.sum((e, 1) for e in k.classes[it["class"]][2]), None, k.classes[it["class"]][1]
        if kind == "pinned":
            goal, value = it["_0"], self.earlier[it["_0"]]
            terms = {e: k.amount(goal, e) for e in self.column}
            return (terms, None, value) if self.minimized(goal) else (terms, value, None)
        if kind == "exchange":
            e = it["contract"]
            worse = [g for g in k.of_talent[k.t[e]] if k.m[g] == k.m[e] and k.tr[g] > k.tr[e]]
            c = k.of[e].get("project")
            places = 1 if c is None else k.classes[c][1]
            need(k.left[e] and places > 0, "an exchange for nothing")
            others = [] if c is None else [g for g in self.shaft(c, k.mr[e]) if g != e]
            return self.sum([(g, -1) for g in others] + [(g, places) for g in worse]), None, 0
        need(kind in ("comb", "projectComb"), "an unknown row")
        c, end, teeth = it["class"], it["end"], it["teeth"]
        shaft = self.shaft(c, end)
        need(teeth and len(set(teeth)) == len(teeth) and set(teeth) <= set(shaft), "teeth off the shaft")
        need(len(teeth) <= k.classes[c][1], "more teeth than places")
        if kind == "comb":
            need(k.classes[c][0] == "mentor" and k.fitting(teeth, c) == len(teeth), "teeth do not fit")
            parts = [(e, 1) for e in shaft] + [(g, 1) for e in teeth for g in self.better(e)]
            return self.sum(parts), len(teeth), None
        m = it["mentor"]
        places = k.classes[m][1]
        need(k.classes[c][0] == "project" and k.classes[m][0] == "mentor", "classes of another kind")
        need(all(k.of[e].get("mentor") == m for e in shaft), "a project of another mentor")
        need(len(teeth) <= places, "more teeth than places")
        own = set(shaft)
        parts = [(e, places if e in own else len(teeth)) for e in self.shaft(m, end)]
        parts += [(g, places) for e in teeth for g in self.better(e)]
        return self.sum(parts), places * len(teeth), None


def verify(result, base):
    """Verifies a result; `base` is the module verify_pairing."""
    need, minimized = base.need, base.minimized
    answer, terms = result["answer"], result["terms"]
    base_round = Round(result["draft"], need)
    found = base_round.made(answer["matching"])
    need(not base_round.blocking(found), "a contract blocks")
    certificates = {c["goal"]: c["proof"] for c in answer["certificates"]}
    earlier, shown = {}, []
    for term in terms:
        goal, value, bound = term["name"], term["value"], term.get("bound")
        counted = sum(base_round.amount(goal, e) for e in found)
        need(counted == value, f"{goal} is {counted}, not {value}")
        if bound is not None and not (minimized(goal) and bound <= 0 and goal != "weight"):
            need(goal in certificates, f"{goal} has no proof")
            (kind, it), = certificates[goal].items()
            need(kind == "stableContracts", "a proof that is not covered")
            k = Round(result["draft"], need)
            for step in it["steps"]:
                k.apply(step)
            rows = Rows(k, goal, earlier, minimized)
            rows.leaf = base.Program.leaf.__get__(rows)
            proven = base.box_proof(rows, rows.all(it["rows"]), it["bound"])
            need(proven is not None, "nothing is bounded")
            unit = bound if minimized(goal) else -bound
            need(proven >= unit, f"{goal}: {bound} is not proven")
        shown.append(f"{goal} {value}" + ("" if bound is None else f" of {bound}"))
        earlier[goal] = value
    return ", ".join(shown)
