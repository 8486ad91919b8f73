import Foundation
import SmallWorlds

// explore [REPLICAS ACTS LOSSES]: every history of a world that small, and what is wrong in the first that ends badly.

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let (replicas, acts, losses) = numbers.count == 3 ? (numbers[0], numbers[1], numbers[2]) : (3, 4, 1)
print("\(replicas) replicas, \(acts) acts, \(losses) requests or answers lost or late, in every order:")
let began = Date()
let found = Exploration(from: SmallWorld(replicas: replicas, acts: acts, losses: losses))
if let fault = found.fault {
    print(fault)
    exit(1)
}
print("\(found.worlds) worlds, \(found.ends) of them at an end, no fault, \(Int(-began.timeIntervalSinceNow)) s")
