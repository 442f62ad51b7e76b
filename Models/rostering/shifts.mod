# Shift roster: what every person does on every day, by needs and by rules about each person's row.
#
# Every set is a set of dense indices from 0. A cell is what a person has on a day: 0 free, 1 + t task t
# (a duty served in a skill). A rule is hard where its cost is -1; otherwise each break costs. Days
# before the first, as far as they are known, are negative.

# --- people, days, cells --------------------------------------------------------------------------
param days integer, >= 1;
set DAYS := 0 .. days - 1;
set PEOPLE;
set ALLOWED dimen 3;                        # (person, day, cell): by skill, site, leave and pins
set TASKS{p in PEOPLE, d in DAYS} := setof{(p, d, c) in ALLOWED} c;
param wish_cost{ALLOWED} integer, >= 0, default 0;      # wishes not followed by the cell
param weight_open integer, >= 0, default 1000000;
param weight_change integer, >= 0, default 1000;
param weight_penalty integer, >= 0, default 1;

# --- matches: a person's days on which the cell is one of some -----------------------------------
set MATCHES;
param owner{MATCHES} in PEOPLE;
set MEANT{MATCHES};                          # the cells meant
param past{PEOPLE} integer, >= 0, default 0; # days known before the first
set BEFORE dimen 2;                          # (match, negative day): a known day that matches

# --- runs: days in a row that match ---------------------------------------------------------------
set RUNS;
param run_match{RUNS} in MATCHES;
param run_least{RUNS} integer, default -1;         # -1: no limit
param run_least_cost{RUNS} integer, default -1;
param run_most{RUNS} integer, default -1;
param run_most_cost{RUNS} integer, default -1;
param waived_at_start{RUNS} binary, default 1;     # a run from day 0 on, nothing known before
param waived_at_end{RUNS} binary, default 1;       # a run that reaches the last day
# A day on which a run is longer than it may be: the window that ends there lies in known days.
set TOO_LONG := setof{r in RUNS, t in DAYS: run_most[r] >= 0
  and t - run_most[r] >= -past[owner[run_match[r]]]} (r, t);
# A run from day s to day e that is shorter than it should be.
set TOO_SHORT := setof{r in RUNS, s in -past[owner[run_match[r]]] .. days - 1,
  e in max(s, -1) .. min(days - 1, s + run_least[r] - 2):
    not (waived_at_start[r] = 1 and s = 0 and past[owner[run_match[r]]] = 0)
    and not (waived_at_end[r] = 1 and e = days - 1)} (r, s, e);

# --- patterns: what may not follow on consecutive days --------------------------------------------
set PATTERNS;
param steps{PATTERNS} integer, >= 1;
param step_match{q in PATTERNS, 0 .. steps[q] - 1} in MATCHES;
param pattern_cost{PATTERNS} integer, default -1;
set LAST_DAYS dimen 2;                       # (pattern, day of its last step), by weekday and past

# --- weekends -------------------------------------------------------------------------------------
set WEEKEND_DAYS dimen 3;                    # (person, weekend, day)
set WEEKENDS{p in PEOPLE} := setof{(p, w, d) in WEEKEND_DAYS} w;
set WHOLE;                                   # all days of a weekend are worked or none
param whole_match{WHOLE} in MATCHES;
param whole_cost{WHOLE} integer, default -1;
set ALIKE;                                   # the days of a weekend have the same cell
set KINDS;                                   # 0 free, 1 + k duty k
param alike_match{ALIKE, KINDS} in MATCHES;
param alike_owner{ALIKE} in PEOPLE;
param alike_cost{ALIKE} integer, default -1;
set USED;                                    # weekends with a matching counted day
param used_match{USED} in MATCHES;
set USED_DAYS dimen 3;                       # (use, weekend, counted day)
set WEEKEND_RUNS;                            # weekends in a row with work, nothing known before
param weekend_run_used{WEEKEND_RUNS} in USED;
param weekend_run_least{WEEKEND_RUNS} integer, default -1;
param weekend_run_least_cost{WEEKEND_RUNS} integer, default -1;
param weekend_run_most{WEEKEND_RUNS} integer, default -1;
param weekend_run_most_cost{WEEKEND_RUNS} integer, default -1;
param run_weekends{g in WEEKEND_RUNS} :=
  card(WEEKENDS[owner[used_match[weekend_run_used[g]]]]);

# --- counts ---------------------------------------------------------------------------------------
set COUNTS;
param count_owner{COUNTS} in PEOPLE;
set COUNTED dimen 3;                         # (count, day, cell)
param amount{COUNTED} integer, >= 0, default 1;    # minutes, or 1
set COUNTS_OF_WEEKENDS within COUNTS;
param count_used{COUNTS_OF_WEEKENDS} in USED;
param already{COUNTS} integer, >= 0, default 0;
param count_least{COUNTS} integer, default -1;     # -1: no limit
param count_least_cost{COUNTS} integer, default -1;
param count_most{COUNTS} integer, default -1;
param count_most_cost{COUNTS} integer, default -1;
# Distances whose cost grows with the square: one unknown for each unit, dearer and dearer.
param squared_below{COUNTS} integer, >= 0, default 0;
param squared_above{COUNTS} integer, >= 0, default 0;

# --- needs ----------------------------------------------------------------------------------------
set NEEDS;
set NEED_CELLS dimen 4;                      # (need, person, day, cell)
param need_least{NEEDS} integer, default -1;       # -1: no limit; a least number without cost is open
param need_least_cost{NEEDS} integer, default -1;
param need_preferred{NEEDS} integer, default -1;
param need_preferred_cost{NEEDS} integer, >= 0, default 0;
param need_most{NEEDS} integer, default -1;
param need_most_cost{NEEDS} integer, default -1;

# --- the published roster -------------------------------------------------------------------------
set PUBLISHED dimen 3;                       # (person, day, cell), every day of every person, or empty
param cell_weight integer, >= 0, default 0;
param person_weight integer, >= 0, default 0;
set CHANGEABLE := setof{(p, d, c) in PUBLISHED} p;

# --- unknowns -------------------------------------------------------------------------------------
var x{ALLOWED} binary;                       # the person has the cell on the day
var on{MATCHES, DAYS} binary;                # the day matches
var run_over{(r, t) in TOO_LONG: run_most_cost[r] >= 0} binary;
var run_short{(r, s, e) in TOO_SHORT: run_least_cost[r] >= 0} binary;
var occurs{(q, t) in LAST_DAYS: pattern_cost[q] >= 0} binary;
var unequal{r in WHOLE, w in WEEKENDS[owner[whole_match[r]]]: whole_cost[r] >= 0} binary;
var mixed{r in ALIKE, w in WEEKENDS[alike_owner[r]]: alike_cost[r] >= 0} binary;
var used{u in USED, w in WEEKENDS[owner[used_match[u]]]} binary;
var weekends_over{g in WEEKEND_RUNS, w in WEEKENDS[owner[used_match[weekend_run_used[g]]]]:
  weekend_run_most[g] >= 0 and weekend_run_most_cost[g] >= 0 and w >= weekend_run_most[g]} binary;
set WEEKENDS_SHORT := setof{g in WEEKEND_RUNS, s in 0 .. run_weekends[g] - 1,
  e in s .. min(run_weekends[g] - 1, s + weekend_run_least[g] - 2)} (g, s, e);
var weekends_short{(g, s, e) in WEEKENDS_SHORT: weekend_run_least_cost[g] >= 0} binary;
var below{k in COUNTS: count_least[k] >= 0 and count_least_cost[k] >= 0
  and squared_below[k] = 0} integer, >= 0;
var above{k in COUNTS: count_most[k] >= 0 and count_most_cost[k] >= 0
  and squared_above[k] = 0} integer, >= 0;
var below_step{k in COUNTS, 1 .. squared_below[k]} binary;
var above_step{k in COUNTS, 1 .. squared_above[k]} binary;
var missing{r in NEEDS: need_least[r] >= 0} integer, >= 0;
var wanting{r in NEEDS: need_preferred[r] >= 0} integer, >= 0;
var surplus{r in NEEDS: need_most[r] >= 0 and need_most_cost[r] >= 0} integer, >= 0;
var changed{CHANGEABLE} binary;              # some cell of the person differs

# --- the goals ------------------------------------------------------------------------------------
minimize objective:
  weight_open * sum{r in NEEDS: need_least[r] >= 0 and need_least_cost[r] < 0} missing[r]
  + weight_change * (
      sum{(p, d, c) in ALLOWED: p in CHANGEABLE and (p, d, c) not in PUBLISHED}
        cell_weight * x[p, d, c]
      + sum{p in CHANGEABLE} person_weight * changed[p])
  + weight_penalty * (
      sum{(p, d, c) in ALLOWED} wish_cost[p, d, c] * x[p, d, c]
      + sum{(r, t) in TOO_LONG: run_most_cost[r] >= 0} run_most_cost[r] * run_over[r, t]
      + sum{(r, s, e) in TOO_SHORT: run_least_cost[r] >= 0}
          run_least_cost[r] * (run_least[r] - (e - s + 1)) * run_short[r, s, e]
      + sum{(q, t) in LAST_DAYS: pattern_cost[q] >= 0} pattern_cost[q] * occurs[q, t]
      + sum{r in WHOLE, w in WEEKENDS[owner[whole_match[r]]]: whole_cost[r] >= 0}
          whole_cost[r] * unequal[r, w]
      + sum{r in ALIKE, w in WEEKENDS[alike_owner[r]]: alike_cost[r] >= 0}
          alike_cost[r] * mixed[r, w]
      + sum{g in WEEKEND_RUNS, w in WEEKENDS[owner[used_match[weekend_run_used[g]]]]:
            weekend_run_most[g] >= 0 and weekend_run_most_cost[g] >= 0
            and w >= weekend_run_most[g]}
          weekend_run_most_cost[g] * weekends_over[g, w]
      + sum{(g, s, e) in WEEKENDS_SHORT: weekend_run_least_cost[g] >= 0}
          weekend_run_least_cost[g] * (weekend_run_least[g] - (e - s + 1))
          * weekends_short[g, s, e]
      + sum{k in COUNTS: count_least[k] >= 0 and count_least_cost[k] >= 0
            and squared_below[k] = 0} count_least_cost[k] * below[k]
      + sum{k in COUNTS: count_most[k] >= 0 and count_most_cost[k] >= 0
            and squared_above[k] = 0} count_most_cost[k] * above[k]
      + sum{k in COUNTS, j in 1 .. squared_below[k]}
          count_least_cost[k] * (2 * j - 1) * below_step[k, j]
      + sum{k in COUNTS, j in 1 .. squared_above[k]}
          count_most_cost[k] * (2 * j - 1) * above_step[k, j]
      + sum{r in NEEDS: need_least[r] >= 0 and need_least_cost[r] >= 0}
          need_least_cost[r] * missing[r]
      + sum{r in NEEDS: need_preferred[r] >= 0} need_preferred_cost[r] * wanting[r]
      + sum{r in NEEDS: need_most[r] >= 0 and need_most_cost[r] >= 0}
          need_most_cost[r] * surplus[r]);

# --- rules ----------------------------------------------------------------------------------------
# One cell a day.
s.t. once{p in PEOPLE, d in DAYS}: sum{c in TASKS[p, d]} x[p, d, c] = 1;
# A day matches when its cell is one of those meant.
s.t. match{m in MATCHES, d in DAYS}:
  on[m, d] - sum{c in TASKS[owner[m], d]: c in MEANT[m]} x[owner[m], d, c] = 0;
# No run longer than it may be: not all days of a window one day too long.
s.t. run_max{(r, t) in TOO_LONG}:
  sum{s in max(0, t - run_most[r]) .. t} on[run_match[r], s]
  - (if run_most_cost[r] >= 0 then run_over[r, t])
  <= run_most[r] - sum{s in t - run_most[r] .. -1: (run_match[r], s) in BEFORE} 1;
# No run shorter than it should be: not these days without the day before and the day after.
s.t. run_min{(r, s, e) in TOO_SHORT}:
  sum{i in max(0, s) .. e} on[run_match[r], i]
  - (if s > 0 then on[run_match[r], s - 1]) - (if e < days - 1 then on[run_match[r], e + 1])
  - (if run_least_cost[r] >= 0 then run_short[r, s, e])
  <= e - s - sum{i in s .. min(e, -1): (run_match[r], i) in BEFORE} 1
  + (if s <= 0 and (run_match[r], s - 1) in BEFORE then 1 else 0);
s.t. pattern{(q, t) in LAST_DAYS}:
  sum{k in max(0, steps[q] - 1 - t) .. steps[q] - 1} on[step_match[q, k], t - steps[q] + 1 + k]
  - (if pattern_cost[q] >= 0 then occurs[q, t])
  <= steps[q] - 1 - sum{k in 0 .. steps[q] - 2 - t:
    (step_match[q, k], t - steps[q] + 1 + k) in BEFORE} 1;
s.t. whole{r in WHOLE, (owner[whole_match[r]], w, a) in WEEKEND_DAYS,
    (owner[whole_match[r]], w, b) in WEEKEND_DAYS: a != b}:
  on[whole_match[r], a] - on[whole_match[r], b] - (if whole_cost[r] >= 0 then unequal[r, w]) <= 0;
s.t. alike{r in ALIKE, k in KINDS, (alike_owner[r], w, a) in WEEKEND_DAYS,
    (alike_owner[r], w, b) in WEEKEND_DAYS: a != b}:
  on[alike_match[r, k], a] - on[alike_match[r, k], b]
  - (if alike_cost[r] >= 0 then mixed[r, w]) <= 0;
# A weekend is used when one of its counted days matches, and only then.
s.t. used_by{(u, w, d) in USED_DAYS}: used[u, w] - on[used_match[u], d] >= 0;
s.t. used_only{u in USED, w in WEEKENDS[owner[used_match[u]]]}:
  used[u, w] - sum{(u, w, d) in USED_DAYS} on[used_match[u], d] <= 0;
s.t. weekend_run_max{g in WEEKEND_RUNS, w in WEEKENDS[owner[used_match[weekend_run_used[g]]]]:
    weekend_run_most[g] >= 0 and w >= weekend_run_most[g]}:
  sum{v in w - weekend_run_most[g] .. w} used[weekend_run_used[g], v]
  - (if weekend_run_most_cost[g] >= 0 then weekends_over[g, w]) <= weekend_run_most[g];
s.t. weekend_run_min{(g, s, e) in WEEKENDS_SHORT}:
  sum{v in s .. e} used[weekend_run_used[g], v]
  - (if s > 0 then used[weekend_run_used[g], s - 1])
  - (if e < run_weekends[g] - 1 then used[weekend_run_used[g], e + 1])
  - (if weekend_run_least_cost[g] >= 0 then weekends_short[g, s, e]) <= e - s;
s.t. count_min{k in COUNTS: count_least[k] >= 0}:
  sum{(k, d, c) in COUNTED: (count_owner[k], d, c) in ALLOWED} amount[k, d, c] * x[count_owner[k], d, c]
  + (if k in COUNTS_OF_WEEKENDS then
      sum{w in WEEKENDS[count_owner[k]]} used[count_used[k], w])
  + (if count_least_cost[k] >= 0 and squared_below[k] = 0 then below[k])
  + sum{j in 1 .. squared_below[k]} below_step[k, j] >= count_least[k] - already[k];
s.t. count_max{k in COUNTS: count_most[k] >= 0}:
  sum{(k, d, c) in COUNTED: (count_owner[k], d, c) in ALLOWED} amount[k, d, c] * x[count_owner[k], d, c]
  + (if k in COUNTS_OF_WEEKENDS then
      sum{w in WEEKENDS[count_owner[k]]} used[count_used[k], w])
  - (if count_most_cost[k] >= 0 and squared_above[k] = 0 then above[k])
  - sum{j in 1 .. squared_above[k]} above_step[k, j] <= count_most[k] - already[k];
s.t. need_min{r in NEEDS: need_least[r] >= 0}:
  sum{(r, p, d, c) in NEED_CELLS: (p, d, c) in ALLOWED} x[p, d, c] + missing[r] >= need_least[r];
s.t. need_prefer{r in NEEDS: need_preferred[r] >= 0}:
  sum{(r, p, d, c) in NEED_CELLS: (p, d, c) in ALLOWED} x[p, d, c] + wanting[r]
  >= need_preferred[r];
s.t. need_max{r in NEEDS: need_most[r] >= 0}:
  sum{(r, p, d, c) in NEED_CELLS: (p, d, c) in ALLOWED} x[p, d, c]
  - (if need_most_cost[r] >= 0 then surplus[r]) <= need_most[r];
# A person changes as soon as one cell does.
s.t. change{(p, d, c) in PUBLISHED}:
  changed[p] + (if (p, d, c) in ALLOWED then x[p, d, c]) >= 1;

end;
