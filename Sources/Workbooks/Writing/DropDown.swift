internal import CXlsxWriter

/// A list of words offered in cells of one column, which the user may leave: what is typed is judged by
/// `allot check`, which says more.
struct DropDown {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let rows: ClosedRange<UInt32>
  private let column: UInt16

  init(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ rows: ClosedRange<UInt32>, _ column: UInt16
  ) {
    self.sheet = sheet
    self.rows = rows
    self.column = column
  }

  /// Offers what the cells of a range hold.
  func offer(formula: String) {
    formula.withCString { text in
      offer(LXW_VALIDATION_TYPE_LIST_FORMULA) {
        $0.value_formula = UnsafeMutablePointer(mutating: text)
      }
    }
  }

  /// Offers these words.
  func offer(_ choices: [String]) {
    // The library copies the words; they stand one after the other, each with its end.
    let texts = choices.map { Array($0.utf8CString) }
    let letters = UnsafeMutablePointer<CChar>.allocate(capacity: texts.reduce(1) { $0 + $1.count })
    let words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: texts.count + 1)
    defer {
      letters.deallocate()
      words.deallocate()
    }
    var next = letters
    for (i, text) in texts.enumerated() {
      words[i] = next
      for letter in text {
        next.pointee = letter
        next += 1
      }
    }
    words[texts.count] = nil
    offer(LXW_VALIDATION_TYPE_LIST) { $0.value_list = words }
  }

  private func offer(
    _ type: lxw_validation_types, _ source: (inout lxw_data_validation) -> Void
  ) {
    var rule = lxw_data_validation()
    rule.validate = UInt8(type.rawValue)
    rule.show_error = UInt8(LXW_VALIDATION_OFF.rawValue)
    source(&rule)
    worksheet_data_validation_range(
      sheet, rows.lowerBound, column, rows.upperBound, column, &rule)
  }
}
