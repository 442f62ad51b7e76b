# Rotation roster: units take turns in the seats of two bodies over the terms, exactly in proportion.
#
# Every set is a set of dense indices from 0. The goals are ordered; one run optimises the goal that
# `goal` names, with the optima of the earlier goals given in `pin_...`, `worst` and `wide_gap`.
# A deviation is counted in units of 1/scale: served - entitled, history carried in.

# --- the rotation ---------------------------------------------------------------------------------
param terms integer, >= 1;                       # terms 0 .. terms-1
set TERMS := 0 .. terms - 1;
set BODIES := 0 .. 1;                            # 0 secretariat, 1 office
set TIERS := 0 .. 1;                             # 0 hospital, 1 community
set UNITS;                                       # the units that take part
set PEOPLE;                                      # the people of these units
set POSTS;                                       # full-time posts that may fill a seat

param tier{UNITS} in TIERS;
param unit{PEOPLE} in UNITS;
param demand{BODIES, TIERS, TERMS} integer, >= 0;
param may_leave_open binary, default 0;          # 1: a place may stay open, which goal 1 counts
param least_gap integer, >= 0, default 0;        # free terms between two duties of a unit, at least

set UNIT_LEAVE within {UNITS, TERMS};
set PERSON_LEAVE within {PEOPLE, TERMS};
set POST_LEAVE within {POSTS, TERMS};
set UNIT_PINS within {UNITS, BODIES, TERMS};
set PERSON_PINS within {PEOPLE, BODIES, TERMS};
set UNIT_FORBIDDEN within {UNITS, BODIES, TERMS};
set PERSON_FORBIDDEN within {PEOPLE, BODIES, TERMS};
set WITHOUT_ROLE within PEOPLE;       # neither the role nor an approved exception
set EXCEPTIONS within PEOPLE;         # an approved exception instead of the role
param served_before{PEOPLE} integer, >= 0, default 0;

set ELIGIBLE within {POSTS, BODIES, TIERS};
param cap{POSTS} integer, >= 0;                  # most terms of a post

# History of a unit: duties served less duties entitled to, times scale; terms since its last duty
# (1: the term just before term 0; 0: none known); body of that duty (-1: none known).
param scale integer, >= 1;
param balance{UNITS} integer, default 0;
param since{UNITS} integer, >= 0, default 0;
param last_body{UNITS} integer, >= -1, <= 1, default -1;

# A unit's place in the order of a draw that decides last, from 0 within its tier.
param drawn{UNITS} integer, >= 0, default 0;

# A unit's entitlement to one place of its tier, times scale.
param share{UNITS} integer, >= 0;

# Deviation of a unit that has served n duties of the plan by the end of term t.
param places{k in TIERS, t in TERMS} := sum{b in BODIES, s in 0 .. t} demand[b, k, s];
param deviation{u in UNITS, t in TERMS, n in 0 .. t + 1}, integer :=
  balance[u] + scale * n - share[u] * places[tier[u], t];

# --- the goals reached so far ---------------------------------------------------------------------
param goal symbolic, in {"openSeats", "postUse", "worstDeviation", "totalDeviation",
  "roleExceptions", "smallestGap", "bodyTurns", "personBalance", "drawnOrder"}, default "totalDeviation";
param goal_tier in TIERS, default 0;             # the tier that the goal speaks of, from the third on
param free integer := 1000000000;                # no pin
param pin_open integer, default free;
param pin_post integer, default free;
param worst{TIERS} integer, default free;        # largest |deviation| allowed
param pin_total{TIERS} integer, default free;  # largest sum of |deviations|
param pin_exceptions{TIERS} integer, default free;
param wide_gap{TIERS} integer, default 0;        # smallest gap required
param pin_turns{TIERS} integer, default free;
param pin_balance{TIERS} integer, default free;

param gap_of{u in UNITS} integer := max(least_gap, wide_gap[tier[u]]);

# The j-th duty is due by t when j - 1 duties would be too few, and too early when j would be too many.
param due{u in UNITS, t in TERMS, j in 1 .. t + 1}, binary :=
  if deviation[u, t, j - 1] < -worst[tier[u]] then 1 else 0;
param early{u in UNITS, t in TERMS, j in 1 .. t + 1}, binary :=
  if deviation[u, t, j] > worst[tier[u]] then 1 else 0;

# A threshold that a unit passes with no duty at all, or with one in every term, is out of reach.
check{u in UNITS, t in TERMS}:
  deviation[u, t, 0] <= worst[tier[u]] and deviation[u, t, t + 1] >= -worst[tier[u]];

# --- unknowns -------------------------------------------------------------------------------------
var serve{UNITS, BODIES, TERMS} binary;          # the unit serves in the body
# At least j duties by the end of term t. Costs rise with j, so the order of the j comes by itself.
var atleast{u in UNITS, t in TERMS, j in 1 .. t + 1} integer,
  >= due[u, t, j], <= 1 - early[u, t, j];
var person{p in PEOPLE, TERMS} integer, >= 0,    # the person serves, in the body of the unit
  <= if pin_exceptions[tier[unit[p]]] = 0 and p in EXCEPTIONS then 0 else 1;
var post{ELIGIBLE, TERMS} integer, >= 0, <= if pin_post = 0 then 0 else 1;
var open{b in BODIES, k in TIERS, t in TERMS} integer, >= 0,
  <= if pin_open = 0 then 0 else demand[b, k, t];
var last{UNITS, 0 .. terms} binary;              # the last duty before term t was in the secretariat
# A duty in the same body as the unit's duty before.
var repeated{u in UNITS, BODIES, TERMS} integer, >= 0,
  <= if pin_turns[tier[u]] = 0 then 0 else 1;
var load{PEOPLE, 1 .. terms} binary;             # at least j duties of the person

# --- the goals ------------------------------------------------------------------------------------
minimize objective:
  (if goal = "openSeats" then sum{b in BODIES, k in TIERS, t in TERMS} open[b, k, t])
  + (if goal = "postUse" then sum{(f, b, k) in ELIGIBLE, t in TERMS} post[f, b, k, t])
  + (if goal = "totalDeviation" then
      sum{u in UNITS, t in TERMS: tier[u] = goal_tier} (abs(deviation[u, t, 0])
        + sum{j in 1 .. t + 1}
          (abs(deviation[u, t, j]) - abs(deviation[u, t, j - 1])) * atleast[u, t, j]))
  + (if goal = "roleExceptions" then
      sum{p in EXCEPTIONS, t in TERMS: tier[unit[p]] = goal_tier} person[p, t])
  + (if goal = "bodyTurns" then
      sum{u in UNITS, b in BODIES, t in TERMS: tier[u] = goal_tier} repeated[u, b, t])
  + (if goal = "personBalance" then
      sum{p in PEOPLE, j in 1 .. terms: tier[unit[p]] = goal_tier}
        (served_before[p] + j - 1) * load[p, j])
  + (if goal = "drawnOrder" then
      sum{u in UNITS, b in BODIES, t in TERMS: tier[u] = goal_tier}
        drawn[u] * (terms - t) * serve[u, b, t]);

# --- hard rules -----------------------------------------------------------------------------------
# Every place is filled by a unit of the tier or a full-time post, or is counted as open.
s.t. fill{b in BODIES, k in TIERS, t in TERMS}:
  sum{u in UNITS: tier[u] = k} serve[u, b, t] + sum{(f, b, k) in ELIGIBLE} post[f, b, k, t]
  + open[b, k, t] = demand[b, k, t];
# No place stays open unless the settings allow it.
s.t. staffed{b in BODIES, k in TIERS, t in TERMS: may_leave_open = 0}: open[b, k, t] <= 0;
# No unit twice in a term, so never in both bodies.
s.t. once{u in UNITS, t in TERMS}: sum{b in BODIES} serve[u, b, t] <= 1;
# Duties so far.
s.t. count{u in UNITS, t in TERMS}:
  sum{j in 1 .. t + 1} atleast[u, t, j] - sum{j in 1 .. t} atleast[u, t - 1, j]
  - sum{b in BODIES} serve[u, b, t] = 0;
# A duty of a unit is served by exactly one of its people, and a person serves one seat a term.
s.t. bind{u in UNITS, t in TERMS}:
  sum{p in PEOPLE: unit[p] = u} person[p, t] - sum{b in BODIES} serve[u, b, t] = 0;
# Only people with the role or an approved exception serve.
s.t. role{p in WITHOUT_ROLE}: sum{t in TERMS} person[p, t] <= 0;
s.t. leave_unit{(u, t) in UNIT_LEAVE}: sum{b in BODIES} serve[u, b, t] <= 0;
s.t. leave_person{(p, t) in PERSON_LEAVE}: person[p, t] <= 0;
s.t. pinned_unit{(u, b, t) in UNIT_PINS}: serve[u, b, t] >= 1;
s.t. pinned_person{(p, b, t) in PERSON_PINS}: person[p, t] + serve[unit[p], b, t] >= 2;
s.t. forbidden_unit{(u, b, t) in UNIT_FORBIDDEN}: serve[u, b, t] <= 0;
s.t. forbidden_person{(p, b, t) in PERSON_FORBIDDEN}: person[p, t] + serve[unit[p], b, t] <= 1;
# At most one duty in any least_gap + 1 terms in a row, and none too soon after last year's.
s.t. gap{u in UNITS, t in 0 .. max(0, terms - 1 - gap_of[u]): gap_of[u] > 0}:
  sum{s in t .. min(t + gap_of[u], terms - 1), b in BODIES} serve[u, b, s] <= 1;
s.t. gap_history{u in UNITS: since[u] > 0 and gap_of[u] >= since[u]}:
  sum{t in 0 .. min(gap_of[u] - since[u], terms - 1), b in BODIES} serve[u, b, t] <= 0;
# A full-time post fills one seat a term, at most `cap` in all, and none on leave.
s.t. post_once{f in POSTS, t in TERMS: exists{(f, b, k) in ELIGIBLE} 1}:
  sum{(f, b, k) in ELIGIBLE} post[f, b, k, t] <= 1;
s.t. post_cap{f in POSTS: exists{(f, b, k) in ELIGIBLE} 1}:
  sum{(f, b, k) in ELIGIBLE, t in TERMS} post[f, b, k, t] <= cap[f];
s.t. leave_post{(f, t) in POST_LEAVE: exists{(f, b, k) in ELIGIBLE} 1}:
  sum{(f, b, k) in ELIGIBLE} post[f, b, k, t] <= 0;

# --- both bodies in turn --------------------------------------------------------------------------
# `last` follows the duties; a duty in the body that `last` already names is repeated. Without a
# history `last[u,0]` is free, so that the first duty repeats nothing.
s.t. turn{u in UNITS, t in TERMS}:
  last[u, t + 1] - last[u, t] - serve[u, 0, t] + repeated[u, 0, t] + serve[u, 1, t]
  - repeated[u, 1, t] = 0;
s.t. from_secretariat{u in UNITS, t in TERMS}:
  serve[u, 1, t] - repeated[u, 1, t] + repeated[u, 0, t] - last[u, t] <= 0;
s.t. from_office{u in UNITS, t in TERMS}:
  serve[u, 0, t] - repeated[u, 0, t] + repeated[u, 1, t] + last[u, t] <= 1;
# Without repeats, the last body is the first one's after an even number of duties, the other after an
# odd one. This follows for whole numbers; it is stated because it makes the relaxation much tighter.
s.t. parity_a{u in UNITS, t in TERMS}:
  last[u, t + 1] - last[u, 0] - sum{j in 1 .. t + 1} (-1) ** (j + 1) * atleast[u, t, j]
  - sum{s in 0 .. t, b in BODIES} repeated[u, b, s] <= 0;
s.t. parity_b{u in UNITS, t in TERMS}:
  last[u, 0] - last[u, t + 1] - sum{j in 1 .. t + 1} (-1) ** (j + 1) * atleast[u, t, j]
  - sum{s in 0 .. t, b in BODIES} repeated[u, b, s] <= 0;
s.t. parity_c{u in UNITS, t in TERMS}:
  sum{j in 1 .. t + 1} (-1) ** (j + 1) * atleast[u, t, j] - last[u, 0] - last[u, t + 1]
  - sum{s in 0 .. t, b in BODIES} repeated[u, b, s] <= 0;
s.t. parity_d{u in UNITS, t in TERMS}:
  last[u, 0] + last[u, t + 1] + sum{j in 1 .. t + 1} (-1) ** (j + 1) * atleast[u, t, j]
  - sum{s in 0 .. t, b in BODIES} repeated[u, b, s] <= 2;
s.t. last_duty{u in UNITS: last_body[u] >= 0}: last[u, 0] = 1 - last_body[u];

# --- duties of each person ------------------------------------------------------------------------
s.t. person_count{p in PEOPLE}: sum{t in TERMS} person[p, t] - sum{j in 1 .. terms} load[p, j] = 0;

# --- earlier goals keep their optima --------------------------------------------------------------
s.t. pinned_open{1 .. 1: pin_open < free}:
  sum{b in BODIES, k in TIERS, t in TERMS} open[b, k, t] <= pin_open;
s.t. pinned_post{1 .. 1: pin_post < free and card(ELIGIBLE) > 0}:
  sum{(f, b, k) in ELIGIBLE, t in TERMS} post[f, b, k, t] <= pin_post;
s.t. pinned_total{k in TIERS: pin_total[k] < free}:
  sum{u in UNITS, t in TERMS, j in 1 .. t + 1:
      tier[u] = k and abs(deviation[u, t, j]) != abs(deviation[u, t, j - 1])}
    (abs(deviation[u, t, j]) - abs(deviation[u, t, j - 1])) * atleast[u, t, j]
  <= pin_total[k] - sum{u in UNITS, t in TERMS: tier[u] = k} abs(deviation[u, t, 0]);
s.t. pinned_exceptions{k in TIERS:
    pin_exceptions[k] < free and exists{p in EXCEPTIONS} tier[unit[p]] = k}:
  sum{p in EXCEPTIONS, t in TERMS: tier[unit[p]] = k} person[p, t] <= pin_exceptions[k];
s.t. pinned_turns{k in TIERS: pin_turns[k] < free and exists{u in UNITS} tier[u] = k}:
  sum{u in UNITS, b in BODIES, t in TERMS: tier[u] = k} repeated[u, b, t] <= pin_turns[k];
s.t. pinned_balance{k in TIERS: pin_balance[k] < free and exists{p in PEOPLE} tier[unit[p]] = k}:
  sum{p in PEOPLE, j in 1 .. terms: tier[unit[p]] = k and served_before[p] + j - 1 > 0}
    (served_before[p] + j - 1) * load[p, j] <= pin_balance[k];

end;
