/// The values of constants that C headers define, as macros or otherwise.
package struct HeaderConstants {

  /// The values by name; what the headers do not define is missing.
  package let values: [String: Int64]

  /// The values of the constant expressions `names` after including `headers`, compiled with
  /// `arguments`.
  package init(
    _ names: [String], headers: [String], arguments: [String]
  ) throws(TranslationUnit.Unreadable) {
    let unique = Array(Set(names)).sorted()
    var text = "#define _GNU_SOURCE\n"
    for header in headers { text += "#include <\(header)>\n" }
    for (number, name) in unique.enumerated() {
      text += "static const long specialise_value_\(number) = (long)(\(name));\n"
    }
    let unit = try TranslationUnit(
      path: "constants.c", arguments: arguments + ["-ferror-limit=0", "-w"], text: text)
    var values: [String: Int64] = [:]
    let prefix = "specialise_value_"
    for variable in unit.declarations where variable.kind == .variable {
      guard variable.name.hasPrefix(prefix), let number = Int(variable.name.dropFirst(prefix.count))
      else { continue }
      values[unique[number]] = variable.integer
    }
    self.values = values
  }
}
