# Fewest payments between the members of a netting agreement.
#
# A member with a positive balance receives, one with a negative balance pays; the balances sum to
# zero. Amounts are whole 分 (hundredths of a yuan).
set MEMBERS;
param balance{MEMBERS} integer;                          # what a member receives, net

check: sum{i in MEMBERS} balance[i] = 0;
param turnover := sum{i in MEMBERS} max(0, balance[i]);

set PAIRS := {i in MEMBERS, j in MEMBERS: i <> j};
var paid{PAIRS} >= 0, <= turnover;                       # what the first member pays the second
var transfer{PAIRS} binary;                              # 1 when it pays anything

minimize transfers: sum{(i,j) in PAIRS} transfer[i,j];

# Every member receives its balance.
s.t. settled{i in MEMBERS}:
  sum{j in MEMBERS: j <> i} paid[j,i] - sum{j in MEMBERS: j <> i} paid[i,j] = balance[i];

# Nothing is paid without a transfer.
s.t. counted{(i,j) in PAIRS}: paid[i,j] <= turnover * transfer[i,j];
end;
