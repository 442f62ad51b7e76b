internal import CGLPK

/// Turns a code of the guard into a Swift error.
///
/// - Returns: Whether the call went through; `false` if it was interrupted because the run was
///   cancelled.
@discardableResult
func accept(_ code: cglpk_code) throws(EngineError) -> Bool {
  switch code {
  case CGLPK_OK: return true
  case CGLPK_INTERRUPTED: return false
  case CGLPK_WRONG_THREAD: throw .wrongThread
  case CGLPK_LOST: throw .lost
  case CGLPK_NOT_A_NUMBER: throw .notANumber
  case CGLPK_NO_MEMORY: throw .outOfMemory
  default: throw .aborted(String(cString: cglpk_message()))
  }
}

/// Vectors in compressed form: vector *k* has the entries `start[k] ..< start[k + 1]`.
struct CompressedVectors {
  var start: [Int32] = [0]
  var index: [Int32] = []
  var value: [Double] = []

  /// Appends a vector.
  mutating func append(_ entries: some Sequence<(index: Int, value: Double)>) {
    for entry in entries where entry.value != 0 {
      index.append(Int32(entry.index))
      value.append(entry.value)
    }
    start.append(Int32(index.count))
  }

  /// The columns of the rows of `program`.
  ///
  /// - Complexity: O(rows + columns + nonzeros).
  init(columnsOf program: LinearProgram) {
    var count = [Int32](repeating: 0, count: program.columns.count + 1)
    for row in program.rows {
      for term in row.terms where term.coefficient != 0 { count[term.column.index + 1] += 1 }
    }
    for j in program.columns.indices { count[j + 1] += count[j] }
    start = count
    index = [Int32](repeating: 0, count: Int(count[program.columns.count]))
    value = [Double](repeating: 0, count: index.count)
    for (i, row) in program.rows.enumerated() {
      for term in row.terms where term.coefficient != 0 {
        let place = Int(count[term.column.index])
        index[place] = Int32(i)
        value[place] = term.coefficient
        count[term.column.index] += 1
      }
    }
  }

  init() {}
}
