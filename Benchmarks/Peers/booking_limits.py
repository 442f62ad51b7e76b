"""What limits the bookings of a generated round: opening hours, operators, quotas and fair shares."""
import math

from booking_sizes import CLASSES, DAYS, SLOTS_PER_DAY, WEEKDAYS

# Operators have three skills; a class needs the one of its number modulo three.
SKILLS = 3
ALL_CLASSES = -1


def draw_opening(draw, kind, wanted):
    """Open hours, day by day in random order with the weekend last, until they reach `wanted` slots."""
    is_long = kind.longest >= 24 or kind.shortest >= 16
    opening, total = [], 0
    for day in draw.sample(range(WEEKDAYS), WEEKDAYS) + list(range(WEEKDAYS, DAYS)):
        first, last = 16, 36
        if is_long:
            first, last = 0, SLOTS_PER_DAY
        elif day >= WEEKDAYS or total > wanted * 0.8:
            last = draw.choice([24, 28, 36])
        elif wanted > 105:
            first -= draw.choice([0, 2])
            last += draw.choice([0, 4, 6])
        # Only now, since the hours of the day that is left out are drawn as well.
        if total >= wanted:
            break
        opening.append([day * SLOTS_PER_DAY + first, day * SLOTS_PER_DAY + last])
        total += last - first
    joined = []
    for first, last in sorted(opening):
        if joined and joined[-1][1] == first:
            joined[-1][1] = last
        else:
            joined.append([first, last])
    return joined


def draw_maintenance(draw, opening):
    """For four devices in ten, one to three hours out of service within one opening, if it is long enough."""
    if not opening or draw.random() >= 0.4:
        return []
    first, last = draw.choice(opening)
    length = draw.randint(2, 6)
    if last - first <= length + 6:
        return []
    begin = draw.randrange(first, last - length)
    return [[begin, begin + length]]


def without(opening, maintenance):
    """The opening hours less those of maintenance."""
    left = []
    for first, last in opening:
        for begin, end in maintenance:
            if begin < last and end > first:
                if begin > first:
                    left.append([first, begin])
                first = end
        if first < last:
            left.append([first, last])
    return left


def open_devices(draw, size, devices, requests):
    """Opens every device for about as long as its share of the requests over the wanted load."""
    demand = {}
    for request in requests:
        occupied = request["duration"] + request["setup"] + request["cleanup"]
        for device, _ in request["devices"]:
            demand[device] = demand.get(device, 0) + occupied / len(request["devices"])
    for device in devices:
        wanted = demand.get(device["id"], 0) / size.load * draw.uniform(0.8, 1.2)
        opening = draw_opening(draw, CLASSES[device["class"]], wanted)
        maintenance = draw_maintenance(draw, opening)
        device["open"] = without(opening, maintenance)
        device["maintenance"] = maintenance


def make_pools(size, devices, requests, needs_operator):
    """Operators of a skill in an area, three for ten devices, fewer at noon, at night and at the weekend.

    A request that needs one takes the pool of its first device.
    """
    pools, pool_of = [], {}
    for area in range(size.areas):
        for skill in range(SKILLS):
            covered = sum(d["area"] == area and d["class"] % SKILLS == skill for d in devices)
            if not covered:
                continue
            full = max(1, math.ceil(0.30 * covered))
            night = max(1, full // 3)
            capacity = []
            for day in range(DAYS):
                daytime = full if day < WEEKDAYS else max(1, full // 2)
                noon = max(1, (daytime + 1) // 2)
                hours = [0, 14, 24, 27, 38, SLOTS_PER_DAY]
                for first, last, count in zip(hours, hours[1:], [night, daytime, noon, daytime, night]):
                    capacity.append([day * SLOTS_PER_DAY + first, day * SLOTS_PER_DAY + last, count])
            pool_of[area, skill] = len(pools)
            pools.append({"id": len(pools), "area": area, "skill": skill, "capacity": capacity})
    for request, operated in zip(requests, needs_operator):
        if operated:
            device = devices[request["devices"][0][0]]
            request["pool"] = pool_of[device["area"], device["class"] % SKILLS]
    return pools


def make_quotas(draw, institutions, devices, requests):
    """Quotas of institutions and of their classes below what they ask for; fair shares beside them."""
    asked, asked_of_class = {}, {}
    for request in requests:
        owner, kind = request["institution"], devices[request["devices"][0][0]]["class"]
        asked[owner] = asked.get(owner, 0) + request["duration"]
        asked_of_class[owner, kind] = asked_of_class.get((owner, kind), 0) + request["duration"]
    quotas = []
    for institution in institutions:
        owner = institution["id"]
        if owner in asked and draw.random() < 0.5:
            most = max(8, int(asked[owner] * draw.uniform(0.7, 0.95)))
            quotas.append({"institution": owner, "class": ALL_CLASSES, "max_slots": most})
    for (owner, kind), slots in sorted(asked_of_class.items()):
        if slots > 24 and draw.random() < 0.15:
            most = int(slots * draw.uniform(0.5, 0.8))
            quotas.append({"institution": owner, "class": kind, "max_slots": most})
    for institution in institutions:
        institution["share"] = round(1 / len(institutions), 5)
        institution["target_slots"] = int(asked.get(institution["id"], 0) * 0.55)
        institution["short_penalty"] = 15
    return quotas
