public import Experiments
public import FoundationEssentials

extension Report {
    /// Writes `report.html` and `report.json` into a directory, each whole or not at all.
    ///
    /// - Throws: `report.unwritable`, with the file's name and the system's reason.
    public func write(to directory: URL) throws(LetheError) {
        for (name, text) in [("report.html", html()), ("report.json", json())] {
            let file = directory.appending(path: name)
            do {
                try Data(text.utf8).write(to: file, options: .atomic)
            } catch {
                throw LetheError(
                    "report.unwritable",
                    "cannot write '\(file.path)': \(WriteFault.reason(error))",
                    hint: WriteFault.hint,
                    blame: .system
                )
            }
        }
    }
}
