public import Diagnostics
public import EquipmentBooking

extension BookingWorkbook {
  /// What is shared as one sheet to publish, 共享目录 (Shared in English): a row for each device, with its area where
  /// any has one, and with the custodian's post, never the staff number.
  public static func catalogue(of problem: BookingProblem, language: Language) -> Workbook {
    let catalogue = problem.catalogue
    let headings: [Bilingual] =
      [
        Bilingual(zh: "设备编号", en: "device"), Bilingual(zh: "名称", en: "name"),
        Bilingual(zh: "类别", en: "class"),
      ] + (catalogue.hasAreas ? [Bilingual(zh: "片区", en: "area")] : []) + [
        Bilingual(zh: "所属单位", en: "owner"), Bilingual(zh: "台数/许可数", en: "capacity"),
        Bilingual(zh: "开放时间", en: "hours"), Bilingual(zh: "准备分钟", en: "set-up minutes"),
        Bilingual(zh: "清洗分钟", en: "clean-up minutes"),
        Bilingual(zh: "管理岗位", en: "custodian post"), Bilingual(zh: "操作员组", en: "operators"),
        Bilingual(zh: "开放对象", en: "open to"), Bilingual(zh: "收费", en: "tariff"),
      ]
    let rows = catalogue.entries.map { entry in
      let (device, draft) = (problem.devices[entry.device], problem.draft.devices[entry.device])
      return [device.id, device.name, problem.deviceClasses[device.deviceClass]]
        + (catalogue.hasAreas ? [entry.area ?? ""] : [])
        + [
          problem.institutions[device.owner].name, String(device.capacity), entry.hours[language],
          String(draft.setUpMinutes), String(draft.cleanUpMinutes), entry.custodianPost ?? "",
          draft.operatorPool ?? "", entry.access[language],
          entry.tariffs.map { $0[language] }.joined(separator: language == .zh ? "；" : "; "),
        ]
    }
    let name = problem.draft.name
    return Workbook(
      name: name,
      sheets: [
        Sheet(
          file: name, name: language == .zh ? "共享目录" : "Shared",
          rows: [headings.map { $0[language] }] + rows)
      ])
  }
}
