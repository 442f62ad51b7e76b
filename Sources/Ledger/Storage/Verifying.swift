public import Diagnostics
internal import GRDB

extension LedgerFile {
  /// What does not hold in the ledger; empty if nothing was altered.
  ///
  /// The file's own structure, the number and the chain of the entries, each entry's hash over all it
  /// says, and each person's hash over number and name; people may be forgotten only where a later entry
  /// says so. Entries cut off at the end leave a sound chain behind: give the published hash of the last
  /// one to find that too.
  ///
  /// - Parameter head: Hash of an entry that must be in the chain, such as one printed on a notice.
  /// - Returns: One sentence for each defect.
  /// - Complexity: O(size of the ledger).
  public func defects(expecting head: String? = nil) -> [Bilingual] {
    do {
      return try queue.read { try Self.defects($0, expecting: head) }
    } catch {
      let error = LedgerError(path, error)
      return [error.text]
    }
  }

  private static func defects(_ db: Database, expecting head: String?) throws -> [Bilingual] {
    var defects: [Bilingual] = []
    func add(_ zh: String, _ en: String) { defects.append(Bilingual(zh: zh, en: en)) }
    let structure = try String.fetchAll(db, sql: "PRAGMA integrity_check")
    // Nothing more can be read safely from a damaged file.
    guard structure == ["ok"] else {
      add("数据库结构损坏：\(structure.first ?? "")", "the database is damaged: \(structure.first ?? "")")
      return defects
    }
    var previous = Chain.origin
    var count = 0
    var heads: Set<String> = []
    for row in try Row.fetchAll(
      db, sql: "SELECT number, previous, hash, kind FROM entry ORDER BY number")
    {
      count += 1
      let number: Int = row["number"]
      if number != count { add("第 \(count) 条缺失", "entry \(count) is missing") }
      count = number
      if LedgerEntry.Kind(rawValue: row["kind"]) == nil {
        add("第 \(number) 条的类型不认识", "entry \(number) has an unknown kind")
      }
      if row["previous"] != previous {
        add("第 \(number) 条与前一条不相接", "entry \(number) does not follow the one before")
      }
      let hash: String = row["hash"]
      if try Chain.hash(ofEntry: number, db) != hash {
        add("第 \(number) 条的内容与其摘要不符", "entry \(number) does not have its hash")
      }
      heads.insert(hash)
      previous = hash
    }
    for table in ["person"] + Fact.Table.allCases.map(\.rawValue) {
      let strays = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM \(table) WHERE entry NOT IN (SELECT number FROM entry)")
      if strays != 0 { add("\(table) 中有不属于任何条目的行", "\(table) has rows of no entry") }
    }
    defects += try defectsOfPeople(db)
    if let head, !heads.contains(head) {
      add("没有摘要为 \(head) 的条目", "there is no entry with the hash \(head)")
    }
    return defects
  }

  private static func defectsOfPeople(_ db: Database) throws -> [Bilingual] {
    let purges = try Row.fetchAll(
      db, sql: "SELECT number, first FROM entry WHERE kind = 'purge' AND first IS NOT NULL")
    var defects: [Bilingual] = []
    let people = try Row.fetchAll(
      db,
      sql: """
        SELECT person.*, max(substr(moment, 1, 10), coalesce(last, '')) AS end
        FROM person JOIN entry ON entry.number = person.entry ORDER BY person.entry, position
        """)
    for row in people {
      let entry: Int = row["entry"]
      let isSound: Bool
      if let salt = row["salt"] as String?, let number = row["number"] as String?,
        let name = row["name"] as String?
      {
        isSound = Chain.pseudonym(salt: salt, number: number, name: name) == row["pseudonym"]
      } else {
        let end: String = row["end"]
        let isEmpty =
          (row["salt"] as DatabaseValue).isNull && (row["number"] as DatabaseValue).isNull
          && (row["name"] as DatabaseValue).isNull
        isSound =
          isEmpty
          && purges.contains { ($0["number"] as Int) > entry && end < ($0["first"] as String) }
      }
      if !isSound {
        defects.append(
          Bilingual(
            zh: "第 \(entry) 条中的人员被改动过", en: "a person of entry \(entry) was altered"))
      }
    }
    return defects
  }
}
