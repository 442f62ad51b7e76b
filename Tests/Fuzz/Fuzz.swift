import FuzzedReaders

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The reader under test, by the variable `READER`; every reader has a folder of its own in the corpus.
private let reader: FuzzedReader = {
  guard let name = getenv("READER"), let reader = FuzzedReader(rawValue: String(cString: name))
  else {
    let names = FuzzedReader.allCases.map(\.rawValue).joined(separator: ", ")
    print("READER is one of \(names)")
    exit(64)
  }
  return reader
}()

/// What libFuzzer calls with every input that it makes up.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  reader.read(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
