# Each target is one line that a person would type.
.PHONY: setup build demo test explore mutants scale format lint

setup:
	./Sources/setup.sh

build: setup
	swift build

demo: build
	./Tests/EndToEnd/demo.sh

test: setup
	swift build --build-tests
	swift test --skip-build
	$(MAKE) explore

explore:
	swift run -c release explore 3 4 1

mutants: setup
	python3 Tests/Mutants/run.py

scale: setup
	./Tests/EndToEnd/scale.sh

format:
	swift format -i -r Package.swift Shared Client Server Sources Tests

lint:
	swift format lint --strict -r Package.swift Shared Client Server Sources Tests
