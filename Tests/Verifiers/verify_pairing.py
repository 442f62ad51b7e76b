#!/usr/bin/env python3
"""Re-adds the proof of a pairing result, from the lists in the file alone.

    python3 verify_pairing.py RESULT.json ...

Written from the rules, in the standard library only; shares no code with Allot. For each result it
counts the goals again, looks for blocking pairs, replays the reductions, derives every row that a
proof uses and adds the proof up in whole numbers. Prints one line for each file and ends with 1 if
anything does not hold. What a proof is made of is said in Allot's documentation of RowProof; why its
rows and steps are sound, in the comments of its own verifier. pairing_round.py reads the lists,
pairing_rows.py adds up rows, verify_rotations.py prices on rotations.
"""
import json
import sys

from pairing_round import Defect, Round, minimized, need
from pairing_rows import Case, Program
from verify_rotations import Rotations


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
