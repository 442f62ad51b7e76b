/// Writes a file for each feed into a folder, which is made if it is missing.
///
/// A file of the same name is taken over: its sequence numbers go on, and appointments that vanished are
/// cancelled. Calendars that Allot wrote there for somebody who has no appointment any more are cancelled
/// too; other files stay as they are.
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
  let kinds = ["person", "unit", "device"]
  for name in there where name.hasSuffix(".ics") && !written.contains(name) {
    let stem = name.dropLast(4)
    guard let dash = stem.firstIndex(of: "-"), kinds.contains(String(stem[..<dash])) else {
      continue
    }
    let path = "\(folder)/\(name)"
    let previous = try InputFile(reading: path).bytes
    guard String(decoding: previous, as: UTF8.self).contains("PRODID:-//Allot//") else { continue }
    let feed = CalendarFeed(
      kind: String(stem[..<dash]), owner: String(stem[stem.index(after: dash)...]),
      title: String(stem), events: [])
    try replaceFile(
      at: path, with: CalendarText(feed, issued: issued, replacing: previous).bytes)
  }
}
