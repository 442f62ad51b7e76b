import Solving

/// The tree of a certificate, found to be one.
struct CertificateTree {
  /// A cell that a person may not have at a node.
  struct Barred {
    let person: Int
    let day: Int
    let cell: Int
  }

  private let nodes: [ShiftBoundCertificate.Node]
  private var parent: [Int?]
  private let width: Int
  let leaves: [Int]

  init(
    _ certificate: ShiftBoundCertificate, of problem: ShiftRosteringProblem
  ) throws(ShiftCertificateDefect) {
    let nodes = certificate.nodes
    guard let root = nodes.first, root.prices != nil else { throw .malformed(node: 0) }
    var parent = [Int?](repeating: nil, count: nodes.count)
    for (n, node) in nodes.enumerated() {
      if let prices = node.prices, prices.count != problem.cover.count { throw .prices(node: n) }
      guard n == 0 || parent[n] != nil else { throw .malformed(node: n) }
      guard let split = node.split else { continue }
      let cells = 0...problem.tasks.count
      guard problem.people.indices.contains(split.person), (0..<problem.days).contains(split.day),
        split.cells.allSatisfy(cells.contains), split.inside > n, split.outside > n
      else { throw .malformed(node: n) }
      for child in [split.inside, split.outside] {
        guard child < nodes.count, parent[child] == nil else { throw .malformed(node: n) }
        parent[child] = n
      }
    }
    self.nodes = nodes
    self.parent = parent
    width = problem.tasks.count + 1
    leaves = nodes.indices.filter { nodes[$0].split == nil }
  }

  func pricedNode(above node: Int) -> Int {
    var node = node
    while nodes[node].prices == nil, let above = parent[node] { node = above }
    return node
  }

  /// Cells that the splits above a node take away.
  func barred(at node: Int) -> [Barred] {
    var barred: [Barred] = []
    var node = node
    while let above = parent[node] {
      if let split = nodes[above].split {
        let isInside = split.inside == node
        for cell in 0..<width where split.cells.contains(cell) != isInside {
          barred.append(Barred(person: split.person, day: split.day, cell: cell))
        }
      }
      node = above
    }
    return barred
  }
}
