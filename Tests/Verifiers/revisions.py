"""What a published timetable must lose and change, for verify_prices.py.

A proof bounds a smaller round of published bookings: movable ones, worth `scale` points for each point of
weight and `stay` more where they were, and fixed ones, which are where they were or nowhere. Whatever a
timetable of the whole round does with them, the smaller one can do.
"""
import copy

from rounds import Round

MOST = 1_000_000


def published(round):
    """Published place of each request by its number: device and slot."""
    draft, found = round.draft, {}
    for pin in draft["published"]:
        r, d, start = round.number.get(pin["request"]), round.devices.get(pin["device"]), pin["start"]
        if r is None or d is None or start < 0 or start % round.slot:
            continue
        if start < draft["dayCount"] * 1440 and start // round.slot + round.lengths[r] <= round.slots:
            found[r] = d, start // round.slot
    return found


def points_of_stay(proof):
    """Points for a booking that is where it was."""
    return 1 if proof.get("stay") is None else proof["stay"]


def smaller(round, proof, old):
    """The round that the proof bounds, and the points of all its bookings in their places."""
    movable, fixed, scale = proof["movable"], proof["fixed"], proof["scale"]
    stay = points_of_stay(proof)
    assert 1 <= scale <= MOST and 1 <= stay <= MOST, "points out of range"
    assert len(set(movable + fixed)) == len(movable) + len(fixed), "lists that overlap"
    assert all(r in old for r in movable + fixed), "a request that was not published"
    draft = copy.deepcopy(round.draft)
    draft.update(pins=[], fairShares=[], tariffs=[], published=None, replanning=None,
                 replanningChanges=None)
    requests, points = [], stay * len(fixed)
    for r in sorted(movable + fixed):
        request, (d, t) = draft["requests"][r], old[r]
        begin, end = t * round.slot, (t + round.lengths[r]) * round.slot
        device = draft["devices"][d]["id"]
        if r in movable:
            weight = min(MOST, scale * round.weight_of(request))
            points += weight + stay
            request.update(
                weight=weight, choices=[{"target": c["target"], "bonus": 0} for c in request["choices"]],
                preferred={"from": begin, "to": begin + round.slot}, preferredBonus=stay,
                preferredDevice=device)
        else:
            request.update(
                weight=stay, choices=[{"target": device, "bonus": 0}],
                windows=[{"from": begin, "to": end}], preferred=None, preferredBonus=0,
                preferredDevice=None)
        request["credit"] = None
        requests.append(request)
    used = {old[r][0] for r in fixed}
    for r in movable:
        for c in round.draft["requests"][r]["choices"]:
            used |= set(round.named(c["target"]))
    used |= {part for d in used for part in round.parts[d]}
    own = {draft["requests"][r]["id"] for r in movable}
    kept = {request["id"] for request in requests}
    draft["requests"] = requests
    draft["series"] = [
        s for s in draft["series"] if s["rule"] == "allOrNothing" and set(s["requests"]) <= own]
    draft["deviceWindows"] = [
        w for w in draft.get("deviceWindows") or [] if w["request"] in kept]
    draft["devices"] = [draft["devices"][d] for d in sorted(used)]
    ids = {d["id"] for d in draft["devices"]}
    for name in ("openings", "extraOpenings", "maintenance", "reserves", "deviceWindows"):
        draft[name] = [entry for entry in draft.get(name) or [] if entry["device"] in ids]
    classes = {d["deviceClass"] for d in draft["devices"]}
    draft["quotas"] = [q for q in draft["quotas"] if q.get("deviceClass") in classes | {None}]
    return Round(draft), points


def revised(round, bookings, bounded):
    """Weight lost and bookings changed, each with the least that is proven."""
    old = published(round)
    now = {b["request"]: (b["device"], b["start"]) for b in bookings}
    lost = sum(round.weight_of(round.draft["requests"][r]) for r in old if r not in now)
    changed = sum(now.get(r) != place for r, place in old.items())
    stuck = 0
    for r, (d, t) in old.items():
        request = round.draft["requests"][r]
        before, after, _ = round.needs(request, d)
        accepted = any(d in round.named(c["target"]) for c in request["choices"])
        begin, end = t - before, t + round.lengths[r] + after
        inside = accepted and begin >= 0 and end <= round.slots
        stuck += not inside or round.closed[d][end] > round.closed[d][begin]
    least = 0
    for name in ("replanning", "replanningChanges"):
        proof = round.draft.get(name)
        if not proof:
            continue
        small, points = smaller(round, proof, old)
        cost, scale, stay = points - bounded(small, proof), proof["scale"], points_of_stay(proof)
        count = stay * (len(proof["movable"]) + len(proof["fixed"]))
        least = max(least, -((count - cost) // scale))
        stuck = max(stuck, -((scale * lost - cost) // stay))
    return {"lost": (lost, least), "changed": (changed, stuck)}
