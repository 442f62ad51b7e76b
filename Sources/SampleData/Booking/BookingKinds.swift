/// A kind of device as the alliance shares it, with what people usually ask of it.
struct BookingKind: Sendable {
  let deviceClass: String
  let capacity: Int
  /// Shortest and longest use in half hours.
  let halfHours: ClosedRange<Int>
  let setUpMinutes: Int
  let cleanUpMinutes: Int
  /// Pool whose operator attends every use; `nil` if users work alone.
  let pool: String?
  /// Share of requests that want an operator although the device does not demand one, in percent.
  let wantsOperatorPercent: Int
  let runsAroundTheClock: Bool
  /// How often it is asked for, in relation to other devices.
  let demand: Int
  /// Whether only listed institutions may use it.
  let isRestricted: Bool
  /// Price of an hour, in 分.
  let fenPerHour: Int
  /// Post that has such a device in custody.
  let custodianPost: String

  /// The mixture of twenty shared devices: instruments, a freezer, and software licences.
  static let twenty: [BookingKind] = {
    func kind(
      _ name: String, _ halfHours: ClosedRange<Int>, demand: Int, price: Int, capacity: Int = 1,
      setUp: Int = 0, cleanUp: Int = 0, pool: String? = nil, wantsOperator: Int = 0,
      allDay: Bool = false, restricted: Bool = false, post: String = "中心实验室设备管理岗"
    ) -> BookingKind {
      BookingKind(
        deviceClass: name, capacity: capacity, halfHours: halfHours, setUpMinutes: setUp,
        cleanUpMinutes: cleanUp, pool: pool, wantsOperatorPercent: wantsOperator,
        runsAroundTheClock: allDay, demand: demand, isRestricted: restricted, fenPerHour: price,
        custodianPost: post)
    }
    let cytometer = kind(
      "流式细胞仪", 2...7, demand: 14, price: 30_000, setUp: 30, cleanUp: 30, wantsOperator: 40)
    let confocal = kind(
      "共聚焦显微镜", 3...8, demand: 13, price: 25_000, setUp: 30, cleanUp: 30, pool: "显微组",
      post: "病理科设备管理岗")
    let digitalPCR = kind("数字PCR仪", 3...6, demand: 8, price: 20_000, cleanUp: 30)
    let bone = kind(
      "骨密度仪", 1...3, demand: 9, price: 8_000, wantsOperator: 30, post: "影像科设备管理岗")
    let robot = kind(
      "康复机器人", 2...4, demand: 9, price: 12_000, cleanUp: 30, pool: "康复组",
      post: "康复科设备管理岗")
    let sequencer = kind(
      "高通量测序仪", 32...64, demand: 7, price: 50_000, setUp: 60, cleanUp: 60, allDay: true,
      restricted: true)
    let freezer = kind(
      "超低温冰箱", 48...144, demand: 5, price: 500, capacity: 3, allDay: true,
      post: "样本库设备管理岗")
    let licences = "信息科许可管理岗"
    return [
      cytometer, confocal, digitalPCR, bone, robot, sequencer,
      kind("统计软件许可", 2...8, demand: 12, price: 0, capacity: 4, post: licences),
      cytometer, digitalPCR, bone, robot, freezer,
      kind("量表软件许可", 2...6, demand: 8, price: 0, capacity: 3, post: licences),
      confocal, cytometer, digitalPCR, bone, robot,
      kind("图像处理软件许可", 4...10, demand: 10, price: 1_000, capacity: 2, post: licences),
      kind("期刊数据库许可", 2...4, demand: 6, price: 500, capacity: 2, post: licences),
    ]
  }()
}

/// The alliance's institutions by name; real names, while everything else here is made up.
enum BookingInstitutions {
  /// Areas in which devices stand; which hospital is in which is made up.
  static let areas = ["东片", "中片", "西片"]
  static let hospitals = ["上海市同仁医院", "天山中医医院", "光华中西医结合医院", "区妇幼保健院", "区精神卫生中心"]
  static let centres = [
    "华阳街道社区卫生服务中心", "江苏街道社区卫生服务中心", "新华街道社区卫生服务中心", "周桥街道社区卫生服务中心",
    "天山社区卫生服务中心", "仙霞街道社区卫生服务中心", "虹桥街道社区卫生服务中心", "程家桥街道社区卫生服务中心",
    "北新泾街道社区卫生服务中心", "新泾镇社区卫生服务中心",
  ]
}
