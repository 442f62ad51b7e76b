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
  /// Devices that a use of the group occupies beside its own, rising; only a combined device has any.
  public let parts: [Int]

  /// Index of the device that stands for the group.
  public var representative: Int { devices[0] }

  /// Whether a use of this group takes room on another, or on itself.
  public func occupies(_ other: DeviceGroup) -> Bool {
    representative == other.representative || parts.contains(other.representative)
  }
}

extension BookingProblem {
  /// Every device by itself.
  public var singleGroups: [DeviceGroup] {
    devices.indices.map {
      DeviceGroup(devices: [$0], capacity: devices[$0].capacity, parts: devices[$0].parts)
    }
  }

  /// Devices of a class with the same open slots, and the same bonus, buffers, operators, spans
  /// and authorisation for every request, together; a device with a promised booking or preferred by a
  /// request, a combined device and its parts stay alone.
  ///
  /// - Complexity: O(devices · slots + choices of all requests).
  public var deviceGroups: [DeviceGroup] {
    var wishes = [[Wish]](repeating: [], count: devices.count)
    var staysAlone = devices.map { !$0.parts.isEmpty }
    for part in devices.flatMap(\.parts) { staysAlone[part] = true }
    for (r, request) in requests.enumerated() {
      for choice in request.choices { wishes[choice.device].append(Wish(r, choice)) }
      if let pin = request.pin { staysAlone[pin.device] = true }
      if let preferred = request.preferredDevice { staysAlone[preferred] = true }
    }
    var groups: [[Int]] = []
    var twins: [Look: Int] = [:]
    for d in devices.indices {
      let look = Look(
        deviceClass: devices[d].deviceClass, open: devices[d].openSpans, wishes: wishes[d])
      if !staysAlone[d], let twin = twins[look] {
        groups[twin].append(d)
      } else {
        if !staysAlone[d] { twins[look] = groups.count }
        groups.append([d])
      }
    }
    return groups.map { group in
      DeviceGroup(
        devices: group, capacity: group.reduce(0) { $0 + devices[$1].capacity },
        parts: devices[group[0]].parts)
    }
  }

  /// Everything that tells devices apart.
  private struct Look: Hashable {
    let deviceClass: Int
    let open: [Range<Int>]
    let wishes: [Wish]
  }

  /// What a request says of a device, the device's name aside.
  private struct Wish: Hashable {
    let request: Int
    let bonus: Int
    let setUp: Int
    let cleanUp: Int
    let pool: Int?
    let isAuthorized: Bool
    let windows: [Range<Int>]?

    init(_ request: Int, _ choice: Choice) {
      self.request = request
      bonus = choice.bonus
      setUp = choice.setUp
      cleanUp = choice.cleanUp
      pool = choice.pool
      isAuthorized = choice.isAuthorized
      windows = choice.windows
    }
  }
}
