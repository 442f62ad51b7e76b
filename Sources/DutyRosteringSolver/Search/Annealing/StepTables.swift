/// What every cell does to everybody's row on every day, one look-up for each step.
///
/// The graphs of rows (``PatternGraph``) laid flat: for each person and day a table of node × cell. Days and
/// people that have the same table share it.
///
/// - Complexity: One entry for each cell of each node of each layer that is unlike all others.
struct StepTables: ~Copyable {
  /// What giving a node's day a cell does.
  struct Step: Hashable, Sendable, BitwiseCopyable {
    /// Place of the next node in its layer; negative if the rules forbid the cell.
    var to: Int32 = -1
    /// Cost by the rules, in units of the value.
    var cost: Int32 = 0
    /// What is added to the counters: index into ``amountStart``; 0 adds nothing.
    var amounts: Int32 = 0
  }

  /// Something added to one counter of a person.
  struct Amount: Hashable, Sendable, BitwiseCopyable {
    let counter: Int32
    let count: Int32
  }

  let steps: FlatTable<Step>
  /// First entry in ``steps`` of each person's day, by person × days.
  let dayStart: FlatTable<Int32>
  /// First entry in ``amounts`` of each list, and the number of entries.
  let amountStart: FlatTable<Int32>
  let amounts: FlatTable<Amount>
  /// Costs of ending in each node of the last layer; first entry by person.
  let ends: FlatTable<Int>
  let endStart: FlatTable<Int>
  /// Counters of each person, one after the other; first by person, and their number.
  let counterStart: FlatTable<Int>
  /// Cost of each final value of each counter; negative where a rule forbids it.
  let counterCosts: FlatTable<Int>
  /// First entry in ``counterCosts`` of each counter, and the number of entries.
  let counterCostStart: FlatTable<Int>

  /// The tables of everybody.
  init(_ graphs: [PatternGraph], width: Int) {
    var (steps, dayStart): ([Step], [Int32]) = ([], [])
    var (amounts, amountStart): ([Amount], [Int32]) = ([], [0, 0])
    var (ends, endStart): ([Int], [Int]) = ([], [])
    var (counterCosts, counterCostStart, counterStart) = ([Int](), [0], [0])
    var known: [Signature: Int32] = [:]
    var lists: [[Amount]: Int32] = [[]: 0]
    for graph in graphs {
      let amountsOfStep = graph.steps.map { step -> Int32 in
        let list = step.enumerated().filter { $1 != 0 }.map {
          Amount(counter: Int32($0), count: Int32($1))
        }
        if let index = lists[list] { return index }
        let index = Int32(lists.count)
        lists[list] = index
        amounts += list
        amountStart.append(Int32(amounts.count))
        return index
      }
      for day in 0..<graph.days {
        let signature = Signature(graph, day: day, amountsOfStep: amountsOfStep)
        let start = known[signature] ?? Int32(steps.count)
        if Int(start) == steps.count {
          known[signature] = start
          steps += signature.table(width: width)
        }
        dayStart.append(start)
      }
      endStart.append(ends.count)
      ends += graph.endCost
      for counter in graph.counters {
        counterCosts += counter.endCost.map { $0 ?? -1 }
        counterCostStart.append(counterCosts.count)
      }
      counterStart.append(counterCostStart.count - 1)
    }
    self.steps = FlatTable(steps)
    self.dayStart = FlatTable(dayStart)
    self.amounts = FlatTable(amounts)
    self.amountStart = FlatTable(amountStart)
    self.ends = FlatTable(ends)
    self.endStart = FlatTable(endStart)
    self.counterStart = FlatTable(counterStart)
    self.counterCosts = FlatTable(counterCosts)
    self.counterCostStart = FlatTable(counterCostStart)
  }

  /// Everything that a day's table holds, in short.
  private struct Signature: Hashable {
    private struct Arc: Hashable {
      let from: Int32
      let bundle: Int32
      let step: Step
    }

    private let nodes: Int
    private let arcs: [Arc]
    private let cells: ArraySlice<[Int32]>

    init(_ graph: PatternGraph, day: Int, amountsOfStep: [Int32]) {
      let (layer, next) = (graph.layer(day), graph.layer(day + 1).lowerBound)
      let firstBundle = graph.bundleStart[day]
      nodes = layer.count
      arcs = graph.arcs[graph.arcStart[day]..<graph.arcStart[day + 1]].map { arc in
        Arc(
          from: arc.from - Int32(layer.lowerBound), bundle: arc.bundle - Int32(firstBundle),
          step: Step(
            to: arc.to - Int32(next), cost: arc.cost, amounts: amountsOfStep[Int(arc.step)]))
      }
      cells = graph.bundleCells[firstBundle..<graph.bundleStart[day + 1]]
    }

    func table(width: Int) -> [Step] {
      var table = [Step](repeating: Step(), count: nodes * width)
      for arc in arcs {
        for cell in cells[cells.startIndex + Int(arc.bundle)] {
          table[Int(arc.from) * width + Int(cell)] = arc.step
        }
      }
      return table
    }
  }
}
