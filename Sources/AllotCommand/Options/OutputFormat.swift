import ArgumentParser
import Interchange

/// How an input is written.
enum InputFormat: String, ExpressibleByArgument, CaseIterable {
  /// An `.xlsx` file, or a folder of CSV files, one for each sheet.
  case workbook
  /// A problem or a result as JSON.
  case json
  /// A pairing round in the text format of the University of Glasgow (`.hrt`).
  case glasgow
  /// The same without capacities: every mentor has one place.
  case glasgowOneToOne = "glasgow-one-to-one"
  /// A pairing round with projects in the format of Cooper's programs.
  case spa
  /// Project bids of PrefLib, the supervisors' `.dat` beside the `.bids`.
  case preflib
  /// A booking round in the benchmark format `booking-1`.
  case booking1
  /// A week of the Deep Space Network, the `.maintenance.csv` beside the `.problem.json`.
  case satnet
  /// Oversubscribed satellite contacts.
  case afscn
  /// A shift roster in the text format of Curtois and Qu.
  case curtois
  /// A shift roster of the first International Nurse Rostering Competition.
  case inrc1
  /// A folder of the second: scenario, history and weeks, chosen by `--history` and `--weeks`.
  case inrc2

  /// The job of a format that serves one job only.
  var job: Interchange.Job? {
    switch self {
    case .glasgow, .glasgowOneToOne, .spa, .preflib: .pair
    case .booking1, .satnet, .afscn: .book
    case .curtois, .inrc1, .inrc2: .shifts
    case .workbook, .json: nil
    }
  }
}

/// How an output is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// A self-contained result file, or the problem.
  case json
  /// A folder of CSV files.
  case csv
  /// A workbook to print.
  case xlsx
  /// A page.
  case html
  /// A folder of iCalendar files.
  case ics
  /// A block of text for a chat.
  case text
  /// GNU MathProg data for the model in `Models/`.
  case mathprog
  /// A shift roster as its contest wants it: lines of Curtois and Qu.
  case curtois
  /// The XML of the first nurse rostering competition.
  case inrc1
  /// A folder with a text file for each week, of the second.
  case inrc2
  /// The tracks of a SatNet week as JSON.
  case satnet
  /// The contacts of an AFSCN round as JSON.
  case afscn
  /// What a booking round shares, to publish: a page, or a folder with a CSV file.
  case catalogue

  /// The format that a file name suggests; a name without extension is a folder of CSV files.
  init(suggestedBy path: String) {
    let name = path.split(separator: "/").last ?? ""
    switch name.split(separator: ".").last.map(String.init) {
    case _ where path == "-" || Output.isSpecial(path): self = .json
    case _ where !name.contains("."): self = .csv
    case "html", "htm": self = .html
    case "xlsx": self = .xlsx
    case "txt": self = .text
    case "dat": self = .mathprog
    default: self = .json
    }
  }

  /// Whether a name ends like a format that this program does not write.
  static func isForeign(_ path: String) -> Bool {
    let foreign = ["xls", "et", "csv", "tsv", "pdf", "doc", "docx", "ics", "xml"]
    let name = path.split(separator: "/").last ?? ""
    guard name.contains("."), let ending = name.split(separator: ".").last else { return false }
    return foreign.contains(ending.lowercased())
  }
}
