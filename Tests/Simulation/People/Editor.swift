import Notebook

/// A record that is open on somebody's screen.
struct Editor {
    let look: Look
    /// As the notebook opened it; nil in clients without one.
    let opened: OpenNote?
}
