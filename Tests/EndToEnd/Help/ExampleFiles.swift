import Foundation
import Testing

/// The files that the examples of the help name, made by the command itself.
final class ExampleFiles: Sendable {
  private let folder: TemporaryFolder

  /// Names in the Chinese and in the English help.
  private static let names = [
    ("轮值", "rotation"), ("结对.xlsx", "pairing.xlsx"), ("设备", "devices"), ("用机", "uses"),
    ("单位.csv", "units.csv"), ("旧.json", "old.json"), ("新.json", "new.json"),
    ("结果.json", "result.json"), ("结对.json", "pairs.json"), ("排班.json", "shifts.json"),
    ("时间表.json", "timetable.json"), ("改后.csv", "edited.csv"), ("台账.db", "ledger.db"),
    ("新结果.json", "again.json"), ("承诺.json", "commitment.json"), ("记录.json", "transcript.json"),
    ("2027.json", "2027.json"),
  ]

  private static let recipe = """
    set -euo pipefail
    cp -r "$DATA/轮值" 轮值
    cp -r "$DATA/结算" 用机
    cp "$DATA/轮值/单位.csv" .
    allot export "$DATA/导师结对" --to xlsx --output 结对.xlsx
    allot sample book --devices 5 --requests 20 --output 设备
    allot sample ward --people 10 --days 7 --output 轮班.json
    allot pair 结对.xlsx --output 结对.json
    allot roster 轮值 --output 旧.json
    allot roster 轮值 --output 结果.json --seed 2
    allot succeed 旧.json --leaver 010001 --successor 010003 --from 2026-06 --output 新.json
    allot roster 轮班.json --work-limit 300 --output 排班.json
    sed 's/夜/N/g' 轮班.json >ward.json
    allot roster ward.json --work-limit 300 --output shifts.json
    allot book 设备 --output 时间表.json
    allot export 排班.json --to csv --output 表
    cp 表/排班表.csv 改后.csv
    allot export shifts.json --to csv --output table --language en
    cp table/Roster.csv edited.csv
    allot succeed 结果.json --leaver 010001 --successor 010003 --from 2026-06 --output 新结果.json
    allot publish 旧.json --ledger 台账.db --approver 甲
    allot publish 新.json --ledger 台账.db --approver 甲
    allot draw commit "$DATA/导师结对/人才.csv" --places 9 --source 双色球2027002 --output 承诺.json
    allot draw run 承诺.json --value 双色球2027002=1 --by 秘书处 --output 记录.json
    allot draw commit 单位.csv --places 4 --source "lottery 2027002" --output commitment.json
    echo '{"year":2027,"papers":["通知"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}' >2027.json
    """

  init() throws {
    folder = try TemporaryFolder()
    let made = try ShellRun(Self.recipe, in: folder.url, locale: "zh_CN.UTF-8")
    try #require(made.status == 0, "\(made.output)\(made.talk)")
  }

  /// Puts those files into a folder that a line names and does not make.
  func provide(for line: String, in other: TemporaryFolder) throws {
    let words = line.split(separator: " ").map(String.init)
    for (i, word) in words.enumerated() {
      if i > 0, ["--output", "--page"].contains(words[i - 1]) { continue }
      guard let (zh, en) = Self.names.first(where: { $0.0 == word || $0.1 == word }),
        !FileManager.default.fileExists(atPath: other.path(word))
      else { continue }
      let own = folder.path(en)
      let source =
        word == en && FileManager.default.fileExists(atPath: own) ? own : folder.path(zh)
      try FileManager.default.copyItem(atPath: source, toPath: other.path(word))
    }
  }
}
