internal import Alliance
public import MentorMatching

/// A round without a stable pairing: a quota of talents crosses the places of mentors, and whoever takes a
/// place starts a chain that takes it away.
public var roundWithoutStablePairing: PairingDraft {
  PairingDraft(
    institutions: [
      .init(id: "h", name: "H", tier: .hospital), .init(id: "c", name: "C", tier: .community),
    ],
    mentors: [
      .init(id: "m1", institution: "h", capacity: 1, wishes: [["s"], ["t"]]),
      .init(id: "m2", institution: "c", capacity: 1, wishes: [["r"], ["s"]]),
      .init(id: "m3", institution: "h", capacity: 1, wishes: [["x"], ["y"], ["r"]]),
    ],
    talents: [
      .init(id: "t", institution: "h", wishes: [["m1"]]),
      .init(id: "r", institution: "h", wishes: [["m3"], ["m2"]]),
      .init(id: "s", institution: "c", wishes: [["m2"], ["m1"]]),
      .init(id: "x", wishes: []), .init(id: "y", wishes: []),
    ],
    quotas: [.init(mentors: .institution("h"), talents: .institution("h"), upper: 1)])
}
