"""Adds up the bound that prices prove, in exact integers, from a result of `allot book` alone.

    python3 verify_prices.py RESULT.json

Written from the rules of Models/booking/timetable.mod; shares no code with Allot. Prints the bound and
says whether the claimed one holds. Prices are whole 1/256 points.
"""
import datetime
import json
import math
import sys

from schedules import Schedules
from timetable import Timetable


def verify(path):
    result = json.load(open(path))
    draft, answer = result["draft"], result["answer"]
    prices = answer["prices"]
    slot = draft["slotMinutes"]
    per_day = 1440 // slot
    slots = draft["dayCount"] * per_day
    first = datetime.date.fromisoformat(draft["firstDay"])
    weekday = [(first + datetime.timedelta(days=d)).isoweekday() for d in range(draft["dayCount"])]
    devices = {d["id"]: i for i, d in enumerate(draft["devices"])}

    def spans(entry):
        """Slots of a weekly entry."""
        for day, number in enumerate(weekday):
            if number == entry["weekday"]:
                yield range(day * per_day + entry["from"] // slot, day * per_day + entry["to"] // slot)

    def span(entry):
        """Slots of a dated entry, cut to the horizon."""
        return range(max(0, entry["from"] // slot), min(slots, entry["to"] // slot))

    hours = [[False] * slots for _ in draft["devices"]]
    shut = [[False] * slots for _ in draft["devices"]]
    for entry in draft["openings"]:
        for piece in spans(entry):
            for t in piece:
                hours[devices[entry["device"]]][t] = True
    for entry in draft["extraOpenings"]:
        for t in span(entry["span"]):
            hours[devices[entry["device"]]][t] = True
    for entry in draft["maintenance"]:
        for t in span(entry["span"]):
            shut[devices[entry["device"]]][t] = True
    opened = [[h and not s for h, s in zip(*rows)] for rows in zip(hours, shut)]
    parts = [[devices[p] for p in d["parts"]] for d in draft["devices"]]
    for i, list_of_parts in enumerate(parts):
        if list_of_parts:
            own = hours[i] if any(hours[i]) else [True] * slots
            opened[i] = [
                own[t] and not shut[i][t] and all(opened[p][t] for p in list_of_parts)
                for t in range(slots)
            ]

    pools = []
    for entry in draft["shifts"] + draft["datedShifts"]:
        if entry["pool"] not in pools:
            pools.append(entry["pool"])
    duty = [[0] * slots for _ in pools]
    for entry in draft["shifts"]:
        for piece in spans(entry):
            for t in piece:
                duty[pools.index(entry["pool"])][t] += entry["count"]
    dated = set()
    for entry in draft["datedShifts"]:
        p = pools.index(entry["pool"])
        for t in span(entry["span"]):
            duty[p][t] = (duty[p][t] if (p, t) in dated else 0) + entry["count"]
            dated.add((p, t))

    weeks = [0] + [d * per_day for d in range(1, len(weekday)) if weekday[d] == 1] + [slots]
    def period_list(quota):
        if quota["period"] == "week":
            return list(zip(weeks, weeks[1:]))
        if quota["period"] == "horizon":
            return [(0, slots)]
        hours = quota.get("hours") or {"from": 0, "to": 1440}
        return [
            (d * per_day + hours["from"] // slot, d * per_day + hours["to"] // slot)
            for d in range(draft["dayCount"])
        ]

    periods = [period_list(q) for q in draft["quotas"]]
    kept = [[0] * slots for _ in draft["devices"]]
    for entry in draft.get("reserves") or []:
        for t in span(entry["span"]):
            kept[devices[entry["device"]]][t] = 1

    # What the limits are worth.
    every = [p for rows in (prices["devices"], prices["pools"], prices["quotas"]) for r in rows for p in r]
    assert all(isinstance(p, int) and p >= 0 for p in every + prices["fairShares"]), "a negative price"
    bound = sum(d["capacity"] * sum(row) for d, row in zip(draft["devices"], prices["devices"]))
    bound += sum(n * p for row, price in zip(duty, prices["pools"]) for n, p in zip(row, price))
    for quota, row in zip(draft["quotas"], prices["quotas"]):
        bound += quota["minutes"] // slot * sum(row)
    reward = {}
    order = [i["id"] for i in draft["institutions"]]
    shares = sorted(
        draft["fairShares"], key=lambda s: (order.index(s["institution"]), s["minutes"] // slot)
    )
    for share, price in zip(shares, prices["fairShares"]):
        bound += share["minutes"] // slot * (max(0, price - 256 * share["pointsPerSlot"]) - price)
        reward[share["institution"]] = reward.get(share["institution"], 0) + price

    # What each request gains beyond what it pays.
    def sums(row):
        total = [0]
        for price in row:
            total.append(total[-1] + price)
        return total

    paid, attended = [sums(r) for r in prices["devices"]], [sums(r) for r in prices["pools"]]
    closed = [sums([not o for o in row]) for row in opened]
    of_class = {}
    for i, d in enumerate(draft["devices"]):
        of_class.setdefault(d["deviceClass"], []).append(i)
    pins = {p["request"]: (devices[p["device"]], p["start"] // slot) for p in draft["pins"]}
    views = {}
    for window in draft.get("deviceWindows") or []:
        key = window["request"], devices[window["device"]]
        views.setdefault(key, []).append(span(window["span"]))
    quotas_of = {}
    for q, quota in enumerate(draft["quotas"]):
        quotas_of.setdefault(quota["institution"], []).append(q)

    def weight_of(request):
        weight = request.get("weight")
        if weight is None:
            points = draft["priorityPoints"][request["priority"] - 1]
            weight = points * (request["minutes"] // slot + draft["bookingSlots"])
        return weight + (request.get("credit") or 0)

    def bonuses(request):
        """Points of each device that the request may use."""
        found = {}
        for choice in request["choices"]:
            for d in of_class.get(choice["target"], []):
                found[d] = choice["bonus"]
        for choice in request["choices"]:
            if choice["target"] in devices:
                found[devices[choice["target"]]] = choice["bonus"]
        return {d: bonus for d, bonus in sorted(found.items()) if may_use(request, d)}

    def may_use(request, d):
        allowed = draft["devices"][d].get("authorized")
        return allowed is None or bool({request["applicant"], request["institution"]} & set(allowed))

    def needs(request, d):
        """Slots of set-up and clean-up, and the pool that attends."""
        device = draft["devices"][d]

        def own(key):
            value = request.get(key)
            return (device[key] if value is None else value) // slot

        pool = request.get("operatorPool") or device.get("operatorPool")
        return own("setUpMinutes"), own("cleanUpMinutes"), None if pool is None else pools.index(pool)

    def candidates(request):
        """Starts: device, slot, occupied from and to, pool, points, quota rows, whether no quota is too
        small for the use."""
        length = request["minutes"] // slot
        weight = weight_of(request)
        preferred = request.get("preferred")
        for d, extra in bonuses(request).items():
            device = draft["devices"][d]
            before, after, pool = needs(request, d)
            seen = set()
            for window in request["windows"]:
                inside = span(window)
                for t in range(inside.start, inside.stop - length + 1):
                    begin, end = t - before, t + length + after
                    if t in seen or begin < 0 or end > slots or closed[d][end] > closed[d][begin]:
                        continue
                    if request["institution"] != device["owner"] and any(kept[d][t : t + length]):
                        continue
                    own_spans = views.get((request["id"], d))
                    if own_spans is not None and not any(
                        s.start <= t and t + length <= s.stop for s in own_spans
                    ):
                        continue
                    seen.add(t)
                    value = weight + extra
                    if preferred and preferred["from"] // slot <= t < preferred["to"] // slot:
                        value += request["preferredBonus"]
                    rows = []
                    for q in quotas_of.get(request["institution"], []):
                        limited = draft["quotas"][q].get("deviceClass")
                        if limited is None or limited == device["deviceClass"]:
                            rows += [(q, f) for f, (x, y) in enumerate(periods[q]) if x <= t < y]
                    possible = request["id"] in pins or all(
                        length <= draft["quotas"][q]["minutes"] // slot for q, _ in rows
                    )
                    yield d, t, begin, end, pool, value, rows, possible

    def starts(request):
        """The starts that a timetable can have."""
        for start in candidates(request):
            if start[7] and pins.get(request["id"], start[:2]) == start[:2]:
                yield start[:7]

    def gain(request):
        length = request["minutes"] // slot
        best = None
        for d, t, begin, end, pool, value, rows in starts(request):
            value = 256 * value + length * reward.get(request["institution"], 0)
            value -= sum(paid[e][end] - paid[e][begin] for e in [d] + parts[d])
            if pool is not None:
                value -= attended[pool][t + length] - attended[pool][begin]
            value -= sum(length * prices["quotas"][q][f] for q, f in rows)
            best = value if best is None else max(best, value)
        return best

    gains = {r["id"]: gain(r) for r in draft["requests"]}
    bundled = [s["requests"] for s in draft["series"] if s["rule"] == "allOrNothing"]
    members = {r for bundle in bundled for r in bundle}
    wish = {r: s["id"] for s in draft["series"] if s["rule"] == "onlyOne" for r in s["requests"]}
    most, decided = {}, set()
    for bundle in bundled + [[r["id"]] for r in draft["requests"] if r["id"] not in members]:
        promised = any(r in pins for r in bundle)
        if promised or all(gains[r] is not None for r in bundle):
            total = sum(gains[r] or 0 for r in bundle)
            wishes = [wish[r] for r in bundle if r in wish]
            if not wishes:
                bound += total if promised else max(0, total)
            elif promised:
                most[wishes[0]] = total
                decided.add(wishes[0])
            elif wishes[0] not in decided:
                most[wishes[0]] = max(most.get(wishes[0], 0), total)
    bound += sum(most.values())
    # Every timetable is worth a multiple of what divides all points.
    step = 0
    for request in draft["requests"]:
        for points in (weight_of(request), request["preferredBonus"]):
            step = math.gcd(step, points)
        for choice in request["choices"]:
            step = math.gcd(step, choice["bonus"])
    for share in shares:
        step = math.gcd(step, share["pointsPerSlot"])
    step = max(1, step)
    bound = bound // 256 // step * step
    number = {r["id"]: i for i, r in enumerate(draft["requests"])}
    lengths = [r["minutes"] // slot for r in draft["requests"]]

    def looks(d):
        """Everything that tells a device apart."""
        device = draft["devices"][d]
        wishes = []
        for r, request in enumerate(draft["requests"]):
            if any(c["target"] in (device["id"], device["deviceClass"]) for c in request["choices"]):
                own = views.get((request["id"], d))
                wishes.append((
                    r, bonuses(request).get(d), needs(request, d), own and sorted((s.start, s.stop) for s in own),
                    kept[d] if request["institution"] != device["owner"] else None))
        return repr((device["deviceClass"], opened[d], wishes))

    def groups():
        """Equal devices together; promised ones, combined ones and their parts alone."""
        alone = {d for d, list_of_parts in enumerate(parts) if list_of_parts}
        alone |= {p for list_of_parts in parts for p in list_of_parts} | {d for d, _ in pins.values()}
        found, twins = [], {}
        for d in range(len(draft["devices"])):
            look = d if d in alone else looks(d)
            if look in twins:
                found[twins[look]].append(d)
            else:
                twins[look] = len(found)
                found.append([d])
        return found

    def rules():
        series = [(s["rule"], s.get("gapMinutes"), [number[r] for r in s["requests"]])
                  for s in draft["series"]]
        series = [(rule, gap, m if gap is not None else sorted(m)) for rule, gap, m in series]
        leader = {r: m[0] for rule, _, m in series if rule == "allOrNothing" for r in m}
        orders = [(a, b, gap // slot) for _, gap, m in series if gap is not None for a, b in zip(m, m[1:])]
        return Timetable(
            [weight_of(r) for r in draft["requests"]], lengths, [bonuses(r) for r in draft["requests"]],
            [list(candidates(r)) for r in draft["requests"]], groups(),
            [d["capacity"] for d in draft["devices"]], opened, parts, duty,
            [m for rule, _, m in series if rule == "allOrNothing"],
            [sorted({leader.get(r, r) for r in m}) for rule, _, m in series if rule == "onlyOne"], orders,
            [(q["minutes"] // slot, len(periods[i])) for i, q in enumerate(draft["quotas"])],
            [(s["minutes"] // slot, s["pointsPerSlot"],
              [i for i, r in enumerate(draft["requests"]) if r["institution"] == s["institution"]])
             for s in shares],
            {number[r]: pin for r, pin in pins.items() if r in number}, slots, per_day)

    if answer.get("schedules"):
        bundles = [[number[r] for r in b] for b in bundled]
        bundles += [[i] for i, r in enumerate(draft["requests"]) if r["id"] not in members]
        # Of several fair shares the lowest is enough for a bound.
        lowest = {}
        for i, share in enumerate(shares):
            lowest.setdefault(
                share["institution"], (share["minutes"] // slot, share["pointsPerSlot"], i))
        tree = Schedules(
            draft["requests"], lengths, [list(starts(r)) for r in draft["requests"]],
            [d["capacity"] for d in draft["devices"]], parts, duty,
            [q["minutes"] // slot for q in draft["quotas"]], periods, lowest, bundles,
            {number[r] for r in pins if r in number}, order, rules, answer["schedules"])
        bound = min(bound, tree.bound() // step * step)
    if answer.get("certificate"):
        least = rules().bound(answer["certificate"])
        assert least is not None, "the proof denies that any timetable exists"
        bound = min(bound, -least // step * step)
    return bound, result["terms"][0].get("bound")


if __name__ == "__main__":
    bound, claimed = verify(sys.argv[1])
    holds = claimed is None or bound <= claimed
    print(json.dumps({"bound": bound, "claimed": claimed, "holds": holds}))
    sys.exit(not holds)
