import Foundation
import TestSupport

/// The files of a folder as they lay at one moment, to be put back as often as they are needed.
///
/// They are put back in place: a replica that finds itself in another file takes itself for a copy.
struct Stillness {
    private let files: [String: Data]

    init(of directory: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
        files = try Dictionary(
            uniqueKeysWithValues: names.filter { !$0.hasSuffix("-shm") }.map { name in
                let path = "\(directory)/\(name)"
                return (path, try Data(contentsOf: URL(filePath: path)))
            })
    }

    func putBack() throws {
        for (path, bytes) in files {
            try? FileManager.default.removeItem(atPath: path + "-shm")
            try bytes.write(to: URL(filePath: path))
        }
    }
}
