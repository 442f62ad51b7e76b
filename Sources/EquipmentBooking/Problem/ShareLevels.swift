/// Use that each fair share needs for each tenth of its target.
package struct ShareLevels: Hashable, Sendable {
  /// Slots by share and tenth, 0 … 10: the least use with so many tenths that the institution's requests can
  /// add up to; `nil` if they cannot, whatever the others do.
  package let slots: [[Int?]]

  /// How many shares cannot have so many tenths, whatever is done.
  package func unreachable(_ tenths: Int) -> Int { slots.count { $0[tenths] == nil } }
}

extension BookingProblem {
  /// What each fair share needs for each tenth.
  ///
  /// Requests without a start are left out, what stands or falls together counts as a whole, of alternatives one
  /// counts, and quotas that limit all use of an institution are kept; nothing else is looked at. So every
  /// timetable's use is among the sums.
  ///
  /// - Complexity: O(possible starts + requests · (shares + slots of the targets)).
  package var shareLevels: ShareLevels {
    let firstClosed = devices.map(firstClosedSlots)
    let canStart = requests.map { request in
      request.choices.contains {
        $0.isAuthorized
          && !possibleStarts(of: request, $0, firstClosed: firstClosed[$0.device]).isEmpty
      }
    }
    let possible = bundles.filter { $0.allSatisfy { canStart[$0] } }
    let alternativeOf = alternativeOf
    return ShareLevels(
      slots: fairShares.map { share in
        var wishes: [[Int]] = []
        var listed = [[Int]](repeating: [], count: alternatives.count)
        for bundle in possible {
          let length = bundle.reduce(0) {
            $0 + (requests[$1].institution == share.institution ? requests[$1].length : 0)
          }
          if length == 0 { continue }
          if let list = alternativeOf[bundle[0]] {
            listed[list].append(length)
          } else {
            wishes.append([length])
          }
        }
        let sums = sums(
          of: wishes + listed.filter { !$0.isEmpty }, upTo: share.target,
          limit: useLimit(of: share.institution))
        return (0...10).map { tenths in
          let level = share.slots(forTenths: tenths)
          return level < sums.count ? sums[level...].firstIndex(of: true) : nil
        }
      })
  }

  /// Whether each number of slots is a sum of at most one length of each wish; more than `most` is not told
  /// apart from it, more than `limit` is left out.
  private func sums(of wishes: [[Int]], upTo most: Int, limit: Int?) -> [Bool] {
    let all = wishes.reduce(0) { $0 + ($1.max() ?? 0) }
    let last = min(most, all, limit ?? all)
    // Without a limit below the target, whatever exceeds it stands for it.
    let staysAtLast = last == most
    var isSum = [Bool](repeating: false, count: last + 1)
    isSum[0] = true
    for wish in wishes {
      var next = isSum
      for length in wish {
        for use in 0...last where isSum[use] {
          if use + length <= last {
            next[use + length] = true
          } else if staysAtLast {
            next[last] = true
          }
        }
      }
      isSum = next
    }
    return isSum
  }

  /// Slots that an institution uses at most by its quotas on all devices at all times; `nil` without one.
  private func useLimit(of institution: Int) -> Int? {
    quotas.filter { quota in
      quota.institution == institution && quota.deviceClass == nil
        && quota.periods.reduce(0, { $0 + $1.count }) == grid.slotCount
    }.map { $0.limit.multipliedReportingOverflow(by: $0.periods.count) }
      .map { $0.overflow ? Int.max : $0.partialValue }.min()
  }
}

extension BookingProblem.FairShare {
  /// Slots of use that make so many tenths of the target, 0 … 10.
  package func slots(forTenths tenths: Int) -> Int {
    // Tenths and rest by themselves: the target may be near the largest number.
    target / 10 * tenths + (target % 10 * tenths + 9) / 10
  }
}
