public import Diagnostics

extension FaultRule {
  /// The bytes are neither UTF-8 nor GB18030.
  public static let encodingUnknown = FaultRule(
    "I101",
    text: Bilingual(
      zh: "文件既不是UTF-8也不是GB18030编码，无法可靠读出中文",
      en: "The file is neither UTF-8 nor GB18030, so its Chinese cannot be read reliably"),
    hint: Bilingual(
      zh: "用Excel或WPS打开，另存为“CSV UTF-8（逗号分隔）”。",
      en: "Open it in Excel or WPS and save it as CSV UTF-8."))
  /// An Excel file has a name that says text.
  public static let spreadsheetNamedAsText = FaultRule(
    "I102",
    text: Bilingual(zh: "这是Excel工作簿，只是名称改成了.csv", en: "This is an Excel workbook named .csv"),
    hint: Bilingual(
      zh: "用Excel或WPS打开，另存为“CSV UTF-8（逗号分隔）”。",
      en: "Open it in Excel or WPS and save it as CSV UTF-8."))
  /// The file is not text.
  public static let notText = FaultRule(
    "I103",
    text: Bilingual(zh: "文件不是文本", en: "The file is not text"),
    hint: Bilingual(
      zh: "请提供CSV文件，编码为UTF-8或GB18030。", en: "Give a CSV file in UTF-8 or GB18030."))
  /// A quoted cell never ends.
  public static let quoteUnclosed = FaultRule(
    "I104",
    text: Bilingual(
      zh: "单元格的英文双引号没有结束，其后的内容都被并入该格",
      en: "The quotation mark of this cell is never closed and swallows what follows"),
    hint: Bilingual(
      zh: "补上结尾的双引号，或用Excel重新保存。", en: "Close the quotation mark, or save the file again."))
  /// A row has more cells than a spreadsheet can hold.
  public static let rowTooWide = FaultRule(
    "I105",
    text: Bilingual(zh: "该行超过16384列", en: "The row has more than 16384 cells"),
    hint: Bilingual(zh: "检查分隔符和引号。", en: "Check separators and quotation marks."))
  /// A sheet that the job needs is missing.
  public static let sheetMissing = FaultRule(
    "I111",
    text: Bilingual(zh: "缺少工作表", en: "A sheet is missing"),
    hint: Bilingual(
      zh: "增加该名称的工作表（文件夹中为同名.csv文件）。",
      en: "Add a sheet of this name (in a folder, a .csv file of this name)."))
  /// No row of the sheet looks like its headings.
  public static let headingsMissing = FaultRule(
    "I112",
    text: Bilingual(
      zh: "前20行中找不到表头", en: "No heading row was found among the first 20 rows"),
    hint: Bilingual(
      zh: "在数据上方保留模板的表头一行；应有的列见上。", en: "Keep the heading row of the template above the data."))
  /// A column that the job needs is missing.
  public static let columnMissing = FaultRule(
    "I113",
    text: Bilingual(zh: "表头缺少这一列", en: "A column is missing"),
    hint: Bilingual(
      zh: "在表头行增加这一列，列名照模板填写。", en: "Add the column with the heading of the template."))
  /// Two columns mean the same.
  public static let columnRepeated = FaultRule(
    "I114",
    text: Bilingual(zh: "两列表头意思相同，无法确定用哪一列", en: "Two columns mean the same"),
    hint: Bilingual(zh: "删除或改名其中一列。", en: "Delete or rename one of them."))
  /// A sheet that the job needs has headings and nothing below them.
  public static let sheetEmpty = FaultRule(
    "I115",
    text: Bilingual(zh: "工作表没有数据行", en: "The sheet has no row of data"),
    hint: Bilingual(zh: "在表头下面逐行填写。", en: "Fill in rows below the headings."))
  /// A sheet has more rows or cells than any round.
  public static let sheetTooLong = FaultRule(
    "I116",
    text: Bilingual(
      zh: "工作表超过10万行、500万格或32 MiB，未读取",
      en: "The sheet has more than 100,000 rows, 5,000,000 cells or 32 MiB and was not read"),
    hint: Bilingual(
      zh: "只保留本轮的数据，或按时段、单位拆成几份。",
      en: "Keep what belongs to this round, or split it by period or unit."))
  /// A sheet has the columns of another one.
  public static let sheetMistaken = FaultRule(
    "I117",
    text: Bilingual(
      zh: "表头与工作表名称不符，看起来是这张表的内容",
      en: "The headings do not go with the sheet's name; this looks like the sheet"),
    hint: Bilingual(
      zh: "把内容放回同名的工作表，或改正工作表（.csv文件）的名称；两张表互换了就换回来。",
      en:
        "Move the rows to the sheet of that name, or rename the sheet (the .csv file); swap back two "
        + "that were swapped."))
  /// A cell that must be filled is blank.
  public static let cellBlank = FaultRule(
    "I121",
    text: Bilingual(zh: "此格不能为空", en: "This cell must not be blank"),
    hint: Bilingual(zh: "填写该格，或删除整行。", en: "Fill it in, or delete the row."))
  /// A cell is no whole number.
  public static let notInteger = FaultRule(
    "I122",
    text: Bilingual(zh: "不是整数", en: "This is not a whole number"),
    hint: Bilingual(zh: "只填数字，如 3；不要带单位或文字。", en: "Write digits only, such as 3, without a unit."))
  /// A cell is no amount of money.
  public static let notMoney = FaultRule(
    "I124",
    text: Bilingual(zh: "不是金额", en: "This is not an amount of money"),
    hint: Bilingual(
      zh: "以元为单位，最多两位小数，如 120 或 120.50。", en: "Yuan with at most two decimals, such as 120.50."))
  /// A cell is neither yes nor no.
  public static let notYesNo = FaultRule(
    "I125",
    text: Bilingual(zh: "只能填“是”或“否”", en: "This must be yes or no"),
    hint: Bilingual(zh: "填“是”或“否”。", en: "Write yes or no."))
  /// A cell is no date.
  public static let notDay = FaultRule(
    "I126",
    text: Bilingual(zh: "不是有效日期", en: "This is not a date"),
    hint: Bilingual(
      zh: "写成 2027-1-5、2027/1/5、2027.1.5、2027年1月5日或 20270105，且日期须存在。",
      en: "Write an existing date such as 2027-1-5."))
  /// A cell is no range of dates.
  public static let notDays = FaultRule(
    "I127",
    text: Bilingual(zh: "不是有效的日期范围", en: "This is not a range of dates"),
    hint: Bilingual(
      zh: "写成 2027-1-5至2027-1-9，开始不晚于结束。",
      en: "Write 2027-1-5 ~ 2027-1-9, the earlier date first."))
  /// A cell is no time.
  public static let notTime = FaultRule(
    "I128",
    text: Bilingual(zh: "不是有效时刻", en: "This is not a time of day"),
    hint: Bilingual(zh: "写成 8:30。", en: "Write 8:30."))
  /// A cell is no time window.
  public static let notWindow = FaultRule(
    "I129",
    text: Bilingual(zh: "不是有效时段", en: "This is not a time window"),
    hint: Bilingual(
      zh: "写成 8:30-12:00，开始早于结束；跨夜的时段分成两行。",
      en: "Write 8:30-12:00, the earlier time first; split a window at midnight."))
  /// A cell is no date with a time.
  public static let notMoment = FaultRule(
    "I130",
    text: Bilingual(zh: "不是有效的日期和时刻", en: "This is not a date with a time"),
    hint: Bilingual(zh: "写成 2027-1-5 8:30。", en: "Write 2027-1-5 8:30."))
  /// A cell is no term.
  public static let notTerm = FaultRule(
    "I131",
    text: Bilingual(zh: "不是有效期次", en: "This is not a term"),
    hint: Bilingual(
      zh: "写成 2026-01、2026年1月、2026-W53、2026-Q1 或 2026年上半年。",
      en: "Write 2026-01, 2026-W53, 2026-Q1 or 2026-H1."))
  /// The brackets of a ranking do not match.
  public static let bracketsUnbalanced = FaultRule(
    "I132",
    text: Bilingual(zh: "括号不成对", en: "The brackets do not match"),
    hint: Bilingual(
      zh: "并列的人放在一对括号中，如 00123、（00124、00125）。",
      en: "Put tied entries in one pair of brackets: 00123, (00124, 00125)."))
  /// A cell shows the error of a formula.
  public static let cellError = FaultRule(
    "I133",
    text: Bilingual(zh: "此格的公式出错", en: "The formula of this cell shows an error"),
    hint: Bilingual(zh: "改正公式，或直接填写值。", en: "Correct the formula, or write the value itself."))
  /// A formula was saved without what it computes.
  public static let formulaWithoutValue = FaultRule(
    "I134",
    text: Bilingual(
      zh: "此格是公式，但文件中没有保存计算结果",
      en: "This cell is a formula, and the file does not hold what it computes"),
    hint: Bilingual(
      zh: "用Excel或WPS打开并保存一次，或直接填写值；公式不会被执行。",
      en: "Open and save the file in Excel or WPS, or write the value; formulas are not run."))
  /// A cell that takes one value holds several options of a multiple choice.
  public static let severalOptions = FaultRule(
    "I135",
    text: Bilingual(
      zh: "此格是多选题选中的几项（以┋分隔），这一列只能有一项",
      en: "The cell holds several options of a multiple choice, joined by ┋; the column takes one"),
    hint: Bilingual(
      zh: "只留一项，并在问卷中把这一题改为单选题。",
      en: "Leave one of them, and make the question of the form a single choice."))

  /// A number lies outside the range that makes sense.
  public static func outOfRange(_ range: ClosedRange<Int>) -> FaultRule {
    FaultRule(
      "I123",
      text: Bilingual(
        zh: "数值应在\(range.lowerBound)到\(range.upperBound)之间",
        en: "The number must be between \(range.lowerBound) and \(range.upperBound)"),
      hint: Bilingual(zh: "改正该数。", en: "Correct the number."))
  }
}
