import ArgumentParser
@main struct Fieldnotes: ParsableCommand {}
