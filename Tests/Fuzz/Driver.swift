/// What libFuzzer calls with each input that it makes up. The target beside this file says what must hold of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let complaint = complaint(input) { fatalError(complaint) }
    return 0
}
