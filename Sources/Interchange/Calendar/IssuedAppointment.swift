/// An appointment of a series as its earlier issues and its present one leave it, known from somewhere else
/// than the file that was issued: from a ledger.
public struct IssuedAppointment: Hashable, Sendable {
  /// Whose calendar it is in: `person`, `unit`, `device`.
  public let kind: String
  /// Identifier of the owner.
  public let owner: String
  /// The key of the appointment within its series, as in ``CalendarEvent/key``.
  public let key: String
  /// When it is, or last was.
  public let time: CalendarEvent.Time
  /// How often it changed, vanished or came back since it was first issued.
  public let sequence: Int
  /// Whether the present issue has it no more.
  public let isCancelled: Bool

  /// An appointment.
  public init(
    kind: String, owner: String, key: String, time: CalendarEvent.Time, sequence: Int,
    isCancelled: Bool
  ) {
    self.kind = kind
    self.owner = owner
    self.key = key
    self.time = time
    self.sequence = sequence
    self.isCancelled = isCancelled
  }
}
