/// Writes a file for each feed into a folder, which is made if it is missing.
///
/// A file of the same name is taken over: its sequence numbers go on, and appointments of the same series that
/// vanished are cancelled, also those of somebody who has none left. Appointments of other series and other
/// files stay as they are.
///
/// - Parameters:
///   - feeds: The feeds.
///   - folder: Path of the folder.
///   - issued: When, in universal time: `20270105T010000Z`.
/// - Throws: ``FileError``; files written before it stay.
public func writeCalendars(
  _ feeds: [CalendarFeed], to folder: String, issued: String
) throws(FileError) {
  try makeFolder(at: folder)
  let there = try entryNames(ofFolder: folder)
  for feed in feeds {
    let path = "\(folder)/\(feed.fileName)"
    let previous = there.contains(feed.fileName) ? try InputFile(reading: path).bytes : nil
    try replaceFile(
      at: path, with: CalendarText(feed, issued: issued, replacing: previous).bytes)
  }
  let written = Set(feeds.map(\.fileName))
  guard let series = feeds.first?.series else { return }
  let kinds = ["person", "unit", "device"]
  for name in there where name.hasSuffix(".ics") && !written.contains(name) {
    let stem = name.dropLast(4)
    guard let dash = stem.firstIndex(of: "-"), kinds.contains(String(stem[..<dash])) else {
      continue
    }
    let path = "\(folder)/\(name)"
    let previous = try InputFile(reading: path).bytes
    let text = String(decoding: previous, as: UTF8.self)
    guard text.contains("PRODID:-//Allot//"), text.contains("UID:\(series)-") else { continue }
    let feed = CalendarFeed(
      series: series, kind: String(stem[..<dash]), owner: String(stem[stem.index(after: dash)...]),
      title: String(stem), events: [])
    try replaceFile(
      at: path, with: CalendarText(feed, issued: issued, replacing: previous).bytes)
  }
}
