public import EquipmentBooking
public import LinearProgramming

extension BookingProblem {
  /// The round as `Models/booking/timetable.mod` states it, row by row: a device at a time, a row for
  /// every open slot. For comparison with the model, and to tie faster formulations to it.
  public var compactReferenceFormulation: LinearProgram {
    TimetableFormulation(self, form: .reference).program
  }
}
