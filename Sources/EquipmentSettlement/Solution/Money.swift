/// Amounts of money as text.
public enum Money {
  /// `1234.50` for 123450 分, with a sign if negative.
  public static func yuan(_ fen: Int) -> String {
    let cents = fen.magnitude % 100
    return "\(fen < 0 ? "-" : "")\(fen.magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// The amount in capital Chinese numerals as on vouchers: `壹仟贰佰叁拾肆元伍角整` for 123450 分.
  ///
  /// Follows the rules of the People's Bank for bills (支付结算办法, annex 1): 零 between digits that are
  /// not neighbours, 整 after 元 and 角, 负 for a negative amount.
  public static func capitals(_ fen: Int) -> String {
    let yuan = Int(fen.magnitude / 100)
    let (jiao, cent) = (Int(fen.magnitude / 10 % 10), Int(fen.magnitude % 10))
    var text = fen < 0 ? "负" : ""
    if yuan > 0 { text += whole(yuan) + "元" }
    if jiao > 0 {
      // 10.50 is 壹拾元零伍角: the last digit before 元 is a zero.
      if yuan > 0 && yuan % 10 == 0 { text += "零" }
      text += digits[jiao] + "角"
    }
    if cent > 0 {
      if jiao == 0 && yuan > 0 { text += "零" }
      return text + digits[cent] + "分"
    }
    return fen == 0 ? "零元整" : text + "整"
  }

  private static let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
  private static let places = ["", "拾", "佰", "仟"]
  private static let groups = ["", "万", "亿", "兆", "京"]

  private static func whole(_ number: Int) -> String {
    var parts: [Int] = []
    var rest = number
    while rest > 0 {
      parts.append(rest % 10_000)
      rest /= 10_000
    }
    var text = ""
    var needsZero = false
    for (g, part) in parts.enumerated().reversed() {
      if part == 0 {
        needsZero = !text.isEmpty
        continue
      }
      if !text.isEmpty && (needsZero || part < 1000) { text += "零" }
      text += group(part) + groups[g]
      needsZero = false
    }
    return text
  }

  private static func group(_ number: Int) -> String {
    var text = ""
    var zeros = false
    for place in [3, 2, 1, 0] {
      let digit = number / [1, 10, 100, 1000][place] % 10
      if digit == 0 {
        zeros = !text.isEmpty
      } else {
        text += (zeros ? "零" : "") + digits[digit] + places[place]
        zeros = false
      }
    }
    return text
  }
}
