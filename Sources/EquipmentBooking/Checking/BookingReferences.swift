extension BookingProblem {
  /// Whether what an answer says about refusals names a request, device, pool or quota that this problem
  /// does not have, or an amount that no timetable reaches: somebody has edited the file.
  ///
  /// Nothing is printed of such an answer, because every printed name is looked up by these numbers.
  ///
  /// - Complexity: O(size of the refusals).
  public func hasStrayReferences(_ answer: BookingAnswer) -> Bool {
    func isRequest(_ r: Int) -> Bool { requests.indices.contains(r) }
    func isSlot(_ slot: Int) -> Bool { (0..<grid.slotCount).contains(slot) }
    func isAmount(_ value: Int) -> Bool { value.magnitude <= 1_000_000_000_000 }
    func isPlace(_ booking: Booking) -> Bool {
      isRequest(booking.request) && devices.indices.contains(booking.device)
        && isSlot(booking.start)
        && booking.start + requests[booking.request].length <= grid.slotCount
    }
    func isSound(_ reason: Refusal.Reason) -> Bool {
      switch reason {
      case .noStart: true
      case .classFull(let winners, let value), .betterUse(let winners, let value):
        winners.allSatisfy(isRequest) && isAmount(value)
      case .operatorShort(let pool, let slot): pools.indices.contains(pool) && isSlot(slot)
      case .quota(let quota, let used, let limit):
        quotas.indices.contains(quota) && isAmount(used) && isAmount(limit)
      case .partnerBlocked(let partner): isRequest(partner)
      case .shareFloor(let institution, let tenths, let winners, let value):
        institutions.indices.contains(institution) && (0...10).contains(tenths)
          && winners.allSatisfy(isRequest) && isAmount(value)
      case .fairShare(let institution, let slots, let points, let winners, let value):
        institutions.indices.contains(institution) && winners.allSatisfy(isRequest)
          && [slots, points, value].allSatisfy(isAmount)
      }
    }
    return !answer.refusals.allSatisfy { refusal in
      isRequest(refusal.request) && refusal.reasons.allSatisfy(isSound)
        && (refusal.waysIn ?? []).allSatisfy { way in
          ([way.booking] + (way.partners ?? [])).allSatisfy(isPlace)
            && (way.displaced ?? []).allSatisfy(isRequest)
        }
    }
  }
}
