import Crypto
import Interchange
import Reporting

extension InputFile {
  /// The path with the SHA-256 of the bytes that were read.
  var proofInput: ProofStatement.Input {
    let digits = Array("0123456789abcdef")
    let hex = SHA256.hash(data: bytes).reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return ProofStatement.Input(path: path, sha256: hex)
  }
}
