/// Writes a file for each feed into a folder, which is made if it is missing: all of them or none.
///
/// A file of the same name is taken over: its sequence numbers go on, and appointments of the same series that
/// vanished are cancelled, also those of somebody who has none left. Appointments of other series and other
/// files stay as they are. What a ledger knows of the series does the same for a new folder.
///
/// - Parameters:
///   - feeds: The feeds.
///   - folder: Path of the folder.
///   - issued: When, in universal time: `20270105T010000Z`.
///   - known: What a ledger knows of the series' appointments; empty without one.
/// - Throws: ``FileError``; all files are then as they were.
public func writeCalendars(
  _ feeds: [CalendarFeed], to folder: String, issued: String, known: [IssuedAppointment] = []
) throws(FileError) {
  guard let series = feeds.first?.series else { return }
  let there = (try? isFolder(folder)) == nil ? [] : try entryNames(ofFolder: folder)
  let knownOfFile = Dictionary(
    grouping: known, by: { CalendarFeed.fileName(kind: $0.kind, owner: $0.owner) })
  var files: [(name: String, bytes: [UInt8])] = []
  for feed in feeds {
    let previous =
      there.contains(feed.fileName)
      ? try InputFile(reading: "\(folder)/\(feed.fileName)").bytes : nil
    let text = CalendarText(
      feed, issued: issued, replacing: previous, known: knownOfFile[feed.fileName] ?? [])
    files.append((feed.fileName, text.bytes))
  }
  var written = Set(feeds.map(\.fileName))
  // Whoever has none left is told of what is cancelled.
  for gone in known where gone.isCancelled {
    let name = CalendarFeed.fileName(kind: gone.kind, owner: gone.owner)
    guard written.insert(name).inserted else { continue }
    let feed = CalendarFeed(
      series: series, kind: gone.kind, owner: gone.owner, title: gone.owner, events: [])
    let previous = there.contains(name) ? try InputFile(reading: "\(folder)/\(name)").bytes : nil
    files.append(
      (
        name,
        CalendarText(feed, issued: issued, replacing: previous, known: knownOfFile[name] ?? [])
          .bytes
      ))
  }
  let kinds = ["person", "unit", "device"]
  for name in there where name.hasSuffix(".ics") && !written.contains(name) {
    let stem = name.dropLast(4)
    guard let dash = stem.firstIndex(of: "-"), kinds.contains(String(stem[..<dash])) else {
      continue
    }
    let previous = try InputFile(reading: "\(folder)/\(name)").bytes
    let text = String(decoding: previous, as: UTF8.self)
    guard text.contains("PRODID:-//Allot//"), text.contains("UID:\(series)-") else { continue }
    let feed = CalendarFeed(
      series: series, kind: String(stem[..<dash]), owner: String(stem[stem.index(after: dash)...]),
      title: String(stem), events: [])
    files.append((name, CalendarText(feed, issued: issued, replacing: previous).bytes))
  }
  try replaceFiles(in: folder, with: files)
}
