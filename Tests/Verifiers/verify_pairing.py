#!/usr/bin/env python3
"""Re-adds the proof of a pairing result, from the lists in the file alone.

    python3 verify_pairing.py RESULT.json ...

Written from the rules, in the standard library only; shares no code with Allot. For each result it
counts the goals again, looks for blocking pairs, replays the list reductions, derives every row that
a proof uses and adds the proof up in whole numbers. Prints one line for each file and ends with 1 if
anything does not hold. A goal whose proof is a theorem about strict lists (equal size of all stable
pairings, optimality for one side) is checked by its conditions: strict lists, and for the optimum of
a side deferred acceptance of its own. Prices on rotations are added up by verify_rotations.py.
"""
import json
import sys

import verify_projects
from verify_rotations import Rotations


class Defect(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Defect(message)


class Market:
    """Pairs that list one another, with ranks from 1; a tie is one rank, an empty tier none."""

    def __init__(self, draft):
        self.draft = draft
        mentor = {m["id"]: i for i, m in enumerate(draft["mentors"])}
        talent = {t["id"]: i for i, t in enumerate(draft["talents"])}
        self.mentors, self.talents = len(mentor), len(talent)
        self.places = [m["capacity"] for m in draft["mentors"]]
        self.kept = {}
        for pair in draft["kept"]:
            self.kept[talent[pair["talent"]]] = mentor[pair["mentor"]]
            self.places[mentor[pair["mentor"]]] -= 1
        recused = set()
        for r in draft["recusals"]:
            for a, b in ((r["first"], r["second"]), (r["second"], r["first"])):
                if a in mentor and b in talent:
                    recused.add((talent[b], mentor[a]))
        def ranks(people, other):
            return [{other[i]: k for k, tier in enumerate((w for w in p["wishes"] if w), 1)
                     for i in tier} for p in people]
        wanted = ranks(draft["talents"], mentor)
        listed = ranks(draft["mentors"], talent)
        points = {(talent[s["talent"]], mentor[s["mentor"]]): s["points"] for s in draft["scores"]}
        before = {talent[p["talent"]]: mentor[p["mentor"]] for p in draft.get("previous") or []
                  if p["talent"] in talent and p["mentor"] in mentor}
        self.t, self.m, self.tr, self.mr, self.score, self.stay = [], [], [], [], [], []
        self.of_talent = [[] for _ in range(self.talents)]
        self.of_mentor = [[] for _ in range(self.mentors)]
        self.number = {}
        for t, wishes in enumerate(wanted):
            if t in self.kept:
                continue
            for m in wishes:  # in the order written, as dictionaries keep it
                if t in listed[m] and (t, m) not in recused:
                    p = len(self.t)
                    self.number[t, m] = p
                    self.of_talent[t].append(p)
                    self.of_mentor[m].append(p)
                    self.t.append(t)
                    self.m.append(m)
                    self.tr.append(wishes[m])
                    self.mr.append(listed[m][t])
                    self.score.append(points.get((t, m), 0) if points else 1)
                    self.stay.append(int(before.get(t) == m))
        def distinct(lists, rank):
            return all(len({rank[p] for p in run}) == len(run) for run in lists)
        self.strict = distinct(self.of_talent, self.tr) and distinct(self.of_mentor, self.mr)

    def amount(self, goal, p):
        name, _, rank = goal.rpartition("-")
        if name in ("most", "fewest"):
            return int(self.tr[p] == int(rank))
        if name in ("most-both", "fewest-both"):
            return int(self.tr[p] == int(rank)) + int(self.mr[p] == int(rank))
        return {"size": 1, "talentRanks": self.tr[p], "mentorRanks": self.mr[p],
                "egalitarian": self.tr[p] + self.mr[p], "weight": self.score[p],
                "stays": self.stay[p], "regret": max(self.tr[p], self.mr[p]),
                "imbalance": self.tr[p] - self.mr[p]}[goal]

    def value(self, goal, pairs):
        amounts = [self.amount(goal, p) for p in pairs]
        if goal == "regret":
            return max(amounts, default=0)
        return abs(sum(amounts)) if goal == "imbalance" else sum(amounts)

    def pairs(self, mentor_of_talent):
        need(len(mentor_of_talent) == self.talents, "the pairing does not fit the talents")
        pairs = []
        for t, m in enumerate(mentor_of_talent):
            if t in self.kept:
                need(m == self.kept[t], "a kept pair is parted")
            elif m is not None:
                need((t, m) in self.number, "a pair is not acceptable")
                pairs.append(self.number[t, m])
        for m, places in enumerate(self.places):
            need(sum(self.m[p] == m for p in pairs) <= places or places < 0, "a mentor is overloaded")
        return pairs

    def blocking(self, pairs):
        held = {self.t[p]: p for p in pairs}
        team = [[] for _ in self.places]
        for p in pairs:
            team[self.m[p]].append(self.mr[p])
        return [p for p in range(len(self.t))
                if (self.t[p] not in held or self.tr[held[self.t[p]]] > self.tr[p])
                and (len(team[self.m[p]]) < self.places[self.m[p]]
                     or max(team[self.m[p]], default=0) > self.mr[p])]


def minimized(goal):
    return not (goal in ("size", "weight", "stays") or goal.startswith("most"))


class Lists:
    """What reductions and cases leave of the lists, and what they establish."""

    def __init__(self, market):
        self.k = market
        self.left = [True] * len(market.t)
        self.matched, self.filled, self.short = set(), set(), {}
        self.fixed = {}

    def copy(self):
        other = Lists.__new__(Lists)
        other.k, other.left = self.k, self.left[:]
        other.matched, other.filled = set(self.matched), set(self.filled)
        other.short, other.fixed = dict(self.short), dict(self.fixed)
        return other

    def pair(self, m, t):
        p = self.k.number.get((t, m))
        need(p is not None and self.left[p], "a pair is not on the lists")
        return p

    def team(self, m):
        return [p for p in self.k.of_mentor[m] if self.left[p]]

    def fits(self, p):
        m = self.k.m[p]
        return sum(self.k.mr[q] <= self.k.mr[p] for q in self.team(m)) <= self.k.places[m]

    def truncate(self, p):
        for q in self.k.of_talent[self.k.t[p]]:
            if self.k.tr[q] > self.k.tr[p]:
                self.left[q] = False
        self.matched.add(self.k.t[p])

    def drop_below(self, m, rank):
        for p in self.team(m):
            if self.k.mr[p] > rank:
                self.left[p] = False
        self.filled.add(m)

    def apply(self, step):
        (kind, it), = step.items()
        if kind == "offer":
            p = self.pair(it["mentor"], it["talent"])
            need(self.fits(p), "an offer does not hold")
            self.truncate(p)
        else:
            m, rank = it["mentor"], it["lastRank"]
            need(kind == "applications", "an unknown reduction")
            first = 0
            for p in self.team(m):
                rivals = [q for q in self.k.of_talent[self.k.t[p]] if self.left[q] and q != p]
                first += self.k.mr[p] <= rank and all(self.k.tr[q] > self.k.tr[p] for q in rivals)
            need(first >= self.k.places[m], "applications do not hold")
            self.drop_below(m, rank)

    def leave_short(self, m, rank):
        for p in self.team(m):
            if self.k.mr[p] <= rank and self.left[p]:
                self.truncate(p)
        self.short[m] = max(self.short.get(m, 0), rank)


class Program:
    """The rows of a proof over the pairs that the reductions leave."""

    def __init__(self, market, lists, stable, goal, earlier, worst):
        self.k, self.lists, self.stable, self.earlier = market, lists, stable, earlier
        sign = 1 if minimized(goal) else -1
        self.column = [p for p in range(len(market.t)) if lists.left[p]]
        self.high = {p: int(worst is None or max(market.tr[p], market.mr[p]) <= worst)
                     for p in self.column}
        self.cost = {p: 0 if goal == "regret" else sign * market.amount(goal, p) for p in self.column}

    def row(self, row):
        """(coefficients by pair, lower side, upper side)"""
        (kind, it), = row.items()
        k, only = self.k, it.get("_0")
        def ones(pairs):
            return {p: 1 for p in pairs if self.lists.left[p]}
        def better(p):
            return [q for q in k.of_talent[k.t[p]] if k.tr[q] <= k.tr[p]]
        if kind == "talent":
            return ones(k.of_talent[only]), None, 1
        if kind == "mentor":
            return ones(k.of_mentor[only]), None, k.places[only]
        if kind == "pinned":
            value = self.earlier[only]
            terms = {p: k.amount(only, p) for p in self.column}
            need(only not in ("regret", "imbalance"), "this goal cannot be pinned")
            return (terms, None, value) if minimized(only) else (terms, value, None)
        need(self.stable, "the row holds for stable pairings only")
        if kind == "matched":
            return ones(k.of_talent[only]), 1, None
        if kind == "filled":
            return ones(k.of_mentor[only]), k.places[only], None
        if kind == "short":
            m = it["mentor"]
            inside = [p for p in k.of_mentor[m] if k.mr[p] <= it["rank"]]
            return ones(inside), None, k.places[m] - 1
        if kind == "shortShaft":
            p = self.lists.pair(it["mentor"], it["talent"])
            need(self.lists.fits(p), "a short shaft is not short")
            return ones(better(p)), 1, None
        need(kind == "comb", "an unknown row")
        m, end, teeth = it["mentor"], it["shaftEnd"], it["teeth"]
        need(k.places[m] > 0 and len(set(teeth)) == len(teeth) == k.places[m], "teeth and places differ")
        terms = ones(p for p in k.of_mentor[m] if k.mr[p] <= end)
        for t in teeth:
            p = self.lists.pair(m, t)
            need(k.mr[p] <= end, "a tooth is not on the shaft")
            # Two rows may meet in a pair only if they are of different people, which they are not.
            terms.update(ones(q for q in better(p) if q != p))
        return terms, k.places[m], None

    def leaf(self, rows, multipliers, box, denominator, costs=True):
        total = 0
        reduced = {p: self.cost[p] * denominator if costs else 0 for p in self.column}
        for i, weight in multipliers:
            terms, low, high = rows[i]
            side = low if weight > 0 else high
            need(side is not None or weight == 0, "a weight presses on a side that a row lacks")
            total += weight * (side or 0)
            for p, c in terms.items():
                reduced[p] -= weight * c
        for p, r in reduced.items():
            total += r * box[p][0 if r > 0 else 1]
        return total, reduced


def up(a, b):
    return -(-a // b)


def box_proof(program, rows, proof):
    """The bound of a tree that splits single unknowns; None if it shows that nothing is left."""
    d, best, boxes = proof["denominator"], None, {0: {p: (0, program.high[p]) for p in program.column}}
    need(d > 0, "no unit")
    for index, node in enumerate(proof["nodes"]):
        (kind, it), = node.items()
        box = boxes.pop(index)
        weights = [(w["row"], w["weight"]) for w in it.get("multipliers", [])]
        if kind == "split":
            p, v = program.column[it["column"]], it["value"]
            need(box[p][0] <= v < box[p][1], "a split outside the range")
            children = {it["low"]: dict(box, **{}), it["high"]: dict(box)}
            children[it["low"]][p], children[it["high"]][p] = (box[p][0], v), (v + 1, box[p][1])
        elif kind == "empty":
            need(program.leaf(rows, weights, box, d, costs=False)[0] > 0, "a case is not empty")
            continue
        else:
            bound, reduced = program.leaf(rows, weights, box, d)
            found, children = up(bound, d), {}
            if kind == "narrowed":
                found, room = it["reach"], (it["reach"] - 1) * d - bound
                need(room >= 0, "a narrowing leaves nothing")
                for p, r in reduced.items():
                    if r and room // abs(r) < box[p][1] - box[p][0]:
                        steps = room // abs(r)
                        box[p] = (box[p][0], box[p][0] + steps) if r > 0 else (box[p][1] - steps, box[p][1])
                children = {it["next"]: box}
            best = found if best is None else min(best, found)
        for child, its_box in children.items():
            need(child > index and child not in boxes, "the cases are not a tree")
            boxes[child] = its_box
    need(not boxes, "the cases are not a tree")
    return best


def case_proof(program, rows, names, proof, lists):
    """The bound of a tree of cases on cut-offs."""
    d, best, waiting = proof["denominator"], None, {0: lists.copy()}
    need(d > 0, "no unit")
    def weigh(state, flat, costs):
        multipliers = list(zip(flat[::2], flat[1::2]))
        for i, _ in multipliers:
            (kind, it), = names[i].items()
            need(kind != "matched" or it["_0"] in state.matched, "nothing shows this talent matched")
            need(kind != "filled" or it["_0"] in state.filled, "nothing shows this mentor filled")
            need(kind != "short" or it["rank"] <= state.short.get(it["mentor"], 0), "he is not short")
        box = {p: state.fixed.get(p, (0, program.high[p])) for p in program.column}
        for p in box:
            if not state.left[p] and box[p][0] == 0:
                box[p] = (0, 0)
        return program.leaf(rows, multipliers, box, d, costs)[0]
    for index, node in enumerate(proof["nodes"]):
        (kind, it), = node.items()
        state = waiting.pop(index)
        children = {}
        if kind == "shortened":
            for step in it["steps"]:
                state.apply(step)
            children = {it["next"]: state}
        elif kind == "cutoff":
            full, short = state, state.copy()
            full.drop_below(it["mentor"], it["rank"])
            short.leave_short(it["mentor"], it["rank"])
            children = {it["full"]: full, it["short"]: short}
        elif kind == "pair":
            p = state.pair(it["mentor"], it["talent"])
            need(p not in state.fixed and program.high[p] == 1, "the pair is decided already")
            without, with_ = state, state.copy()
            without.fixed[p], with_.fixed[p] = (0, 0), (1, 1)
            children = {it["without"]: without, it["with"]: with_}
        elif kind == "empty":
            lacks = any(f == (1, 1) and not state.left[p] for p, f in state.fixed.items())
            need(lacks or weigh(state, it["_0"], False) > 0, "a case is not empty")
        else:
            need(kind == "bounded", "an unknown case")
            found = up(weigh(state, it["_0"], True), d)
            best = found if best is None else min(best, found)
        for child, its_state in children.items():
            need(child > index and child not in waiting, "the cases are not a tree")
            waiting[child] = its_state
    need(not waiting, "the cases are not a tree")
    return best


def propose(market, own, rank, other_rank, places, other, room):
    """Deferred acceptance of strict lists; returns the pairs held."""
    lists = [sorted(run, key=lambda p: rank[p], reverse=True) for run in own]
    held = [[] for _ in room]
    count = [0] * len(lists)
    waiting = list(range(len(lists)))
    owner = {p: i for i, run in enumerate(own) for p in run}
    while waiting:
        i = waiting.pop()
        while count[i] < places[i] and lists[i]:
            p = lists[i].pop()
            team = held[other[p]]
            if room[other[p]] <= 0:
                continue
            team.append(p)
            count[i] += 1
            if len(team) > room[other[p]]:
                worst = max(team, key=lambda q: other_rank[q])
                team.remove(worst)
                count[owner[worst]] -= 1
                waiting.append(owner[worst])
    return sorted(p for team in held for p in team)


def best_for_talents(market):
    return propose(market, market.of_talent, market.tr, market.mr, [1] * market.talents, market.m,
                   market.places)


def best_for_mentors(market):
    return propose(market, market.of_mentor, market.mr, market.tr, market.places, market.t,
                   [1] * market.talents)


def proven(market, lists, rule, goal, proof, pairs, earlier, rotations):
    """The bound that a proof shows for a goal."""
    (kind, it), = proof.items()
    value, stable = market.value(goal, pairs), rule != "maximum"
    if kind == "rotations":
        need(market.strict and stable and rotations, "the theorem does not apply")
        return rotations.bound(goal, 1 if minimized(goal) else -1, it["_0"], value)
    if kind == "sameInEveryStableMatching":
        need(market.strict and stable and goal == "size", "the theorem does not apply")
        return value
    if kind in ("bestForTalents", "bestForMentors"):
        need(market.strict and stable, "the theorem does not apply")
        if kind == "bestForTalents":
            need(goal == "talentRanks", "the theorem does not apply")
            best = best_for_talents(market)
        else:
            need(goal == "mentorRanks", "the theorem does not apply")
            best = best_for_mentors(market)
        need(best == sorted(pairs), "a side can do better")
        return value
    need(kind in ("sum", "empty", "cases", "emptyCases"), "an unknown proof")
    empties = kind in ("empty", "emptyCases")
    worst = it["bound"] - 1 if empties else earlier.get("regret")
    need((goal == "regret") == empties and goal != "imbalance", "a proof of another kind")
    program = Program(market, lists, stable, goal, earlier, worst)
    rows = [program.row(row) for row in it["rows"]]
    if kind in ("cases", "emptyCases"):
        need(stable, "cases are for stable pairings")
        bound = case_proof(program, rows, it["rows"], it["proof"], lists)
        if empties:
            need(bound is None, "not shown to be empty")
            return it["bound"]
    else:
        local = {"matched", "filled", "short"}
        need(all(next(iter(row)) not in local for row in it["rows"]), "a row of a case")
        bound = box_proof(program, rows, it["bound"] if kind == "sum" else it["proof"])
        if kind == "empty":
            need(bound is None, "not shown to be empty")
            return it["bound"]
    need(bound is not None, "nothing is bounded")
    return bound if minimized(goal) else -bound


def verify(result):
    projects = {p["id"] for p in result["draft"]["projects"]}
    if any(w in projects for t in result["draft"]["talents"] for tier in t["wishes"] for w in tier):
        return verify_projects.verify(result, sys.modules[__name__])
    answer, terms = result["answer"], result["terms"]
    market = Market(result["draft"])
    pairs = market.pairs(answer["matching"]["mentorOfTalent"])
    stable = answer["rule"] != "maximum"
    need(not stable or not market.blocking(pairs), "a pair blocks")
    lists = Lists(market)
    for step in answer["reductions"] if stable else []:
        lists.apply(step)
    rotations = None
    if market.strict and stable and answer.get("walk"):
        rotations = Rotations(
            market, answer["walk"], best_for_talents(market), best_for_mentors(market))
    certificates = {c["goal"]: c["proof"] for c in answer["certificates"]}
    earlier, shown = {}, []
    for term in terms:
        goal, value, bound = term["name"], term["value"], term.get("bound")
        need(market.value(goal, pairs) == value, f"{goal} is {market.value(goal, pairs)}, not {value}")
        # Prices on rotations are always added up: later goals build on what they settle.
        settles = "rotations" in certificates.get(goal, {})
        if bound is not None and (settles or not (minimized(goal) and bound <= 0)):
            need(goal in certificates, f"{goal} has no proof")
            found = proven(market, lists, answer["rule"], goal, certificates[goal], pairs, earlier,
                           rotations)
            unit = bound if minimized(goal) else -bound
            need((found if minimized(goal) else -found) >= unit, f"{goal}: {bound} is not proven")
        shown.append(f"{goal} {value}" + ("" if bound is None else f" of {bound}"))
        earlier[goal] = value
    return ", ".join(shown)


if __name__ == "__main__":
    failures = 0
    for path in sys.argv[1:]:
        try:
            with open(path, encoding="utf-8") as file:
                print(f"{path}: holds: {verify(json.load(file))}")
        except (Defect, KeyError, IndexError, ValueError, TypeError) as error:
            failures += 1
            print(f"{path}: {type(error).__name__}: {error}")
    sys.exit(1 if failures else 0)
