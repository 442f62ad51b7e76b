"""How peers read a generated booking round, and the greedy timetable they begin with."""


def starts(instance, wish, device):
    """First and last possible starts on a device, run by run."""
    for a, b in wish["windows"]:
        for x, y in instance["devices"][device]["open"]:
            first = max(a, x + wish["setup"])
            last = min(b - wish["duration"], y - wish["duration"] - wish["cleanup"])
            if first <= last:
                yield first, last


def on_duty(instance):
    counts = []
    for pool in instance["pools"]:
        row = [0] * instance["horizon"]
        for first, last, count in pool["capacity"]:
            row[first:last] = [count] * (last - first)
        counts.append(row)
    return counts


def value(wish, bonus, start):
    preferred = wish["preferred"][0] <= start < wish["preferred"][1]
    return wish["weight"] + bonus + (wish["pref_bonus"] if preferred else 0)


def kind(instance, wish):
    return instance["devices"][wish["devices"][0][0]]["class"]


def greedy(instance):
    """By weight per slot, each at its best free place; series whole or not at all."""
    duty = on_duty(instance)
    taken, busy, used = set(), {}, {}
    limit = {(q["institution"], q["class"]): q["max_slots"] for q in instance["quotas"]}
    members = {r: s["requests"] for s in instance["series"] for r in s["requests"]}
    wishes = instance["requests"]

    def change(wish, device, start, sign):
        end = start + wish["duration"]
        for slot in range(start - wish["setup"], end + wish["cleanup"]):
            (taken.add if sign > 0 else taken.discard)((device, slot))
        if wish["pool"] >= 0:
            for slot in range(start - wish["setup"], end):
                busy[wish["pool"], slot] = busy.get((wish["pool"], slot), 0) + sign
        for key in ((wish["institution"], -1), (wish["institution"], kind(instance, wish))):
            used[key] = used.get(key, 0) + sign * wish["duration"]

    def best_place(wish):
        for key in ((wish["institution"], -1), (wish["institution"], kind(instance, wish))):
            if used.get(key, 0) + wish["duration"] > limit.get(key, 10**9):
                return None
        best = None
        for device, bonus in wish["devices"]:
            for first, last in starts(instance, wish, device):
                for start in range(first, last + 1):
                    worth = value(wish, bonus, start)
                    if best and worth <= best[0]:
                        continue
                    end = start + wish["duration"]
                    used_slots = range(start - wish["setup"], end + wish["cleanup"])
                    if any((device, slot) in taken for slot in used_slots):
                        continue
                    pool = wish["pool"]
                    if pool >= 0 and any(
                        busy.get((pool, slot), 0) >= duty[pool][slot]
                        for slot in range(start - wish["setup"], end)
                    ):
                        continue
                    best = (worth, device, start)
        return best

    def density(r):
        wish = wishes[r]
        return wish["weight"] / (wish["duration"] + wish["setup"] + wish["cleanup"])

    accepted, seen = [], set()
    for r in sorted(range(len(wishes)), key=lambda r: -density(r)):
        if r in seen:
            continue
        own = []
        bundle = members.get(r, [r])
        seen.update(bundle)
        for member in bundle:
            place = best_place(wishes[member])
            if place is None:
                break
            change(wishes[member], place[1], place[2], 1)
            own.append((member, place[1], place[2]))
        if len(own) < len(bundle):
            for member, device, start in own:
                change(wishes[member], device, start, -1)
        else:
            accepted += own
    return accepted
