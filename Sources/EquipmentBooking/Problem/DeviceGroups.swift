/// Devices that nobody can tell apart, taken together.
///
/// As many requests may overlap on a group as its devices serve together. That is all there is to
/// check: intervals that overlap at most *k* at a time can be spread over *k* places by colouring
/// them in order of their beginning, so every answer of the group is an answer of its devices.
public struct DeviceGroup: Hashable, Sendable {
  /// Indices of the devices, rising.
  public let devices: [Int]
  /// Requests that they serve at the same time, together.
  public let capacity: Int

  /// Index of the device that stands for the group.
  public var representative: Int { devices[0] }
}

extension BookingProblem {
  /// Every device by itself.
  public var singleGroups: [DeviceGroup] {
    devices.indices.map { DeviceGroup(devices: [$0], capacity: devices[$0].capacity) }
  }

  /// Devices of a class with the same open slots, and the same bonus, buffers, operators and
  /// authorisation for every request, together; a device with a promised booking stays alone.
  ///
  /// - Complexity: O(devices² · (slots + requests)) at worst.
  public var deviceGroups: [DeviceGroup] {
    var wishes = [[Wish]](repeating: [], count: devices.count)
    var isPromised = [Bool](repeating: false, count: devices.count)
    for (r, request) in requests.enumerated() {
      for choice in request.choices { wishes[choice.device].append(Wish(r, choice)) }
      if let pin = request.pin { isPromised[pin.device] = true }
    }
    let open = devices.map(\.openSpans)
    var groups: [[Int]] = []
    for d in devices.indices {
      let twin =
        isPromised[d]
        ? nil
        : groups.firstIndex { group in
          let other = group[0]
          return !isPromised[other] && devices[other].deviceClass == devices[d].deviceClass
            && open[other] == open[d] && wishes[other] == wishes[d]
        }
      if let twin { groups[twin].append(d) } else { groups.append([d]) }
    }
    return groups.map { group in
      DeviceGroup(devices: group, capacity: group.reduce(0) { $0 + devices[$1].capacity })
    }
  }

  /// What a request says of a device, the device's name aside.
  private struct Wish: Hashable {
    let request: Int
    let bonus: Int
    let setUp: Int
    let cleanUp: Int
    let pool: Int?
    let isAuthorized: Bool

    init(_ request: Int, _ choice: Choice) {
      self.request = request
      bonus = choice.bonus
      setUp = choice.setUp
      cleanUp = choice.cleanUp
      pool = choice.pool
      isAuthorized = choice.isAuthorized
    }
  }
}
