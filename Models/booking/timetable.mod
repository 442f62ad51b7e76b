# Equipment timetable: which request gets which device, and when.
#
# Time is cut into slots 0 .. H-1. A request that starts at slot t on device d uses the device in
# slots t .. t+length-1 and occupies it, with set-up before and clean-up after, in slots
# t-setup .. t+length+cleanup-1. Several identical devices may be written as one device whose
# capacity is their number: intervals that overlap at most k at a time can be coloured with k
# colours, so every answer can be assigned to the k machines afterwards.

param H integer, >= 1;                       # slots in the horizon
param slots_per_day integer, >= 1;
set SLOTS := 0 .. H - 1;
set DAYS := 0 .. (H - 1) div slots_per_day;
set DEVICES;
set POOLS;
set REQUESTS;
set QUOTAS;
set SERIES default {};                       # requests that stand or fall together
set ORDERED dimen 3;                         # series in order: series, a request, the one before it
param gap{ORDERED} integer, >= 0;            # slots that pass at least between the two
set WISHES default {};                       # wishes that can be fulfilled in several ways
set SHARES default {};                       # fair shares of institutions

param capacity{DEVICES} integer, >= 1;       # requests that a device serves at the same time
set OPEN within DEVICES cross SLOTS;         # opening hours less maintenance; of a combined device, its parts' too
set PARTS{DEVICES} within DEVICES default {};    # what a combined device is made of and occupies
param staff{POOLS, SLOTS} integer, >= 0, default 0;   # operators of a pool on duty

param length{REQUESTS} integer, >= 1;
param weight{REQUESTS} integer, >= 0;        # value of accepting the request
set WINDOWS{REQUESTS} dimen 2;               # the use lies inside one window [a, b)
set CHOICES within REQUESTS cross DEVICES;   # acceptable (by itself, its class and area, or its class) and authorised
set DEVICE_WINDOWS{(r,d) in CHOICES} dimen 2, default WINDOWS[r];   # and inside one of the device's for it
param bonus{CHOICES} integer, >= 0;          # extra value of that device, by the most precise name that accepts it
param setup{CHOICES} integer, >= 0;
param cleanup{CHOICES} integer, >= 0;
param pool{CHOICES} integer, default -1;     # operators needed during set-up and use; -1 for none
param preferred_from{REQUESTS} integer, default 0;    # a start in [from, to) earns the bonus
param preferred_to{REQUESTS} integer, default 0;
param preferred_bonus{REQUESTS} integer, >= 0, default 0;
param preferred_device{REQUESTS} integer, default -1; # on this device only; -1 for any
set QUOTA_PERIODS within QUOTAS cross SLOTS;   # quota and first slot of its period
param period_end{QUOTA_PERIODS} integer;     # the period is [first, end)
set COUNTED{QUOTAS} within CHOICES;          # choices whose use counts against the quota
param limit{QUOTAS} integer, >= 0;           # slots of use in each period
set MEMBERS{SERIES} within REQUESTS;         # without the first
param first{SERIES} in REQUESTS;
set WAYS{WISHES} within REQUESTS;            # one at most; of a series its first request
param share_slots{SHARES} integer, >= 0;     # slots of use that the institution ought to get
param share_points{SHARES} integer, >= 0;    # points lost for each slot short of it
set SHARE_REQUESTS{SHARES} within REQUESTS;  # the institution's requests
set PINS dimen 3;                            # request, device and start that are already promised

# Slots at which request r can start on device d.
set STARTS{(r,d) in CHOICES} := setof{(a,b) in WINDOWS[r], t in a .. b - length[r]:
  exists{(e,f) in DEVICE_WINDOWS[r,d]} (e <= t and t + length[r] <= f)
  and t - setup[r,d] >= 0 and t + length[r] + cleanup[r,d] <= H
  and forall{u in t - setup[r,d] .. t + length[r] + cleanup[r,d] - 1} (d,u) in OPEN} t;

var accept{r in REQUESTS} binary;                              # 1 when the request gets a place
var on_device{(r,d) in CHOICES} binary;                        # 1 when it is on the device
var on_day{r in REQUESTS, y in DAYS} binary;                   # 1 when it starts on the day
var start{(r,d) in CHOICES, t in STARTS[r,d]} binary;          # 1 when it starts there and then
var short{q in SHARES} integer, >= 0, <= share_slots[q];       # slots that a fair share lacks

# Weights of accepted requests, of wanted devices and of wanted hours, less missing fair shares, all in
# the same points.
maximize value:
  sum{r in REQUESTS} weight[r] * accept[r]
  + sum{(r,d) in CHOICES} bonus[r,d] * on_device[r,d]
  + sum{(r,d) in CHOICES, t in STARTS[r,d]: preferred_from[r] <= t and t < preferred_to[r]
      and (preferred_device[r] = -1 or preferred_device[r] = d)}
      preferred_bonus[r] * start[r,d,t]
  - sum{q in SHARES} share_points[q] * short[q];

# A request has at most one place: one device, one day, one start.
s.t. placed{r in REQUESTS}: accept[r] - sum{(r,d) in CHOICES} on_device[r,d] = 0;
s.t. on_one_device{(r,d) in CHOICES}:
  on_device[r,d] - sum{t in STARTS[r,d]} start[r,d,t] = 0;
s.t. on_one_day{r in REQUESTS, y in DAYS}:
  on_day[r,y] - sum{(r,d) in CHOICES, t in STARTS[r,d]: t div slots_per_day = y} start[r,d,t] = 0;

# A device serves no more requests at once than its capacity, set-up and clean-up included; whoever uses
# a combined device takes room on each of its parts.
s.t. device{(d,u) in OPEN}:
  sum{(r,e) in CHOICES, t in STARTS[r,e]: (e = d or d in PARTS[e])
    and t - setup[r,e] <= u and u < t + length[r] + cleanup[r,e]} start[r,e,t] <= capacity[d];

# No more operators of a pool are busy than are on duty.
s.t. operators{p in POOLS, u in SLOTS}:
  sum{(r,d) in CHOICES, t in STARTS[r,d]:
    pool[r,d] = p and t - setup[r,d] <= u and u < t + length[r]} start[r,d,t] <= staff[p,u];

# The requests of a series are accepted together or not at all.
s.t. series{s in SERIES, r in MEMBERS[s]}: accept[r] - accept[first[s]] = 0;

# A request of a series begins when the one before it has ended and the gap has passed.
s.t. order{(s,r,p) in ORDERED, u in SLOTS}:
  sum{(r,d) in CHOICES, t in STARTS[r,d]: t <= u} start[r,d,t]
  + sum{(p,d) in CHOICES, t in STARTS[p,d]: t + length[p] + gap[s,r,p] > u} start[p,d,t] <= 1;

# Of the ways to fulfil a wish one is taken at most.
s.t. only_one{w in WISHES}: sum{r in WAYS[w]} accept[r] <= 1;

# What an institution uses and what it lacks make up its fair share. Shares that come before points (max-min) are a
# sequence of such rounds: for one tenth of all shares after the other with no weights and bonuses, where a share below
# the tenth costs at most a fixed sum; then with all points, where a slot short of what is reached costs so much
# that none is given up.
s.t. fair_share{q in SHARES}:
  short[q] + sum{r in SHARE_REQUESTS[q]} length[r] * accept[r] >= share_slots[q];

# An institution uses no more than its quota in a period; the start decides the period.
s.t. quota{(q,f) in QUOTA_PERIODS}:
  sum{(r,d) in COUNTED[q], t in STARTS[r,d]: f <= t and t < period_end[q,f]}
    length[r] * start[r,d,t] <= limit[q];

# Promised bookings stay.
s.t. pinned{(r,d,t) in PINS}: start[r,d,t] = 1;

end;
