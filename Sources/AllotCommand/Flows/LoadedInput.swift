import Diagnostics
import Interchange
import Ledger
import Workbooks

/// An input that was read but not yet understood: a workbook, or a JSON file with its header.
enum LoadedInput {
  case workbook(Reading<Workbook>)
  case json(InputFile, FileHeader)
  /// A file of another program, in a format of one job.
  case foreign(InputFile, InputFormat, Interchange.Job)
  /// The files of an INRC-II roster: scenario, history, weeks.
  case contest([InputFile])

  /// Reads an input. A folder is a workbook, and so is a file that begins as an `.xlsx` does or is named
  /// `.csv`; every other file, and `-`, is JSON unless told otherwise.
  ///
  /// - Throws: ``CommandFailure`` 66 if it is not there, 65 if it is neither.
  init(_ options: InputOptions) throws {
    let path = options.input
    do {
      let format = options.from ?? Self.suggestedFormat(path)
      if format == .workbook {
        self = .workbook(try Self.sheets(path))
      } else if format == .inrc2 {
        self = .contest(
          try Self.contestFiles(
            path, history: options.history, weeks: options.weekNumbers ?? []))
      } else if let job = format.job {
        self = .foreign(try InputFile(reading: path), format, job)
      } else {
        let file = try InputFile(reading: path)
        self =
          WorkbookFile.isWorkbook(file)
          ? .workbook(try WorkbookFile.read(file)) : .json(file, try FileHeader(of: file))
      }
    } catch let error as FileError {
      throw CommandFailure(error)
    } catch let error as RejectedInput {
      throw CommandFailure(error)
    }
  }

  /// A list in a file or a folder.
  static func table(_ path: String) throws -> Reading<Workbook> {
    do {
      return try sheets(path)
    } catch let error as FileError {
      throw CommandFailure(error)
    } catch let error as RejectedInput {
      throw CommandFailure(error)
    }
  }

  private static func sheets(_ path: String) throws -> Reading<Workbook> {
    guard path == "-" || !isExistingFolder(path) else { return try WorkbookFolder.read(path) }
    let file = try InputFile(reading: path)
    guard !file.bytes.isEmpty else {
      throw CommandFailure(
        .badData, Bilingual(zh: "\(path) 是空文件（0 字节）", en: "\(path) is empty (0 bytes)"),
        next: Bilingual(
          zh: "在 Excel 或 WPS 中重新保存，或重新下载", en: "save it again in Excel or WPS, or download it again"
        ))
    }
    return WorkbookFile.isWorkbook(file)
      ? try WorkbookFile.read(file) : WorkbookFolder.workbook(of: file)
  }

  /// The files of a contest's folder, named after its scenario.
  private static func contestFiles(
    _ folder: String, history: Int, weeks: [Int]
  ) throws(FileError) -> [InputFile] {
    let scenario = try entryNames(ofFolder: folder).first {
      $0.hasPrefix("Sc-") && $0.hasSuffix(".txt")
    }
    let name = scenario.map { String($0.dropFirst(3).dropLast(4)) } ?? "?"
    var files: [InputFile] = []
    for file in ["Sc-\(name)", "H0-\(name)-\(history)"] + weeks.map({ "WD-\(name)-\($0)" }) {
      files.append(try InputFile(reading: "\(folder)/\(file).txt"))
    }
    return files
  }

  private static func suggestedFormat(_ path: String) -> InputFormat {
    let lower = path.lowercased()
    if lower.hasSuffix(".json") || path == "-" { return .json }
    if lower.hasSuffix(".hrt") { return .glasgow }
    if lower.hasSuffix(".spa") { return .spa }
    if lower.hasSuffix(".bids") { return .preflib }
    if lower.hasSuffix(".ros") { return .curtois }
    // Programs also save tables as text.
    if lower.hasSuffix(".txt") {
      let mark = Array("SECTION_".utf8)
      let bytes = (try? InputFile(reading: path))?.bytes ?? mark
      return bytes.firstRange(of: mark) != nil ? .curtois : .workbook
    }
    if [".csv", ".tsv", ".xlsx", ".xlsm", ".xls"].contains(where: lower.hasSuffix) {
      return .workbook
    }
    return isExistingFolder(path) ? .workbook : .json
  }

  /// The files behind it, for hashing.
  var files: [InputFile] {
    switch self {
    case .workbook(let reading): reading.value.files
    case .json(let file, _), .foreign(let file, _, _): [file]
    case .contest(let files): files
    }
  }

  /// The draft of a job.
  ///
  /// - Throws: ``CommandFailure`` 65 if the JSON file belongs to another job or is broken.
  func draft<J: CommandJob>(for job: J) throws -> Reading<J.Draft> {
    switch self {
    case .workbook(let reading):
      if let other = otherJob(than: job) {
        throw CommandFailure(
          .badData,
          Bilingual(
            zh: "\(reading.value.name) 是\(other.title.zh)的数据，不是\(job.job.title.zh)的",
            en: "\(reading.value.name) holds a \(other.title.en) and no \(job.job.title.en)"),
          next: Bilingual(
            zh: "这份数据用 allot \(other.command)", en: "use allot \(other.command) for it"))
      }
      return job.read(reading)
    case .foreign(let file, let format, let owner):
      guard owner == job.job, let reading = try job.read(file, format) else {
        throw CommandFailure(
          .badData,
          Bilingual(
            zh: "\(format.rawValue) 格式只用于 allot \(owner.command)",
            en: "the format \(format.rawValue) is for allot \(owner.command) only"))
      }
      return reading
    case .contest(let files):
      guard let reading = job.read(contest: files) else {
        throw CommandFailure(
          .badData,
          Bilingual(
            zh: "inrc2 格式只用于 allot roster", en: "the format inrc2 is for allot roster only"))
      }
      return reading
    case .json(let file, _):
      do throws(RejectedInput) {
        return try DraftFile<J.Draft>.read(file, expecting: job.job)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// The job whose telling sheet a workbook has, if it has none of `job`.
  private func otherJob(than job: some CommandJob) -> Interchange.Job? {
    guard case .workbook(let reading) = self,
      reading.value.sheet(named: job.tellingSheets) == nil
    else { return nil }
    return allJobs.first { reading.value.sheet(named: $0.tellingSheets) != nil }?.job
  }

  /// The job that the input belongs to, by its header or by its sheets.
  ///
  /// - Throws: ``CommandFailure`` 65 if it cannot be told.
  func recognisedJob() throws -> any CommandJob {
    switch self {
    case .json(_, let header): return commandJob(header.job)
    case .foreign(_, _, let job): return commandJob(job)
    case .contest: return ShiftJob()
    case .workbook(let reading):
      for job in allJobs where reading.value.sheet(named: job.tellingSheets) != nil { return job }
      let names = reading.value.sheets.compactMap(\.name)
      let zh = names.isEmpty ? "没有工作表" : "工作表：\(names.joined(separator: "、"))"
      let en = names.isEmpty ? "it has no sheet" : "its sheets: \(names.joined(separator: ", "))"
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "看不出 \(reading.value.name) 属于哪项工作（\(zh)）",
          en: "cannot tell which job \(reading.value.name) belongs to (\(en))"),
        next: Bilingual(
          zh: "工作表应有“导师”“席位”“班次”“设备”或“使用记录”之一；可用 allot sample 生成样例对照",
          en:
            "it needs a sheet 导师 (Mentors), 席位 (Seats), 班次 (Duties), 设备 (Devices) or 使用记录 (uses); "
            + "compare with what allot sample writes"))
    }
  }
}

extension LoadedInput {
  /// The checked problem of a job, with the draft.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - ledger: What it goes on from.
  ///   - tell: Takes what the reader assumed and what the ledger adds, before any fault is thrown.
  /// - Returns: The draft as it is solved, and its problem.
  /// - Throws: ``CommandFailure`` 65 with every fault.
  func validated<J: CommandJob>(
    for job: J, ledger: LedgerFile? = nil, tell: (Bilingual) -> Void
  ) throws -> (draft: J.Draft, problem: J.Problem) {
    let read = try draft(for: job)
    var draft = try job.prepared(read.value)
    var departed = Faults()
    if let ledger {
      // What the ledger forbids passes through as it is; what the database says is told apart.
      let known = try ledger.reading { reader in
        Result {
          (try job.continued(draft, from: reader), try job.departures(draft, from: reader))
        }
      }
      let (continued, gone) = try known.get()
      draft = continued.draft
      departed = gone
      continued.notes.forEach(tell)
    }
    // A draw orders sound drafts only: the faults of others are found below.
    if read.faults.isEmpty, job.isDrawn(draft), (try? job.problem(draft)) != nil {
      draft = try job.drawn(draft)
    }
    let reading = read.map { _ in draft }
    reading.notes.forEach(tell)
    do throws(RejectedInput) {
      let problem = try reading.validated { [departed] (draft) throws(Faults) in
        let problem: J.Problem
        do throws(Faults) { problem = try job.problem(draft) } catch {
          var all = error
          all.append(departed)
          throw all
        }
        try departed.throwIfAny()
        return problem
      }
      return (draft, problem)
    } catch {
      throw CommandFailure(
        error,
        next: Bilingual(
          zh: "改正后再运行 allot check", en: "correct them and run allot check again"))
    }
  }
}
