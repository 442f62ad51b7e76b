import EquipmentBooking

/// What schedules leave of a round for the time-indexed program to choose from.
struct OpenStarts {
  /// Possible starts by request and group; groups without a start are left out.
  let options: [[StartOption]]
  /// Whether each request is accepted; `nil` while that is open.
  let accepted: [Bool?]

  /// - Parameters:
  ///   - domain: What is left, by the table's starts.
  ///   - schedules: The table's starts one by one.
  ///   - options: All starts, by request and group.
  init(_ domain: ScheduleDomain, of schedules: ScheduleTable, options: [[StartOption]]) {
    let table = schedules.table
    accepted = (0..<table.requestCount).map { r in
      let state = domain.state[Int(table.bundleOf[r])]
      return state == 0 ? nil : state > 0
    }
    // Slots of each option that are left.
    var left = options.map { $0.map { _ in [Int]() } }
    for i in domain.starts {
      let start = schedules.starts[Int(i)]
      let group = Int(table.segments[Int(start.segment)].group)
      let r = Int(start.request)
      if let k = options[r].firstIndex(where: { $0.group == group }) {
        left[r][k].append(Int(start.start))
      }
    }
    self.options = zip(options, left).map { own, left in
      zip(own, left).compactMap { option, slots in
        slots.isEmpty
          ? nil
          : StartOption(
            request: option.request, group: option.group, choice: option.choice,
            slots: slots.sorted(), length: option.length)
      }
    }
  }
}
