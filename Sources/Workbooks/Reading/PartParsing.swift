internal import Diagnostics
internal import Foundation

#if canImport(FoundationXML)
  internal import FoundationXML
#endif

/// What takes the elements of an XML part in their order.
protocol PartReader {
  /// An element begins.
  mutating func start(_ name: String, _ attributes: [String: String]) throws(BrokenPackage)
  /// An element ends; `text` stands between its last inner mark and its end.
  mutating func end(_ name: String, text: String) throws(BrokenPackage)
}

/// Parses an XML part of a workbook.
///
/// A document type is refused outright, because it is the way in for entity bombs and outside files, and
/// so is every encoding but UTF-8, in which one could hide. Bytes that are no UTF-8 are refused before the
/// parser sees them: Foundation's traps on a name that holds some. Names come without their prefix.
///
/// - Parameters:
///   - bytes: The part.
///   - name: Name of the part, for faults.
///   - reader: Takes the elements.
///   - limits: Bounds the depth.
/// - Throws: ``BrokenPackage`` if the part is no well-formed XML, or what the reader throws.
func parsePart<Reader: PartReader>(
  _ bytes: [UInt8], named name: String, into reader: inout Reader, limits: WorkbookLimits
) throws(BrokenPackage) {
  let head = bytes.prefix(200).split(separator: UInt8(ascii: ">")).first ?? []
  let declaration = String(decoding: head, as: UTF8.self).lowercased()
  let claimsOther =
    declaration.contains("encoding") && !declaration.contains("utf-8")
    && !declaration.contains("utf8")
  guard !bytes.contains(0), !claimsOther, !bytes.holdsDocumentType else {
    throw BrokenPackage(.partForbidden, value: name)
  }
  guard String(bytes: bytes, encoding: .utf8) != nil else {
    throw BrokenPackage(.partBroken, value: name)
  }
  let delegate = PartDelegate(reader, depthLimit: limits.depth)
  let parser = XMLParser(data: Data(bytes))
  parser.shouldResolveExternalEntities = false
  parser.delegate = delegate
  let isWhole = parser.parse()
  if let fault = delegate.fault { throw fault }
  // The parser may deliver an error and still claim success.
  guard isWhole, !delegate.hasFailed else { throw BrokenPackage(.partBroken, value: name) }
  reader = delegate.reader
}

extension [UInt8] {
  /// Whether `<!DOCTYPE` or an entity declaration stands anywhere.
  fileprivate var holdsDocumentType: Bool {
    var index = startIndex
    while let open = self[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      guard index < endIndex, self[index] == UInt8(ascii: "!") else { continue }
      let rest = self[(index + 1)...].prefix(7)
      let word = String(decoding: rest, as: UTF8.self).uppercased()
      if word.hasPrefix("DOCTYPE") || word.hasPrefix("ENTITY") { return true }
    }
    return false
  }
}

/// Hands the parser's events to a reader.
private final class PartDelegate<Reader: PartReader>: NSObject, XMLParserDelegate {
  var reader: Reader
  private(set) var fault: BrokenPackage?
  private(set) var hasFailed = false
  private let depthLimit: Int
  private var depth = 0
  private var text = ""

  init(_ reader: Reader, depthLimit: Int) {
    self.reader = reader
    self.depthLimit = depthLimit
  }

  private func local(_ name: String) -> String {
    guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.index(after: colon)...])
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    depth += 1
    text = ""
    do throws(BrokenPackage) {
      guard depth <= depthLimit else { throw BrokenPackage(.partBroken, value: elementName) }
      try reader.start(local(elementName), attributeDict)
    } catch {
      stop(parser, error)
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    depth -= 1
    do throws(BrokenPackage) {
      try reader.end(local(elementName), text: text)
    } catch {
      stop(parser, error)
    }
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
    text += String(decoding: CDATABlock, as: UTF8.self)
  }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) { hasFailed = true }

  private func stop(_ parser: XMLParser, _ error: BrokenPackage) {
    if fault == nil { fault = error }
    parser.abortParsing()
  }
}
