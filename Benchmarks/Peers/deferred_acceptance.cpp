// Talent-proposing deferred acceptance on a strict .hrt file, without a check; prints one JSON line.
//
//   c++ -O2 -std=c++17 deferred_acceptance.cpp -o deferred_acceptance && ./deferred_acceptance FILE
//
// What plain code needs for the proposals alone: the floor to measure Allot against. The objective is the sum of
// the talents' ranks, from 1. `solveSeconds` leaves out reading and ranking, in processor seconds.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace {

// Lists one behind the other: entries of list i are at starts[i] up to starts[i + 1].
struct Lists {
  std::vector<int> starts{0}, entries;
  int count() const { return static_cast<int>(starts.size()) - 1; }
  void close() { starts.push_back(static_cast<int>(entries.size())); }
};

// Whole numbers of a line of the text; -1 at its end.
class Numbers {
 public:
  explicit Numbers(const std::string& text) : at_(text.data()), end_(at_ + text.size()) {}
  int next() {
    while (at_ < end_ && !std::isdigit(*at_) && *at_ != '\n') ++at_;
    if (at_ == end_ || *at_ == '\n') {
      if (at_ < end_) ++at_;
      return -1;
    }
    int number = 0;
    while (at_ < end_ && std::isdigit(*at_)) number = number * 10 + (*at_++ - '0');
    return number;
  }
  void skipLine() {
    while (next() >= 0) {}
  }
  int alone() {
    int number = next();
    skipLine();
    return number;
  }

 private:
  const char *at_, *end_;
};

double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// For each entry of a talent's list the rank that the mentor gives the talent, -1 if he does not list him.
std::vector<int> ranksOfTalents(const Lists& wishes, const Lists& mentors) {
  std::vector<std::vector<std::pair<int, int>>> asking(mentors.count());
  for (int t = 0; t < wishes.count(); ++t)
    for (int e = wishes.starts[t]; e < wishes.starts[t + 1]; ++e) asking[wishes.entries[e]].push_back({t, e});
  std::vector<int> ranks(wishes.entries.size(), -1), place(wishes.count(), -1);
  for (int m = 0; m < mentors.count(); ++m) {
    for (int e = mentors.starts[m]; e < mentors.starts[m + 1]; ++e) place[mentors.entries[e]] = e - mentors.starts[m];
    for (auto [talent, entry] : asking[m]) ranks[entry] = place[talent];
    for (int e = mentors.starts[m]; e < mentors.starts[m + 1]; ++e) place[mentors.entries[e]] = -1;
  }
  return ranks;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return std::fprintf(stderr, "usage: deferred_acceptance FILE\n"), 64;
  std::ifstream file(words[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  Numbers numbers(text);
  numbers.skipLine();
  const int talents = numbers.alone(), mentors = numbers.alone();
  Lists wishes, lists;
  for (int t = 0; t < talents; ++t, wishes.close()) {
    numbers.next();
    for (int m; (m = numbers.next()) >= 0;) wishes.entries.push_back(m - 1);
  }
  std::vector<int> places;
  for (int m = 0; m < mentors; ++m, lists.close()) {
    numbers.next();
    places.push_back(numbers.next());
    for (int t; (t = numbers.next()) >= 0;) lists.entries.push_back(t - 1);
  }
  const std::vector<int> ranks = ranksOfTalents(wishes, lists);

  const double start = processorSeconds();
  // Each mentor's team as a heap, whom he likes least on top.
  std::vector<std::vector<std::pair<int, int>>> teams(mentors);
  for (int m = 0; m < mentors; ++m) teams[m].reserve(places[m]);
  std::vector<int> next(wishes.starts.begin(), wishes.starts.end() - 1), waiting, got(talents, -1);
  for (int t = talents; t--;) waiting.push_back(t);
  while (!waiting.empty()) {
    const int talent = waiting.back();
    waiting.pop_back();
    while (next[talent] < wishes.starts[talent + 1]) {
      const int entry = next[talent]++, mentor = wishes.entries[entry], rank = ranks[entry];
      auto& team = teams[mentor];
      if (rank < 0 || places[mentor] == 0) continue;
      if (static_cast<int>(team.size()) == places[mentor]) {
        if (rank > team.front().first) continue;
        const int loser = team.front().second;
        std::pop_heap(team.begin(), team.end());
        team.pop_back();
        got[loser] = -1;
        waiting.push_back(loser);
      }
      team.push_back({rank, talent});
      std::push_heap(team.begin(), team.end());
      got[talent] = entry;
      break;
    }
  }
  const double seconds = processorSeconds() - start;

  long long sum = 0, size = 0;
  for (int t = 0; t < talents; ++t)
    if (got[t] >= 0) sum += got[t] - wishes.starts[t] + 1, ++size;
  std::printf("{\"status\": \"stable\", \"objective\": %lld, \"bound\": null, \"size\": %lld, \"solveSeconds\": %.4f}\n",
              sum, size, seconds);
}
