import Diagnostics
import EquipmentSettlement
import Interchange
import Testing

@Test func `the README's example of a settlement settles and checks`() throws {
  // README
  let workbook = try WorkbookFolder.read("Datasets/changning/结算")
  let ledger = try SettlementWorkbook.read(workbook).validated(UseLedger.init(validating:))
  let settlement = ledger.settle()
  for payment in settlement.payments {
    let (payer, payee) = (ledger.institutions[payment.payer], ledger.institutions[payment.payee])
    print("\(payer.name) → \(payee.name): \(Money.yuan(payment.fen))")
  }
  for line in settlement.lines { print(ledger.text(of: line).zh) }
  print("checker: \(ledger.violations(of: settlement).count) rules broken")
  // README end
  #expect(!settlement.payments.isEmpty)
  #expect(ledger.violations(of: settlement) == [])
}
