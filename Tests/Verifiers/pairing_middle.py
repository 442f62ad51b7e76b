"""The middle of the stable pairings of strict lists, for verify_pairing.py.

From the talents' best pairing every stable pairing is reached by rotations: each of some talents goes to
the next mentor who prefers him to the worst he has, and takes that one's place (Gusfield & Irving 1989).
People whom no chain of pairs between best and worst joins are gone through apart, part by part.
"""
from pairing_draw import proposals

MOST_PAIRINGS = 20_000


def check_middle(k, made, named):
    """Whether everybody has a median of his stable partners, and the medians named are these, the first of two
    being held where none are named; None if some part has too many pairings."""
    own = {k.t[e]: e for e in made}
    best, last = side_best(k, True), side_best(k, False)
    for part in parts(k, best, last):
        pairings = reached(k, part, last)
        if pairings is None:
            return None
        for t in part:
            ranks = sorted(k.tr[team[t]] for team in pairings)
            medians = {ranks[(len(ranks) - 1) // 2], ranks[len(ranks) // 2]}
            held = {k.tr[own[t]]} if t in own else set()
            if named is not None:
                if {k.m[e] for e in k.of_talent[t] if k.tr[e] in medians} != set(named[t]) or not held <= medians:
                    return False
            elif held != {min(medians)}:
                return False
    return True


def side_best(k, by_talents):
    """For each talent his contract in the pairing best for one side."""
    return {k.t[e]: e for e in proposals(k, [0] * k.count, by_talents)}


def parts(k, best, last):
    """Talents by the parts of the round that pairs between best and last join."""
    team = {}
    over = list(range(len(k.of_talent) + len(k.places)))

    def top(i):
        while over[i] != i:
            over[i] = over[over[i]]
            i = over[i]
        return i
    for t, e in best.items():
        for g in k.of_talent[t]:
            if k.tr[e] <= k.tr[g] <= k.tr[last[t]]:
                over[top(t)] = top(len(k.of_talent) + k.m[g])
    for t in best:
        team.setdefault(top(t), []).append(t)
    return [{t: best[t] for t in each} for each in team.values()]


def reached(k, start, last):
    """Every stable pairing of a part, as the contract of each talent."""
    talents = sorted(start)
    first = tuple(start[t] for t in talents)
    seen, waiting = {first}, [first]
    while waiting:
        now = waiting.pop()
        for after in after_rotations(k, dict(zip(talents, now)), last):
            found = tuple(after[t] for t in talents)
            if found not in seen:
                seen.add(found)
                waiting.append(found)
                if len(seen) > MOST_PAIRINGS:
                    return None
    return [dict(zip(talents, each)) for each in seen]


def after_rotations(k, own, last):
    """The pairings that one rotation leads to."""
    teams = {}
    for e in own.values():
        teams.setdefault(k.m[e], []).append(e)
    worst = {m: max(team, key=lambda e: k.mr[e]) for m, team in teams.items()}
    goes, pushed = {}, {}
    for t, e in own.items():
        # Above a talent's last stable mentor nobody who lists him has a free place.
        for g in sorted(k.of_talent[t], key=lambda g: k.tr[g]):
            if k.tr[e] < k.tr[g] <= k.tr[last[t]] and k.mr[g] < k.mr[worst[k.m[g]]]:
                goes[t], pushed[t] = g, k.t[worst[k.m[g]]]
                break
    done = set()
    for t in goes:
        path, at = [], t
        while at in goes and at not in done and at not in path:
            path.append(at)
            at = pushed[at]
        if at in path:
            after = dict(own)
            for each in path[path.index(at):]:
                after[each] = goes[each]
            yield after
        done |= set(path)
