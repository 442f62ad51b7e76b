# Pairing with projects and quotas: contracts between talents and mentors, with or without a project,
# and classes of contracts (a project, a mentor, a quota of an institution or tier) that hold at most
# `upper` and at least `lower` of them.
#
# A contract blocks if its talent likes it better than what he has and no class it belongs to is full
# with contracts ranked at least as high by their mentors; what the talent himself has with the same
# mentor does not count, for he would give it up. What he has with another mentor of the same quota does
# count, as in the choice of a matroid (Fleiner 2003, doi:10.1287/moor.28.1.103.14256): to let him always
# move within a full quota (the strong stability of Kamada & Kojima 2015, doi:10.1257/aer.20101552) can
# leave no stable matching at all. Where classes lie inside one another and
# nothing is asked from below, some matching has no blocking contract (Huang 2010,
# doi:10.1137/1.9781611973075.99; for projects led by mentors Abraham, Irving & Manlove 2007,
# doi:10.1016/j.jda.2006.03.006); otherwise the fewest are looked for.
# Contracts and classes are named by their positions from 0; ranks count from 1.

param contracts integer, >= 0;
param classes integer, >= 0;
param talents integer, >= 0;
set CONTRACTS := 0 .. contracts - 1;
set CLASSES := 0 .. classes - 1;
set TALENTS := 0 .. talents - 1;
param talent{CONTRACTS} integer, >= 0;
param mentor{CONTRACTS} integer, >= 0;
param talent_rank{CONTRACTS} integer, >= 1;
param mentor_rank{CONTRACTS} integer, >= 1;
set MEMBERS{CLASSES} within CONTRACTS;
param lower{CLASSES} integer, >= 0, default 0;
param upper{CLASSES} integer, >= 0;
param may_block binary, default 0;            # 1 if stability is counted and not demanded

var assign{CONTRACTS} binary;                 # 1 when the contract is made
var full{c in CLASSES, e in MEMBERS[c]} binary;   # 1 only if the class has no room for the contract
var blocks{CONTRACTS} binary;                 # 1 if the contract may block

minimize blocking: sum{e in CONTRACTS} blocks[e];

# A talent makes at most one contract.
s.t. one_mentor{t in TALENTS}: sum{e in CONTRACTS: talent[e] = t} assign[e] <= 1;

# A class holds as many contracts as it may, and as it must.
s.t. room{c in CLASSES}: lower[c] <= sum{e in MEMBERS[c]} assign[e] <= upper[c];

# A class has no room for a contract if others that rank as high fill it.
s.t. filled{c in CLASSES, e in MEMBERS[c]}:
  sum{g in MEMBERS[c]: mentor_rank[g] <= mentor_rank[e]
      and (talent[g] != talent[e] or mentor[g] != mentor[e])} assign[g]
  - upper[c] * full[c,e] >= 0;

# Unless a contract blocks, its talent has it or one he likes as well, or some class has no room.
s.t. stable{e in CONTRACTS}:
  sum{g in CONTRACTS: talent[g] = talent[e] and talent_rank[g] <= talent_rank[e]} assign[g]
  + sum{c in CLASSES: e in MEMBERS[c]} full[c,e] + blocks[e] >= 1;

s.t. demanded{e in CONTRACTS}: blocks[e] <= may_block;

end;
