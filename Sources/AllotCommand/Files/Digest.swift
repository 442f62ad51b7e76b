import Interchange
import PublicDraw
import Reporting

extension InputFile {
  /// The path with the SHA-256 of the bytes that were read.
  var proofInput: ProofStatement.Input {
    ProofStatement.Input(path: path, sha256: Digest.hex(bytes))
  }
}
