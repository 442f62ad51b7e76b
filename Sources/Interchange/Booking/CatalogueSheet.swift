public import Diagnostics
public import EquipmentBooking

extension BookingWorkbook {
  /// What is shared as one sheet to publish, 共享目录 (Shared in English): a row for each device.
  public static func catalogue(of problem: BookingProblem, language: Language) -> Workbook {
    let headings =
      language == .zh
      ? [
        "设备编号", "名称", "类别", "所属单位", "台数/许可数", "开放时间", "准备分钟", "清洗分钟", "设备管理员工号", "操作员组", "开放对象",
        "收费",
      ]
      : [
        "device", "name", "class", "owner", "capacity", "hours", "set-up minutes",
        "clean-up minutes", "custodian", "operators", "open to", "tariff",
      ]
    let rows = problem.catalogue.entries.map { entry in
      let (device, draft) = (problem.devices[entry.device], problem.draft.devices[entry.device])
      return [
        device.id, device.name, problem.deviceClasses[device.deviceClass],
        problem.institutions[device.owner].name, String(device.capacity), entry.hours[language],
        String(draft.setUpMinutes), String(draft.cleanUpMinutes), device.custodian,
        draft.operatorPool ?? "", entry.access[language],
        entry.tariffs.map { $0[language] }.joined(separator: language == .zh ? "；" : "; "),
      ]
    }
    let name = problem.draft.name
    return Workbook(
      name: name,
      sheets: [
        Sheet(file: name, name: language == .zh ? "共享目录" : "Shared", rows: [headings] + rows)
      ])
  }
}
