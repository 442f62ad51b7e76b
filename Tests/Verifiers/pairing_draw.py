"""The draw among equally good pairings, for verify_pairing.py: tickets, chances, and the ticket of the seed.

The stream of random numbers is xoshiro256** filled by SplitMix64 (Blackman & Vigna 2021), whole numbers
below a limit are made by the upper half of a product (Lemire 2019), numbers below 1 of 53 bits.
"""
from pairing_round import need

MASK = (1 << 64) - 1
MOST_ORDERS = 1_000


class Stream:
    def __init__(self, seed):
        self.state = []
        for _ in range(4):
            seed = seed + 0x9E3779B97F4A7C15 & MASK
            z = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9 & MASK
            z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
            self.state.append(z ^ z >> 31)

    def bits(self):
        def turned(x, k):
            return (x << k | x >> 64 - k) & MASK
        a, b, c, d = self.state
        result = turned(b * 5 & MASK, 7) * 9 & MASK
        c, d = c ^ a, d ^ b
        self.state = [a ^ d, b ^ c, c ^ b << 17 & MASK, turned(d, 45)]
        return result

    def below(self, limit):
        product = self.bits() * limit
        while product & MASK < (1 << 64) % limit:
            product = self.bits() * limit
        return product >> 64

    def fraction(self):
        return (self.bits() & (1 << 53) - 1) * 2.0 ** -53


def check_draw(k, answer, terms, made):
    """Every ticket is a stable pairing as good as the answer, the chances are those of the tickets, and the
    seed drew the answer."""
    it = answer["lottery"]
    tickets, chances = it["tickets"], it["chances"]
    need(tickets > 0 and len(chances) == len(k.of_talent), "the record of the draw is malformed")
    need(it["ticket"] == Stream(it["seed"]).below(tickets), "the seed draws another ticket")
    for own in chances:
        need(all(0 <= c["mentor"] < len(k.places) and c["tickets"] > 0 for c in own)
             and sum(c["tickets"] for c in own) <= tickets, "chances beyond the tickets")
    values = [(term["name"], term["value"]) for term in terms]
    (kind, detail), = it["kind"].items()
    drawn = answer["matching"]["mentorOfTalent"]

    def contracts(mentors):
        found = k.made({"mentorOfTalent": mentors}, True, False)
        need(all(k.value(name, found) == value for name, value in values), "a ticket is not as good")
        return found

    if kind == "stablePoint":
        check_point(k, it, contracts, drawn)
        return f"a draw among {detail['matchings']} stable pairings"
    if kind == "listed":
        pairings = []
        for moves in detail["_0"]:
            mentors = list(drawn)
            for move in moves:
                mentors[move["talent"]] = move.get("mentor")
            pairings.append(tuple(mentors))
        need(len(set(pairings)) == len(pairings) == tickets, "listed pairings are not apart")
        need(pairings[it["ticket"]] == tuple(drawn), "the ticket drawn is not the answer")
        teams = [contracts(list(mentors)) for mentors in pairings]
        check_chances(k, chances, teams)
        return f"a draw among {tickets} listed pairings"
    need(kind == "tieOrders", "an unknown draw")
    names_one = answer["rule"] in ("talent", "mentor")
    stream, teams = Stream(it["seed"] ^ 0x74696573), []
    for _ in range(MOST_ORDERS):
        if len(teams) == tickets:
            break
        order = [stream.fraction() for _ in range(k.count)]
        team = proposals(k, order, answer["rule"] != "mentor")
        if names_one or all(k.value(name, team) == value for name, value in values):
            teams.append(team)
    need(len(teams) == tickets and teams[it["ticket"]] == made, "drawn again, the answer differs")
    check_chances(k, chances, teams)
    return f"a draw over {tickets} orders of the ties"


def check_point(k, it, contracts, drawn):
    """Each talent takes the mentor at the ticket of his chances; between two ends nothing changes."""
    ends = {0, it["ticket"]}
    for own in it["chances"]:
        total = 0
        for chance in own:
            total += chance["tickets"]
            ends.add(total)
    for ticket in sorted(ends - {it["tickets"]}):
        mentors = []
        for t, own in enumerate(it["chances"]):
            total, found = 0, k.kept.get(t)
            for chance in own:
                total += chance["tickets"]
                if ticket < total:
                    found = chance["mentor"]
                    break
            mentors.append(found)
        contracts(mentors)
        need(ticket != it["ticket"] or mentors == drawn, "the ticket drawn is not the answer")


def check_chances(k, chances, teams):
    times = [0] * k.count
    for team in teams:
        for e in team:
            times[e] += 1
    counted = [[(k.m[e], times[e]) for e in run if times[e]] for run in k.of_talent]
    need([[(c["mentor"], c["tickets"]) for c in own] for own in chances] == counted,
         "chances that are not those of the tickets")


def proposals(k, order, by_talents):
    """Deferred acceptance of a round without classes; among the tied the larger number comes first."""
    sides = [(k.t, k.tr, [1] * len(k.of_talent)), (k.m, k.mr, k.places)]
    (asker, asker_rank, wanted), (asked, asked_rank, places) = sides if by_talents else sides[::-1]
    lists = [[] for _ in wanted]
    for e in range(k.count):
        lists[asker[e]].append(e)
    for own in lists:
        own.sort(key=lambda e: (asker_rank[e], -order[e], e), reverse=True)
    held, free = [[] for _ in places], list(wanted)
    waiting = list(range(len(wanted)))
    while waiting:
        i = waiting.pop()
        while free[i] and lists[i]:
            e = lists[i].pop()
            team = held[asked[e]]
            team.append(e)
            free[i] -= 1
            if len(team) > places[asked[e]]:
                worst = max(team, key=lambda g: (asked_rank[g], -order[g], g))
                team.remove(worst)
                free[asker[worst]] += 1
                waiting.append(asker[worst])
    return {e for team in held for e in team}
