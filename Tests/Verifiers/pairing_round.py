"""A pairing round as it stands in a result file, for verify_pairing.py: contracts, classes, ranks, goals."""


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
        self.kept_on = {talent[k["talent"]]: project[k["project"]] for k in draft["kept"] if k.get("project")}
        recused = set()
        for r in draft["recusals"]:
            for a, b in ((r["first"], r["second"]), (r["second"], r["first"])):
                if a in mentor and b in talent:
                    recused.add((talent[b], mentor[a]))
        points = {(talent[s["talent"]], mentor[s["mentor"]]): s["points"] for s in draft["scores"]}
        before, before_on = {}, {}
        for it in draft.get("previous") or []:
            if it["talent"] in talent and it["mentor"] in mentor:
                before[talent[it["talent"]]] = mentor[it["mentor"]]
                p = project.get(it.get("project"))
                if p is not None and draft["projects"][p]["mentor"] == it["mentor"]:
                    before_on[talent[it["talent"]]] = p

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
                               int(before.get(t) == m and before_on.get(t, p) == p))
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
            running_on = sum(q == p for q in self.kept_on.values())
            if high is not None or low > 0:
                limit("project", low, max(self.count + running_on, low) if high is None else high, running_on,
                      of_project[p])
        running = [0] * len(mentors)
        for m in self.kept.values():
            running[m] += 1
        for m, it in enumerate(mentors):
            limit("mentor", it.get("lowerCapacity", 0), it["capacity"], running[m], of_mentor[m])
            if it.get("target") is not None:
                self.targets.append((of_mentor[m], it["target"] - running[m]))
        self.quota_scope = []
        tier_of = {i["id"]: i["tier"] for i in draft["institutions"]}
        for it in draft.get("quotas") or []:
            def holds(scope, person):
                (kind, key), = scope.items()
                key = key.get("_0")
                return (kind == "everybody" or kind == "person" and person["id"] == key
                        or kind == "institution" and person["institution"] == key
                        or kind == "tier" and tier_of.get(person["institution"]) == key)
            inside = [holds(it["mentors"], m) for m in mentors], [holds(it["talents"], t) for t in talents]
            self.quota_scope.append(inside)
            high = it.get("upper")
            limit("quota", it["lower"], max(len(talents), it["lower"]) if high is None else high,
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
        self.asks_from_below = any(
            it.get(name, 0) > 0 for part, name in (
                (mentors, "lowerCapacity"), (draft["projects"], "lowerPlaces"), (draft.get("quotas") or [], "lower"))
            for it in part)
        self.recused, self.listed = recused, listed
        self.choices = [[[(mentor[n], None) if n in mentor else
                          (mentor[draft["projects"][project[n]]["mentor"]], project[n]) for n in tier]
                         for tier in tiers(person, "talent", "mentor")] for person in talents]
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
                need("projectOfTalent" not in matching or projects[t] == self.kept_on.get(t),
                     "a kept pair leaves its project")
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
