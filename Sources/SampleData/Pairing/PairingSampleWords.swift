internal import Alliance

/// Words of a pairing sample: the institutions of the alliance are real, everything else is made up.
enum PairingSampleWords {
  static let institutions: [Institution] = {
    let hospitals = ["上海市同仁医院", "天山中医医院", "光华中西医结合医院", "区妇幼保健院", "区精神卫生中心"]
    let communities = [
      "华阳街道", "江苏街道", "新华街道", "周桥街道", "天山", "仙霞街道", "虹桥街道", "程家桥街道", "北新泾街道", "新泾镇",
    ]
    return hospitals.enumerated().map {
      Institution(id: "H0\($0 + 1)", name: $1, tier: .hospital)
    }
      + communities.enumerated().map {
        Institution(
          id: $0 < 9 ? "C0\($0 + 1)" : "C\($0 + 1)", name: $1 + "社区卫生服务中心", tier: .community)
      }
  }()

  static let fields: [(name: String, projects: [String])] = [
    ("全科医学", ["社区高血压规范管理效果评价", "家庭医生签约服务质量研究", "老年人多重用药干预"]),
    ("中医药", ["针刺治疗膝骨关节炎临床观察", "社区中医适宜技术推广评价", "经典名方真实世界研究"]),
    ("风湿免疫", ["类风湿关节炎早期识别模型", "痛风社区随访管理研究"]),
    ("妇幼保健", ["妊娠期糖尿病营养干预", "婴幼儿发育筛查流程优化"]),
    ("精神卫生", ["老年抑郁社区筛查工具验证", "严重精神障碍康复路径研究"]),
    ("护理", ["压力性损伤预防质量改进", "居家护理服务需求调查"]),
    ("心血管", ["心衰患者院外管理研究", "心房颤动社区筛查"]),
    ("康复医学", ["脑卒中后上肢机器人康复", "社区康复服务可及性研究"]),
    ("医学检验", ["流式细胞术参考区间建立", "基层检验结果互认评价"]),
    ("公共卫生", ["疫苗接种犹豫影响因素", "慢性病监测数据质量评价"]),
  ]
}

/// Fictional Chinese names, no two alike as long as there are enough.
struct FictionalNames {
  private var used: Set<String> = []

  private static let surnames = Array(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎")
  private static let given = Array(
    "安邦博采辰达恩帆歌海涵和弘佳建静君凯可兰乐立林明宁佩琪清然容睿思松涛婷文熙晓欣雅彦一宜奕雨悦泽真之子梓")

  /// A name that was not given yet.
  mutating func next(_ random: inout some RandomNumberGenerator) -> String {
    var name = ""
    for _ in 0..<50 {
      name = String(Self.surnames[Int.random(in: Self.surnames.indices, using: &random)])
      name.append(Self.given[Int.random(in: Self.given.indices, using: &random)])
      if Int.random(in: 0..<10, using: &random) < 7 {
        name.append(Self.given[Int.random(in: Self.given.indices, using: &random)])
      }
      if used.insert(name).inserted { break }
    }
    return name
  }
}
